// What every outbox must do, on disk or in the simulation's memory. Run over both by the test beside it.
import { describe, expect, it } from 'vitest';
import type { ActionId } from '#domain/ids.ts';
import type { ActionRecord, Outbox } from '#local/outbox.ts';
import { buildRecord } from '#test/build/record.ts';
import { testId } from '#test/build/domain.ts';

/** Opens the same profile's outbox once more, as another page or a later start would. */
export type OpenAgain = () => Promise<Outbox>;

const draft = (part: Partial<ActionRecord> = {}): Omit<ActionRecord, 'seq'> => {
  const { seq: _, ...rest } = buildRecord({ id: testId<ActionId>(), ...part });
  return rest;
};

export function outboxContract(name: string, profile: () => OpenAgain): void {
  describe(`an outbox ${name}`, () => {
    it('[ID2] is fresh once, and keeps its epoch', async () => {
      const open = profile();
      const first = await (await open()).meta();
      const later = await (await open()).meta();
      expect(first.fresh).toBe(true);
      expect(later).toEqual({ ...first, fresh: false });
    });

    it('[SV0] gives an act the epoch that stands there by then, whichever page has changed it; one from elsewhere keeps its own', async () => {
      const open = profile();
      const [one, other] = [await open(), await open()];
      const { epoch: _, ...own } = draft();
      await one.change([], () => null, { epoch: 'the second' });
      expect(await other.add(own)).toMatchObject({ epoch: 'the second', seq: 1 });
      expect(await other.add(draft({ epoch: 'of a file' }))).toMatchObject({ epoch: 'of a file', seq: 2 });
    });

    it('[LC1, OR1] numbers acts in the order in which they come, across pages', async () => {
      const open = profile();
      const [one, other] = [await open(), await open()];
      const drafts = [draft(), draft(), draft()];
      await one.add(drafts[0]!);
      await other.add(drafts[1]!);
      await one.add(drafts[2]!);
      const all = await other.all();
      expect(all.map(({ seq, id }) => [seq, id])).toEqual(drafts.map(({ id }, at) => [at + 1, id]));
    });

    it('[ID6] gives back the act that is there already, as it is', async () => {
      const outbox = await profile()();
      const act = draft();
      const first = await outbox.add(act);
      await outbox.change([act.id], () => ({ state: 'sending' }));
      expect(await outbox.add(act)).toEqual({ ...first, state: 'sending' });
      expect(await outbox.all()).toHaveLength(1);
    });

    it('[TB2] changes what is there as it is now, and says what has changed', async () => {
      const open = profile();
      const [one, other] = [await open(), await open()];
      const [a, b] = [await one.add(draft()), await one.add(draft())];
      const take = (by: string) => (record: ActionRecord) =>
        record.state === 'queued' ? { state: 'sending' as const, sendClaim: { by, atMs: 1 } } : null;
      expect((await one.change([a.id], take('one'))).map(({ id }) => id)).toEqual([a.id]);
      expect((await other.change([a.id, b.id], take('other'))).map(({ id }) => id)).toEqual([b.id]);
      expect((await one.all()).map(({ sendClaim }) => sendClaim?.by)).toEqual(['one', 'other']);
    });

    it('passes over acts that are not there', async () => {
      const outbox = await profile()();
      expect(await outbox.change([testId<ActionId>()], () => ({ state: 'parked' }))).toEqual([]);
      expect(await outbox.all()).toEqual([]);
    });

    it('[CK1] writes what it knows of itself with a change, and no instant goes back', async () => {
      const outbox = await profile()();
      await outbox.change([], () => null, { offsetMs: 7, lastInstantMs: 100 });
      await outbox.saveMeta({ lastInstantMs: 50, epoch: 'another' });
      expect(await outbox.meta()).toMatchObject({ offsetMs: 7, lastInstantMs: 100, epoch: 'another' });
    });

    it('forgets what is removed and uses no number twice', async () => {
      const outbox = await profile()();
      const gone = await outbox.add(draft());
      await outbox.remove([gone.id]);
      expect(await outbox.all()).toEqual([]);
      expect((await outbox.add(draft())).seq).toBe(gone.seq + 1);
    });
  });
}
