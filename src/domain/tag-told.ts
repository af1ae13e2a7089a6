// What a ticket for staff says of a code that is no product here: enough to find the tag on the shelf. Promise: what a
// stranger's code holds (a network's password, a person's card, where an address leads) is not passed on.
import type { Tag } from './tag.ts';

/** Enough to see what sort of text it is. */
const beginning = 24;

export function toldOf(tag: Tag): string {
  if (tag.kind === 'refused') {
    if (tag.scheme) return `${tag.scheme}:`;
    return tag.host ?? `${(tag.raw.split('\ufffd', 1)[0] ?? '').slice(0, beginning)}…`;
  }
  if (tag.kind === 'unknown' && tag.reason === 'no_identifier') return tag.host ?? tag.raw;
  return tag.raw;
}
