// Proof that a receipt and the rows pulled after it belong to one history of the server [PL6]. A server that was restored
// to before a receipt, but not to before this tablet's cursor, looks sound to the cursor; new acts then take the lost revs.
// Promise: no act settles before the server has been shown where it stood when it gave the receipt, and knew it.
import type { HomeId } from '#domain/ids.ts';
import type { FollowedFeeds } from '#local/followed-feeds.ts';
import type { ActionRecord } from '#local/outbox.ts';
import type { Cursor } from '#local/replica.ts';
import { maxWitnesses } from '#protocol/pull.ts';
import type { Records } from './records.ts';

export interface Witness {
  home: HomeId;
  cursor: Cursor;
}

type Followed = Pick<FollowedFeeds, 'cursorsOf'>;

export interface Witnesses {
  /** What the next pull shows the server. */
  open(): Witness[];
  /** The server has seen these, and its pages are applied. */
  shown(witnesses: readonly Witness[]): void;
  isProven(record: ActionRecord): boolean;
}

export function witnessesOf(records: Pick<Records, 'all'>, feeds: Followed): Witnesses {
  const proven = new Set<string>();
  // Settled records were proven once; after a start the newest of them shows whether the pulled rows are still those.
  const settledUpTo = new Map<string, number>();

  return {
    open() {
      const unproven = new Map<string, Witness>();
      const newest = new Map<string, Witness>();
      for (const record of records.all.get())
        for (const witness of witnessesIn(record)) {
          if (proven.has(nameOf(witness)) || feeds.cursorsOf(witness.home).length === 0) continue;
          const line = lineOf(witness);
          if (record.state !== 'settled') unproven.set(nameOf(witness), witness);
          else if (witness.cursor.rev > (newest.get(line)?.cursor.rev ?? settledUpTo.get(line) ?? -1))
            newest.set(line, witness);
        }
      // The latest first: an old one that nobody has read yet must not keep them from being proven.
      return [...newest.values(), ...[...unproven.values()].toReversed()].slice(0, maxWitnesses);
    },
    shown(witnesses) {
      for (const witness of witnesses) {
        const { timeline, rev } = witness.cursor;
        const isHere = feeds
          .cursorsOf(witness.home)
          .every((cursor) => cursor !== null && cursor.timeline === timeline && cursor.rev >= rev);
        if (!isHere) continue;
        proven.add(nameOf(witness));
        settledUpTo.set(lineOf(witness), Math.max(rev, settledUpTo.get(lineOf(witness)) ?? 0));
      }
    },
    isProven: (record) =>
      witnessesIn(record).every((witness) => proven.has(nameOf(witness)) || feeds.cursorsOf(witness.home).length === 0),
  };
}

/** The receipt is of a history that the server has since left: nobody but this outbox knows of the act. */
export const isOfLostTimeline = (record: ActionRecord, feeds: Followed): boolean =>
  witnessesIn(record).some(({ home, cursor: { timeline } }) => {
    const cursors = feeds.cursorsOf(home);
    return cursors.length > 0 && cursors.every((cursor) => cursor !== null && cursor.timeline !== timeline);
  });

const witnessesIn = ({ receipt }: ActionRecord): Witness[] =>
  Object.entries(receipt?.at ?? {}).map(([home, cursor]) => ({ home: home as HomeId, cursor }));

const nameOf = ({ home, cursor: { timeline, rev, tag } }: Witness): string => `${home} ${timeline} ${rev} ${tag}`;
const lineOf = ({ home, cursor: { timeline } }: Witness): string => `${home} ${timeline}`;
