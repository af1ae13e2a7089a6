// Screens of the shop. A card holds no price: it names a product, and the player paints the offer of its own
// replica, so a price change repaints without a publication [D2]. Home: the store; feed: store/floor.
import * as z from 'zod/mini';
import { DeviceId, InstantMs, RowId } from './ids.ts';
import { LocalText } from './text.ts';

export const DisplayKind = z.enum(['wall', 'strip', 'card', 'attract']);

export const Display = z.strictObject({
  id: DeviceId,
  name: z.string(),
  kind: DisplayKind,
  width: z.number().check(z.int(), z.gt(0)),
  height: z.number().check(z.int(), z.gt(0)),
  orientation: z.enum(['landscape', 'portrait']),
  zone: z.string(),
  groups: z.array(z.string()),
  syncGroup: z.nullable(z.string()),
});
export type Display = z.infer<typeof Display>;

/** A typed filling of a template; templates are code [D1], so a card has values only. */
export const Card = z.strictObject({
  template: z.enum(['shelf']),
  version: z.number().check(z.int()),
  title: LocalText,
  variantIds: z.array(RowId).check(z.minLength(1), z.maxLength(6)),
  locale: z.enum(['pt-BR', 'en', 'es']),
});
export type Card = z.infer<typeof Card>;

/** Immutable: a rollback is a new one with old content. */
export const Publication = z.strictObject({
  id: RowId,
  revision: z.number().check(z.int(), z.gt(0)),
  display: DeviceId,
  card: Card,
  author: RowId,
  approver: z.nullable(RowId),
  previous: z.nullable(RowId),
  fromMs: InstantMs,
  toMs: z.nullable(InstantMs),
  publishedMs: InstantMs,
});
export type Publication = z.infer<typeof Publication>;

/** What one display plays now. The id is the display's. The page that brings it is signed, so it carries no signature of its own. */
export const Manifest = z.strictObject({
  id: DeviceId,
  revision: z.number().check(z.int(), z.gt(0)),
  items: z.array(
    z.strictObject({
      publication: RowId,
      card: Card,
      seconds: z.number().check(z.gt(0)),
      fromMs: InstantMs,
      toMs: z.nullable(InstantMs),
    }),
  ),
  assets: z.array(z.strictObject({ sha256: z.string(), bytes: z.number(), mime: z.string() })),
  issuedMs: InstantMs,
});
export type Manifest = z.infer<typeof Manifest>;

/** [D14] A price older than this on a display is hidden; the picture stays. */
export const priceMaxAgeMs = 24 * 3_600_000;
