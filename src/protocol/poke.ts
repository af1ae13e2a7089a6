// POST /sync/v1/poke answers with an event stream: "feed X moved, pull now". A lost poke costs delay, never data [PL5].
import * as z from 'zod/mini';
import { DeviceId } from '#domain/ids.ts';
import { maxFeedsPerPull } from './pull.ts';

export const PokeRequest = z.strictObject({
  deviceId: DeviceId,
  grants: z.array(z.string()).check(z.maxLength(4)),
  feeds: z.array(z.string()).check(z.maxLength(maxFeedsPerPull)),
  sig: z.string(),
});

/** `event: poke`, `data: {"feeds": ["store/floor@…"]}`; `event: beat` every 25 s. */
export const Poke = z.strictObject({ feeds: z.array(z.string()) });
export type Poke = z.infer<typeof Poke>;
