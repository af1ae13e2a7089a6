// What a person did on the web, as far as it is told: products with a weight each. Asked only while they let us; the
// moment they don't, it is gone from memory and what is on its way is given up.
import type { DeviceId, HomeId } from '#domain/ids.ts';
import { HistoryAnswer } from '#protocol/person.ts';
import type { Http } from './http.ts';
import type { VisitPerson } from './tablet-port.ts';
import { Offline } from './trouble.ts';

export interface PersonHistory {
  ask(question: { deviceId: DeviceId; home: HomeId }): void;
  /** Nothing is left of it. */
  stop(): void;
  /** Empty from now on, by their word. */
  forget(): void;
}

export interface PersonHistoryDeps {
  http: Pick<Http, 'ask'>;
  change(to: Partial<VisitPerson>): void;
  state(): VisitPerson['historyState'];
}

export function personHistoryOf({ http, change, state }: PersonHistoryDeps): PersonHistory {
  let asking = new AbortController();
  const abort = (): void => {
    asking.abort();
    asking = new AbortController();
  };
  const load = async (question: object, { signal }: AbortController): Promise<void> => {
    try {
      const told = await http.ask('/lookup/v1/visit/history', question, HistoryAnswer, { signal });
      if (signal.aborted) return;
      change({
        history: told.history.map(([productId, weight]) => ({ productId, weight })),
        wishlist: told.wishlist.map(([productId, variantId]) => ({ productId, variantId })),
        historyState: 'ready',
      });
    } catch (error) {
      if (signal.aborted) return;
      // What is here already stays while the network is away; a no of the server leaves nothing.
      if (!(error instanceof Offline)) change({ history: [], wishlist: [], historyState: 'off' });
      else if (state() !== 'ready') change({ historyState: 'offline' });
    }
  };
  return {
    ask(question) {
      abort();
      if (state() !== 'ready') change({ historyState: 'loading' });
      void load(question, asking);
    },
    stop() {
      abort();
      change({ history: [], wishlist: [], historyState: 'off' });
    },
    forget() {
      abort();
      change({ history: [], wishlist: [], historyState: state() === 'off' ? 'off' : 'ready' });
    },
  };
}
