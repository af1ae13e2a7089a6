// An act that can't be read still gets a receipt when it has an id: refused, with a reason a person can read,
// so that it stops nobody else [SV6]. Without an id there is nobody to answer.
import { createHash } from 'node:crypto';
import type * as z from 'zod/mini';
import { ActionId, type GrantId, HomeId } from '#domain/ids.ts';
import type { Action } from '#protocol/action.ts';
import type { Sender } from './push.ts';

/** No act of ours nests deeper than ten; a thousand exhausts the stack of the schema library or of the database. */
const deepest = 64;

/**
 * PostgreSQL's text and JSON hold neither U+0000 nor half a surrogate pair, and nothing that is nested without end:
 * such a value would fail at every try.
 */
export function isStorable(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return (
    depth < deepest && Object.entries(value).every(([name, part]) => isStorable(name) && isStorable(part, depth + 1))
  );
}

/** A stand-in that can be stored: the id and what of the rest is sound. `seq` 0 keeps it out of the clock's order. */
export function unreadableAct(
  raw: unknown,
  sender: Sender,
  error: z.core.$ZodError | undefined,
): { action: Action; trouble: string } | null {
  const { id, home, hash, lane } = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
  const actionId = ActionId.safeParse(id);
  if (!actionId.success) return null;
  const homeId = HomeId.safeParse(home);
  const isHash = typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash);
  const action: Action = {
    id: actionId.data,
    seq: 0,
    home: homeId.success ? homeId.data : sender.home,
    actor: sender.id as string as GrantId,
    // A cut may halve a surrogate pair.
    lane: typeof lane === 'string' && isStorable(lane) ? lane.slice(0, 120).toWellFormed() : '',
    dependsOn: [],
    answers: null,
    kind: 'unreadable',
    v: 1,
    payload: { open: null, sealed: null },
    base: null,
    hash: isHash ? hash : createHash('sha256').update(JSON.stringify(raw)).digest('hex'),
    createdAtMs: 0,
    bootId: '',
    monoMs: 0,
    offsetMs: 0,
  };
  return { action, trouble: error ? reasonOf(error) : 'a value that no database can hold' };
}

/** Where it is wrong and how, in words for whoever reads the desk: the schema library brings no sentences of its own. */
export function reasonOf({ issues }: z.core.$ZodError): string {
  const said = issues.map((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? ` ${issue.keys.join(', ')}` : '';
    return `${issue.path.join('.') || 'input'}: ${issue.code.replaceAll('_', ' ')}${keys}`;
  });
  const reason = said.join('; ').slice(0, 500);
  return isStorable(reason) ? reason : 'unreadable';
}
