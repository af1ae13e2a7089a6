// The stores of a tablet as they open: what cannot be opened is replaced by something that says so.
import { memoryReplica } from '#local/memory-replica.ts';
import type { Outbox } from '#local/outbox.ts';
import type { Replica } from '#local/replica.ts';
import { storagelessOutbox } from '#local/storageless-outbox.ts';
import { troubleOf, type Trouble } from '#local/storage-trouble.ts';
import type { Storage } from './ports.ts';

export interface OpenDeps {
  storage: Storage;
  newId(): string;
  onTrouble(trouble: Trouble): void;
}

/** Without a database nothing is ever said to be saved [LC2]. */
export async function openOutbox({ storage, onTrouble, newId }: OpenDeps): Promise<Outbox> {
  try {
    return await storage.openOutbox(newId, onTrouble);
  } catch (error) {
    const trouble = troubleOf(error) ?? 'blocked';
    onTrouble(trouble);
    return storagelessOutbox(newId(), trouble);
  }
}

/** Without a database products are shown for as long as the page is open. */
export async function openReplica({ storage, onTrouble }: OpenDeps): Promise<Replica> {
  try {
    return await storage.openReplica(onTrouble);
  } catch (error) {
    onTrouble(troubleOf(error) ?? 'blocked');
    return memoryReplica();
  }
}
