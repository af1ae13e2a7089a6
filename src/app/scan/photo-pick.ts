// Of the codes of one photograph the one that is meant: what this shop knows goes first, as with the camera.
import { lookUpTag, type TagShop } from '#domain/tag-lookup.ts';
import { parseTag, type TagInput } from '#domain/tag.ts';

/** undefined: the photograph holds none. Without a catalogue, the first. */
export const pickRead = <Read extends TagInput>(reads: readonly Read[], shop: TagShop | null): Read | undefined =>
  reads.find((read) => shop !== null && lookUpTag(parseTag(read), shop).kind !== 'none') ?? reads[0];
