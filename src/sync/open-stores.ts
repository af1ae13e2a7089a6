// The stores of a tablet as they open: what cannot be opened is replaced by something that says so.
// Promise: a database that only opens late is waited for; that another page holds it is said when it has done so for a while.
import { memoryReplica } from '#local/memory-replica.ts';
import type { Outbox } from '#local/outbox.ts';
import type { Replica } from '#local/replica.ts';
import { storagelessOutbox } from '#local/storageless-outbox.ts';
import { troubleOf, type Trouble } from '#local/storage-trouble.ts';
import type { Storage, Time } from './ports.ts';
import type { Store } from './store-troubles.ts';

export interface OpenDeps {
  storage: Storage;
  time: Time;
  newId(): string;
  onTrouble(store: Store, trouble: Trouble): void;
  /** A database that was said to be held is open now. */
  onFreed(store: Store): void;
}

/** An old page that still runs lets go within a moment [EV3]: nobody needs to hear of that. */
const heldForMs = 2_500;

/** Without a database nothing is ever said to be saved [LC2]. */
export async function openOutbox(deps: OpenDeps): Promise<Outbox> {
  const { storage, onTrouble, newId } = deps;
  try {
    return await waitedFor('outbox', deps, (hear) => storage.openOutbox(newId, hear));
  } catch (error) {
    const trouble = troubleOf(error) ?? 'blocked';
    onTrouble('outbox', trouble);
    return storagelessOutbox(newId(), trouble);
  }
}

/** Without a database products are shown for as long as the page is open. */
export async function openReplica(deps: OpenDeps): Promise<Replica> {
  const { storage, onTrouble } = deps;
  try {
    return await waitedFor('replica', deps, (hear) => storage.openReplica(hear));
  } catch (error) {
    onTrouble('replica', troubleOf(error) ?? 'blocked');
    return memoryReplica();
  }
}

async function waitedFor<Opened>(
  store: Store,
  { time, onTrouble, onFreed }: OpenDeps,
  open: (hear: (trouble: Trouble) => void) => Promise<Opened>,
): Promise<Opened> {
  let isSaid = false;
  let forget = (): void => undefined;
  const hear = (trouble: Trouble): void => {
    if (trouble !== 'held') return onTrouble(store, trouble);
    forget();
    forget = time.after(heldForMs, () => {
      isSaid = true;
      onTrouble(store, 'held');
    });
  };
  try {
    return await open(hear);
  } finally {
    forget();
    if (isSaid) onFreed(store);
  }
}
