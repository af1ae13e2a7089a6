// Whose act it is that comes out of a file [PO3]: the device that made it signed it when the file was written. A grant's id
// stands in every act and so in every file, and opens nothing by itself: with it alone anybody could act in its name.
import type { Authority } from '#server/authority.ts';
import type { Offer, Sender } from '#server/push.ts';
import { isStorable } from '#server/unreadable.ts';
import { findDevice, isSignedBy } from './caller.ts';

/** `later`: neither proven nor disproved by what is known now. Offered again it may be; until then nothing is stored. */
export type Proof = 'proven' | 'unproven' | 'later';

/** What a device queued itself is proven by the signature of its batch; the server's own acts need nothing. */
export async function proofOf(
  { db }: Pick<Authority, 'db'>,
  sender: Pick<Sender, 'id' | 'chain'>,
  offer: Offer,
): Promise<Proof> {
  const { origin, proof } = offer;
  // A tablet of an earlier version carries no proofs: its act waits there for the version that does.
  if (proof === undefined) return origin.device === sender.id ? 'proven' : 'later';
  const maker = await findDevice(db, origin.device);
  // What a lost device signs may be a thief's.
  if (!maker || maker.chain !== sender.chain || maker.device.state === 'lost') return 'unproven';
  if (!(await isSignedByMaker(offer, proof, maker.device.publicKey))) return 'unproven';
  // It may be let in again, and then its acts count.
  return maker.device.state === 'suspended' ? 'later' : 'proven';
}

const isSignedByMaker = async (
  { origin, action }: Offer,
  proof: string,
  publicKey: Parameters<typeof isSignedBy>[2],
): Promise<boolean> => isStorable(action) && (await isSignedBy({ origin, action }, proof, publicKey));
