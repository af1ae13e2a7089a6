// What only a person's own phone needs comes with its screens: no tablet of the shop loads it.
import type { Enrol } from './enrol.ts';
import type { Phone, PhoneDeps } from './phone.ts';
import type { Station } from './station-port.ts';

type Known = Omit<PhoneDeps, 'outbox' | 'enrol' | 'enrolled'>;

/** One for the life of the page; asked for again when its part of the app did not come. */
export function lazyPhone(known: Known, opened: Promise<Station>, enrol: Promise<Enrol>): () => Promise<Phone> {
  const open = async (): Promise<Phone> => {
    const [{ phoneOf }, { outbox, enrolled }, one] = await Promise.all([import('./phone.ts'), opened, enrol]);
    return phoneOf({ ...known, outbox, enrolled, enrol: one });
  };
  let phone: Promise<Phone> | null = null;
  return () =>
    (phone ??= open().catch((error: unknown) => {
      phone = null;
      throw error;
    }));
}
