// Changes that are told over the packed file which the feed stands on here.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { feedName } from '#domain/home.ts';
import type { RunColumn } from '#protocol/pull.ts';
import { buildStock, storeHome, webHome } from '#test/build/domain.ts';
import { damagedIn } from '#test/build/packed.ts';
import { floor, openPullLab, page, type PullLab, stockRow } from '#test/build/pull-lab.ts';

let lab: PullLab;
beforeEach(async () => {
  lab = await openPullLab();
});
const run = () => lab.pull.run(30_000);
const overFile = (sha256: string, gap: number, onHand: RunColumn) => ({
  sha256,
  runs: [{ table: 'stock', gaps: [gap], columns: { onHand } }],
});

describe('a page over a packed file', () => {
  it('[PL7] names the file that its rows stand on, and takes changes that are told over it', async () => {
    const file = await lab.packedFile([buildStock({ id: 'a', onHand: 1 }), buildStock({ id: 'b', onHand: 1 })], 4);
    lab.answer(page({ reset: true, snapshot: file, to: 4, tag: 'tag 4' }));
    await run();
    lab.answer(page({ from: 4, to: 5, tag: 'tag 5', overFile: overFile(file.sha256, 1, { plus: [6] }) }));
    await run();
    expect(lab.asked.map(({ files: named }) => named)).toEqual([undefined, { [floor]: file.sha256 }]);
    expect([lab.onHand('a'), lab.onHand('b')]).toEqual([1, 7]);
    expect((await lab.replica.load(floor))?.rows.map(({ id }) => id)).toEqual(['b']);
  });

  it('[PL7] a page over a file that the feed does not stand on moves nothing and is asked for again', async () => {
    const file = await lab.packedFile([buildStock({ id: 'a', onHand: 1 })], 4);
    lab.answer(page({ reset: true, snapshot: file, to: 4, tag: 'tag 4' }));
    await run();
    lab.answer(
      page({ from: 4, to: 5, tag: 'tag 5', overFile: overFile('f'.repeat(64), 0, { all: 9 }) }),
      page({ from: 4, to: 5, tag: 'tag 5', changes: [stockRow('a', 2)] }),
    );
    await run();
    expect(lab.asked).toHaveLength(3);
    expect([lab.onHand('a'), lab.feeds.cursor(floor)?.rev]).toEqual([2, 5]);
  });

  it('[EV5, PL6] a block of the file that can’t be read holds up no other feed, and its own is filled anew', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const web = feedName('store/floor', webHome);
    await lab.feeds.follow([storeHome, webHome].map((home) => ({ kind: 'store/floor', home, device: null })));
    const file = await lab.packedFile([buildStock({ id: 'a', onHand: 1 })], 4);
    const sound = lab.onWire.get(file.path) ?? new Uint8Array();
    const anew = page({ reset: true, snapshot: file, to: 4, tag: 'tag 4' });
    lab.answer(anew);
    await run();
    // The bits turn while the tablet is off.
    await lab.files.write(file.sha256, damagedIn(sound, 'stock'));
    await lab.feeds.follow([]);
    await lab.feeds.follow([storeHome, webHome].map((home) => ({ kind: 'store/floor', home, device: null })));
    const over = page({ from: 4, to: 5, tag: 'tag 5', overFile: overFile(file.sha256, 0, { all: 2 }) });
    lab.answers.push(() => ({
      pages: { [floor]: over, [web]: page({ reset: true, to: 7, tag: 'tag 7', changes: [stockRow('w', 3)] }) },
    }));
    await run();
    expect([lab.feeds.cursor(web)?.rev, lab.feeds.cursor(floor)?.rev]).toEqual([7, 4]);
    expect(said).toHaveBeenCalledOnce();
    lab.answer(page({ ...anew, to: 5, tag: 'tag 5', changes: [stockRow('a', 2)] }));
    await run();
    const cursor = { timeline: 't', rev: 4, tag: 'tag 4' };
    expect(lab.asked.at(-1)).toMatchObject({ feeds: { [floor]: null }, witnesses: [{ home: storeHome, cursor }] });
    expect([lab.onHand('a'), lab.feeds.cursor(floor)?.rev]).toEqual([2, 5]);
    expect(await lab.files.read(file.sha256)).toEqual(sound);
    said.mockRestore();
  });
});
