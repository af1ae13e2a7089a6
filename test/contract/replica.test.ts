import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { memoryReplica } from '#local/memory-replica.ts';
import { openReplicaDatabase } from '#local/replica-database.ts';
import { replicaContract } from './replica-contract.ts';

replicaContract('on disk', () =>
  openReplicaDatabase({ indexedDB: new IDBFactory(), IDBKeyRange, onTrouble: () => undefined }),
);
replicaContract('in memory', () => Promise.resolve(memoryReplica()));
