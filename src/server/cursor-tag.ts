// The tag that a page sends out carries the server's seal, so that only a cursor which this shop once gave can prove
// a restore [PL6]: one tablet that makes cursors up must not start every tablet anew.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { HomeId } from '#domain/ids.ts';
import type { Cursor } from '#protocol/pull.ts';
import type { ServerKey } from './session/server-key.ts';

type Sealer = Pick<ServerKey, 'tagSecret'>;

/** `tag` as the log keeps it; it holds no dot. */
export function sealedTag({ tagSecret }: Sealer, home: HomeId, { timeline, rev, tag }: Cursor): string {
  const seal = createHmac('sha256', tagSecret)
    .update(JSON.stringify([home, timeline, rev, tag]))
    .digest('base64url');
  return `${tag}.${seal.slice(0, 22)}`;
}

/** The log's own tag within a sealed one. */
export const plainTag = (tag: string): string => tag.split('.', 1)[0] ?? '';

export function isSealed(key: Sealer, home: HomeId, cursor: Cursor): boolean {
  const wanted = Buffer.from(sealedTag(key, home, { ...cursor, tag: plainTag(cursor.tag) }));
  const given = Buffer.from(cursor.tag);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
