// Units of a variant that one tablet may promise without asking [LS1–LS5]: taken on line, used up by its holds.
// Home: the store; feed: device/own. Id: `device/epoch/variantId`, so that asking twice is asking once.
import * as z from 'zod/mini';
import { DeviceId, InstantMs, RowId } from './ids.ts';

export const Lease = z.strictObject({
  id: RowId,
  device: DeviceId,
  /** The outbox it was given to: a cloned or restored one gets its own [LS2, LS4]. */
  epoch: z.string(),
  variantId: RowId,
  units: z.number().check(z.int(), z.gte(0)),
  used: z.number().check(z.int(), z.gte(0)),
  /** For the tablet: counted from the instant at which it asked, so never later than the server thinks. */
  endMs: InstantMs,
  /** For the server: not before this do unused units go back by themselves, because a hold that was made in time may still be on its way [LS3]. */
  giveBackMs: InstantMs,
  state: z.enum(['live', 'ended']),
});
export type Lease = z.infer<typeof Lease>;

export const leaseId = (device: string, epoch: string, variantId: string): string => `${device}/${epoch}/${variantId}`;

/** What a lease still backs. */
export const unusedUnits = (lease: Lease): number =>
  lease.state === 'live' ? Math.max(0, lease.units - lease.used) : 0;
