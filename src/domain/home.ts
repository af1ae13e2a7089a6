// Homes and feeds [FD1, FD2]: whose row it is, and which one kind of reader sees it whole.
// A feed is never filtered by reader: a reader has it or has not.
import * as z from 'zod/mini';
import { DeviceId, HomeId } from './ids.ts';

export type HomeKind = 'store' | 'chain' | 'customer';

export const feedKinds = ['store/floor', 'store/staff', 'chain/catalogue', 'customer/self', 'device/own'] as const;
export const FeedKind = z.enum(feedKinds);
export type FeedKind = z.infer<typeof FeedKind>;

/** One feed of one home. `device` is set for device/own only, whose home is the device's store. */
export const Feed = z.strictObject({ kind: FeedKind, home: HomeId, device: z.nullable(DeviceId) });
export type Feed = z.infer<typeof Feed>;

/** The feed's name on the wire and in stores: `store/floor@HOME`, `device/own@HOME/DEVICE`. */
export type FeedName = string & { readonly feed: unique symbol };

export const feedName = (kind: FeedKind, home: HomeId, device: DeviceId | null = null): FeedName =>
  `${kind}@${home}${device ? `/${device}` : ''}` as FeedName;

/** The feed behind a name, or null when it is none. */
export function parseFeedName(name: string): Feed | null {
  const match = /^([a-z]+\/[a-z]+)@([^/]+)(?:\/(.+))?$/.exec(name);
  const feed = Feed.safeParse({ kind: match?.[1], home: match?.[2], device: match?.[3] ?? null });
  if (!feed.success || (feed.data.kind === 'device/own') !== (feed.data.device !== null)) return null;
  return feed.data;
}

/**
 * How many units of one variant a tablet may be promised while the network is there, so that it can keep its word when
 * it is gone [LS1–LS5].
 */
export const LeasePolicy = z.strictObject({
  /** How long a lease lasts, counted from the moment its request was sent. */
  minutes: z.number().check(z.int(), z.gt(0), z.lte(240)),
  /** So many available units stay for those who stand at the shelf: only what is beyond them is leased. */
  keep: z.number().check(z.int(), z.gte(0)),
  /** Where the platform can't reserve: at most so many units of a variant are leased at once, and a hold is still to be confirmed [LS5]. */
  buffer: z.nullable(z.number().check(z.int(), z.gte(0))),
});
export type LeasePolicy = z.infer<typeof LeasePolicy>;

/** A store or web shop as everybody of the chain sees it. Home: the chain; feed: chain/catalogue; the id is the store's home id. */
export const Store = z.strictObject({
  id: HomeId,
  name: z.string(),
  kind: z.enum(['store', 'web']),
  zone: z.string(),
  address: z.string(),
  /** Wall-clock hours "10:00" to "22:00" in `zone`, the same every day; the web shop has none. */
  opens: z.nullable(z.string()),
  closes: z.nullable(z.string()),
  /** How long a held item waits, in minutes. */
  holdMinutes: z.number().check(z.int(), z.gt(0)),
  /** null: this store gives no leases. */
  leases: z.nullable(LeasePolicy),
  deliveryDays: z.nullable(z.number()),
  deliveryFeeMinor: z.nullable(z.number()),
});
export type Store = z.infer<typeof Store>;
