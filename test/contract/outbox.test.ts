import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { openOutboxDatabase } from '#local/outbox-database.ts';
import { emptyDisk, openGate, openOutbox, openReplica } from '#test/simulation/disk.ts';
import { outboxContract } from './outbox-contract.ts';
import { replicaContract } from './replica-contract.ts';

let epochs = 0;
const newEpoch = (): string => `epoch-${(epochs += 1)}`;

outboxContract('on disk', () => {
  const indexedDB = new IDBFactory();
  return () => openOutboxDatabase({ indexedDB, IDBKeyRange, newEpoch, onTrouble: () => undefined });
});
outboxContract("in the simulation's memory", () => {
  const disk = emptyDisk();
  return () => openOutbox(disk, newEpoch, openGate);
});
replicaContract("in the simulation's memory", () => openReplica(emptyDisk(), openGate));
