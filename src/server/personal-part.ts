// The sealed part of an act is opened before its transaction begins: no lock waits for arithmetic [AR1].
// What can't be opened, or is not what the act expects, refuses the act in words a person can read.
import { type AnyAct, actOf } from '#domain/actions/all.ts';
import type { Action } from '#protocol/action.ts';
import { Unopenable } from '#protocol/sealed.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { Authority } from './authority.ts';
import type { Proof } from './session/proof.ts';
import { findGrant } from './session/grants.ts';
import { reasonOf } from './unreadable.ts';

/** `isLost`: something was sealed and nobody can read it now; its act is kept for a person to look at. */
export type PersonalPart = { value: unknown; trouble: null } | { value: null; trouble: string; isLost: boolean };

/**
 * What was sealed on one device is opened for nobody else: who only holds a copy could read it at the desk of their store.
 * Proven, and under a grant of the very device that made it.
 */
export async function openProven(
  authority: Pick<Authority, 'db' | 'sealing'>,
  action: Action,
  { proof, maker }: { proof: Proof; maker: DeviceId },
): Promise<PersonalPart> {
  const isMakers =
    action.payload.sealed === null ||
    (proof === 'proven' && (await findGrant(authority.db, action.actor))?.device === maker);
  if (isMakers) return openPersonal(authority, action);
  return { value: null, trouble: 'sealed part of an act that is not proven', isLost: false };
}

export async function openPersonal(
  { sealing }: Pick<Authority, 'sealing'>,
  action: Action,
  act: AnyAct | null = actOf(action.kind, action.v),
): Promise<PersonalPart> {
  const { sealed } = action.payload;
  if (!act) return { value: null, trouble: null };
  if (sealed !== null && takesNothing(act))
    return { value: null, trouble: 'sealed part for an act that has none', isLost: false };
  try {
    const value =
      sealed === null ? null : await sealing.open({ id: action.id, kind: action.kind, v: action.v }, sealed);
    const parsed = act.personal.safeParse(value);
    if (parsed.success) return { value: parsed.data, trouble: null };
    return { value: null, trouble: `personal part: ${reasonOf(parsed.error)}`, isLost: sealed !== null };
  } catch (error) {
    if (!(error instanceof Unopenable)) throw error;
    return { value: null, trouble: error.message, isLost: true };
  }
}

/** An act whose personal part is `z.null()`. */
const takesNothing = ({ personal }: AnyAct): boolean => personal._zod.def.type === 'null';
