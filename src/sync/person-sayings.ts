// What somebody has said here and the server has not heard yet: until then their word counts, not its answer.
import type { ActionId } from '#domain/ids.ts';
import type { ConsentPurpose, VisitPerson } from './tablet-port.ts';

interface Saying {
  /** It lies in the outbox. */
  queued(id: ActionId): void;
  /** It could not be written down, and is not to hold. */
  takeBack(): void;
}

export interface PersonSayings {
  /** `purpose` null: that their history be forgotten. */
  add(purpose: ConsentPurpose | null, given: boolean): Saying;
  /** The server's answer with what it can't know yet. */
  over(told: VisitPerson['consents']): VisitPerson['consents'];
  /** Something that bears on the history is on its way. */
  areWaiting(): boolean;
  /** True once for what has arrived since it was last asked. */
  haveSettled(): boolean;
  clear(): void;
}

export function personSayingsOf({ isWaiting }: { isWaiting(id: ActionId): boolean }): PersonSayings {
  interface Said {
    purpose: ConsentPurpose | null;
    given: boolean;
    id: ActionId | null;
  }
  let said: Said[] = [];
  const waits = ({ id }: Said): boolean => id === null || isWaiting(id);
  return {
    add(purpose, given) {
      const one: Said = { purpose, given, id: null };
      said.push(one);
      return {
        queued: (id) => void (one.id = id),
        takeBack: () => void (said = said.filter((other) => other !== one)),
      };
    },
    over(told) {
      const consents = { ...told };
      for (const one of said) if (one.purpose && waits(one)) consents[one.purpose] = one.given;
      return consents;
    },
    areWaiting: () => said.some((one) => one.purpose !== 'contact' && waits(one)),
    haveSettled() {
      const still = said.filter(waits);
      const isLess = still.length < said.length;
      said = still;
      return isLess;
    },
    clear: () => void (said = []),
  };
}
