// POST /sync/v1/poke answers with an event stream: "feed X moved, pull now". A lost poke costs delay, never data [PL5].
import * as z from 'zod/mini';
import { DeviceId } from '#domain/ids.ts';

export const PokeRequest = z.strictObject({
  deviceId: DeviceId,
  grants: z.array(z.string()),
  feeds: z.array(z.string()).check(z.maxLength(12)),
  sig: z.string(),
});

/** `event: poke`, `data: {"feeds": ["store/floor@…"]}`; `event: beat` every 25 s. */
export const Poke = z.strictObject({ feeds: z.array(z.string()) });
export type Poke = z.infer<typeof Poke>;
