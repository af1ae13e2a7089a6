// A newer packed file that is offered to a tablet which could go on without it.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { feedName } from '#domain/home.ts';
import type { SnapshotRef } from '#protocol/pull.ts';
import { buildStock, webHome } from '#test/build/domain.ts';
import { floor, openPullLab, page, type PullLab, stockRow } from '#test/build/pull-lab.ts';

let lab: PullLab;
let first: SnapshotRef;
let newer: SnapshotRef;
beforeEach(async () => {
  lab = await openPullLab();
  first = await lab.packedFile([buildStock({ id: 'a', onHand: 1 })], 4);
  lab.answer(page({ reset: true, snapshot: first, to: 4, tag: 'tag 4' }));
  await run();
  newer = await lab.packedFile([buildStock({ id: 'a', onHand: 7 })], 6);
});
const run = () => lab.pull.run(30_000);
const offer = () => page({ reset: true, snapshot: newer, to: 6, tag: 'tag 6' });
const next = (from: number, onHand: number) =>
  page({ from, to: from + 1, tag: `tag ${from + 1}`, changes: [stockRow('a', onHand)] });
const named = () => lab.asked.at(-1)?.files?.[floor];
/** What runs beside the pull has left these. */
const lying = async (...refs: SnapshotRef[]) => {
  await vi.waitFor(async () => expect(await lab.files.names()).toEqual(refs.map(({ sha256 }) => sha256)), 5_000);
  await new Promise((resolve) => setTimeout(resolve, 0));
};

describe('a newer file that is offered', () => {
  it('[PL3] is fetched beside the work, the feed goes on with rows, and it is taken when it is here', async () => {
    const bytes = lab.onWire.get(newer.path) ?? new Uint8Array();
    lab.answer(offer(), next(4, 5));
    await run();
    expect([named(), lab.onHand('a'), lab.feeds.cursor(floor)?.rev]).toEqual([undefined, 5, 5]);
    await lying(first, newer);
    expect(await lab.files.read(newer.sha256)).toEqual(bytes);
    lab.answer(offer());
    await run();
    expect(named()).toBe(first.sha256);
    expect([lab.onHand('a'), lab.feeds.rows(floor)?.file]).toEqual([7, newer.sha256]);
    expect(await lab.files.names()).toEqual([newer.sha256]);
    lab.answer(next(6, 8));
    await run();
    expect([named(), lab.onHand('a')]).toEqual([newer.sha256, 8]);
  });

  it('that does not come holds nothing up and is not asked for again at once', async () => {
    lab.onWire.clear();
    lab.answer(offer(), next(4, 5));
    await run();
    await lying(first);
    lab.answer(next(5, 6));
    await run();
    expect([named(), lab.onHand('a'), lab.feeds.rows(floor)?.file]).toEqual([undefined, 6, first.sha256]);
  });

  it('for a feed that is followed no longer keeps nothing of it here', async () => {
    lab.answer(offer(), next(4, 5));
    await run();
    await lying(first, newer);
    const web = feedName('store/floor', webHome);
    await lab.feeds.follow([{ kind: 'store/floor', home: webHome, device: null }]);
    lab.answers.push(() => ({ pages: { [web]: page({ reset: true }) } }));
    await run();
    expect([await lab.replica.cursor(floor), await lab.files.names()]).toEqual([null, []]);
  });

  it('whose server insists, although no file was named, is waited for', async () => {
    lab.answer(offer(), offer());
    await run();
    expect([lab.onHand('a'), lab.feeds.rows(floor)?.file]).toEqual([7, newer.sha256]);
  });

  it('[PL4] is none when the cursor is not good any more', async () => {
    lab.answer(page({ ...offer(), timeline: 'restored' }));
    await run();
    expect([lab.onHand('a'), lab.restored.length]).toEqual([7, 1]);
  });
});
