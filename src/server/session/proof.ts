// Whose act it is that comes out of a file [PO3]: the device that made it signed it when the file was written. A grant's id
// stands in every act and so in every file, and opens nothing by itself: with it alone anybody could act in its name.
import type { Authority } from '#server/authority.ts';
import type { Origin, Sender } from '#server/push.ts';
import { isStorable } from '#server/unreadable.ts';
import { findDevice, isSignedBy } from './caller.ts';

interface Offered {
  origin: Origin;
  action: unknown;
  proof?: string | undefined;
}

/** What a device queued itself is proven by the signature of its batch; the server's own acts need nothing. */
export async function isProven(
  { db }: Pick<Authority, 'db'>,
  sender: Pick<Sender, 'id'>,
  { origin, action, proof }: Offered,
): Promise<boolean> {
  if (proof === undefined) return origin.device === sender.id;
  if (!isStorable(action)) return false;
  const maker = await findDevice(db, origin.device);
  // What a lost device signs may be a thief's.
  if (!maker || maker.device.state === 'lost' || maker.device.state === 'suspended') return false;
  return isSignedBy({ origin, action }, proof, maker.device.publicKey);
}
