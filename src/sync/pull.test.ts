// Pull alone, over a real replica, against pages that are written in the test and signed as the server would.
import { beforeEach, describe, expect, it } from 'vitest';
import { type FeedName, feedName } from '#domain/home.ts';
import { runOfRows } from '#protocol/column-run.ts';
import { buildStock, storeHome, testNowMs, webHome } from '#test/build/domain.ts';
import { floor, openPullLab, page, type PullLab, stockRow } from '#test/build/pull-lab.ts';
import { Offline } from './trouble.ts';

let lab: PullLab;
let { replica, files, feeds, pull, asked, answers, onWire, restored, answer, packedFile, onHand } = {} as PullLab;
beforeEach(async () => {
  lab = await openPullLab();
  ({ replica, files, feeds, pull, asked, answers, onWire, restored, answer, packedFile, onHand } = lab);
});

const run = () => pull.run(30_000);

describe('a pull', () => {
  it('[PL1, PL2] asks from its cursor on and moves it with the rows', async () => {
    answer(
      page({ reset: true, to: 3, tag: 'tag 3', changes: [stockRow('a', 1)] }),
      page({ from: 3, to: 5, tag: 'tag 5', changes: [stockRow('a', 2)], tombstones: [{ table: 'stock', id: 'b' }] }),
    );
    await run();
    await run();
    expect(asked.map((one) => one.feeds[floor])).toEqual([null, { timeline: 't', rev: 3, tag: 'tag 3' }]);
    expect(onHand('a')).toBe(2);
    expect(await replica.cursor(floor)).toEqual({ timeline: 't', rev: 5, tag: 'tag 5' });
  });

  it('[FD5] the cursor moves although nothing of this feed changed, and the age of its rows with it', async () => {
    answer(page({ reset: true }), page({ from: 1, to: 9, tag: 'tag 9' }));
    await run();
    await run();
    expect(feeds.rows(floor)).toMatchObject({ cursor: { rev: 9 }, asOfMs: testNowMs });
  });

  it('[I8] a page that begins elsewhere than asked is not taken', async () => {
    answer(
      page({ reset: true, to: 3, changes: [stockRow('a', 1)] }),
      page({ from: 4, to: 5, changes: [stockRow('a', 2)] }),
    );
    await run();
    await run();
    expect(onHand('a')).toBe(1);
    expect(feeds.cursor(floor)?.rev).toBe(3);
  });

  it('[PL7] reads column runs', async () => {
    answer(
      page({
        reset: true,
        changes: [runOfRows('stock', [buildStock({ id: 'a', onHand: 4 }), buildStock({ id: 'b', onHand: 5 })])],
      }),
    );
    await run();
    expect([onHand('a'), onHand('b')]).toEqual([4, 5]);
  });

  it('[PL3] a feed that is filled anew over several pages is shown whole, and only then', async () => {
    answer(page({ reset: true, to: 2, changes: [stockRow('old', 1)] }));
    await run();
    answers.push(
      () => ({
        pages: {
          [floor]: page({
            reset: true,
            timeline: 't',
            from: null,
            to: 5,
            tag: 'tag 5',
            changes: [stockRow('a', 1)],
            more: true,
          }),
        },
      }),
      () => {
        expect([onHand('old'), onHand('a')]).toEqual([1, undefined]);
        return { pages: { [floor]: page({ from: 5, to: 8, tag: 'tag 8', changes: [stockRow('b', 2)] }) } };
      },
    );
    await run();
    expect(asked.at(-1)?.feeds[floor]).toEqual({ timeline: 't', rev: 5, tag: 'tag 5' });
    expect([onHand('old'), onHand('a'), onHand('b')]).toEqual([undefined, 1, 2]);
    expect((await replica.load(floor))?.rows).toHaveLength(2);
  });

  it('fills a feed from a packed file, keeps its rows out of the database, and drops the old file after the new one answers', async () => {
    const first = await packedFile([buildStock({ id: 'a', onHand: 1 }), buildStock({ id: 'b', onHand: 1 })], 4);
    answer(page({ reset: true, snapshot: first, to: 6, changes: [stockRow('b', 2)] }));
    await run();
    expect([onHand('a'), onHand('b')]).toEqual([1, 2]);
    expect((await replica.load(floor))?.rows.map(({ id }) => id)).toEqual(['b']);
    const second = await packedFile([buildStock({ id: 'a', onHand: 7 })], 9);
    answer(page({ reset: true, snapshot: second, to: 9, minRev: 7 }));
    await run();
    expect([onHand('a'), onHand('b')]).toEqual([7, undefined]);
    expect(await files.names()).toEqual([second.sha256]);
  });

  it('does not open a file whose bytes have another hash', async () => {
    const file = await packedFile([buildStock({ id: 'a' })], 4);
    onWire.set(file.path, new TextEncoder().encode('<h1>Wi-Fi</h1>'));
    answer(page({ reset: true, snapshot: file, to: 4 }));
    await expect(run()).rejects.toBeInstanceOf(Offline);
    expect(feeds.cursor(floor)).toBeNull();
    expect(await files.names()).toEqual([]);
  });

  it('[PL6] the feed of a broken file on disk is pulled from the beginning, and still shows where it stood', async () => {
    const file = await packedFile([buildStock({ id: 'a' })], 4);
    answer(page({ reset: true, snapshot: file, to: 4 }));
    await run();
    await files.write(file.sha256, new TextEncoder().encode('{}'));
    await feeds.follow([]);
    await feeds.follow([{ kind: 'store/floor', home: storeHome, device: null }]);
    expect([feeds.cursor(floor), onHand('a')]).toEqual([null, undefined]);
    await run();
    const cursor = { timeline: 't', rev: 4, tag: 'tag 1' };
    expect(asked.at(-1)).toMatchObject({ feeds: { [floor]: null }, witnesses: [{ home: storeHome, cursor }] });
  });

  it('[F16] an empty file that a killed page left behind is fetched again, not taken for the file', async () => {
    const file = await packedFile([buildStock({ id: 'a', onHand: 1 })], 4);
    await files.write(file.sha256, new Uint8Array());
    answer(page({ reset: true, snapshot: file, to: 4 }));
    await run();
    expect(onHand('a')).toBe(1);
  });

  it('[EV1] rows and tables of a newer server that this build cannot read are missing by themselves [F28]', async () => {
    answer(
      page({
        reset: true,
        changes: [
          stockRow('a', 1),
          { table: 'stock', id: 'b', row: { id: 'b', onHand: 'many' } },
          { table: 'of tomorrow', id: 'c', row: { id: 'c' } },
        ],
      }),
    );
    await run();
    expect([onHand('a'), onHand('b'), feeds.cursor(floor)?.rev]).toEqual([1, undefined, 1]);
  });

  it('[PL4] a new timeline resets the feed and names the home whose acts are offered again', async () => {
    answer(
      page({ reset: true, to: 9, changes: [stockRow('a', 1)] }),
      page({ reset: true, timeline: 'restored', to: 4, changes: [stockRow('a', 5)] }),
    );
    await run();
    expect(restored).toEqual([]);
    await run();
    expect(restored).toEqual([[storeHome]]);
    expect(onHand('a')).toBe(5);
  });

  it.each([false, true])('[TB1] [I8] what another page pulls meanwhile stays (told: %s)', async (isTold) => {
    answers.push(async () => {
      const change = {
        reset: true,
        file: null,
        rows: [stockRow('a', 8)],
        cursor: { timeline: 't', rev: 8, tag: 'tag 8' },
        asOfMs: 3,
      };
      await replica.apply(floor, null, change);
      if (isTold) await feeds.refresh();
      return { pages: { [floor]: page({ reset: true, to: 2, changes: [stockRow('a', 2)] }) } };
    });
    answers.push(() => ({ pages: {} }));
    await run();
    expect([onHand('a'), feeds.cursor(floor)?.rev]).toEqual([8, 8]);
  });

  it("[FD4] people's rows stay in memory and go when they are no longer followed", async () => {
    const staff: FeedName = feedName('store/staff', storeHome);
    await feeds.follow([{ kind: 'store/staff', home: storeHome, device: null }]);
    const person = { id: 'p', number: '101', name: 'Ana', role: 'staff', live: true };
    answers.push(() => ({
      pages: { [staff]: page({ reset: true, changes: [{ table: 'staff', id: 'p', row: person }] }) },
    }));
    await run();
    expect(feeds.set.get().of('store/staff', storeHome)?.get('staff', 'p')?.name).toBe('Ana');
    expect(await replica.load(staff)).toBeNull();
    await feeds.follow([]);
    await feeds.follow([{ kind: 'store/staff', home: storeHome, device: null }]);
    expect(feeds.cursor(staff)).toBeNull();
  });

  it('[EV5] [PL6] a feed that an older build has filled is asked for as a whole, and still shows how far it came', async () => {
    const cursor = { timeline: 't', rev: 4, tag: 'tag 4' };
    await replica.apply(floor, null, { reset: true, file: null, rows: [], cursor, asOfMs: 1, tables: ['stock'] });
    await feeds.refresh();
    answer(page({ timeline: 'u', reset: true, to: 2, tag: 'tag 2', changes: [stockRow('a', 1)] }));
    await run();
    await run();
    expect(asked[0]).toMatchObject({ feeds: { [floor]: null }, witnesses: [{ home: storeHome, cursor }] });
    expect([asked[1]?.witnesses, restored]).toEqual([undefined, [[storeHome]]]);
  });

  it('what is followed no longer goes with the first pull that has brought all that took its place', async () => {
    answer(page({ reset: true, snapshot: await packedFile([buildStock({ id: 'a' })], 4), to: 4 }));
    await run();
    const web = feedName('store/floor', webHome);
    await feeds.follow([{ kind: 'store/floor', home: webHome, device: null }]);
    await run();
    expect(await replica.cursor(floor)).not.toBeNull();
    answers.push(() => ({ pages: { [web]: page({ reset: true }) } }));
    await run();
    expect([await replica.cursor(floor), await files.names()]).toEqual([null, []]);
  });

  it('a feed that is refused is not waited for', async () => {
    answers.push(() => ({ refused: [floor] }));
    await run();
    expect(feeds.cursorsOf(storeHome)).toEqual([]);
    expect(feeds.cursorsOf(webHome)).toEqual([]);
  });
});
