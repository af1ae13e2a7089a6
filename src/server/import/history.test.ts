import { beforeEach, describe, expect, test } from 'vitest';
import { tables } from '#domain/tables.ts';
import {
  bring,
  events,
  file,
  globe,
  header,
  database,
  mug,
  rejectedOf,
  rowsOf,
  sorted,
  useImportLab,
} from '#test/build/import-lab.ts';
import { summaryLines } from './summary.ts';

useImportLab();

describe('a web history', () => {
  const head = 'customer\tvisit\tts\titem\tevent\tqty\tunit_price_gbp\n';
  const lines = `c1\tv1\t1291191960\t10002\tpurchase\t6\t0.85\nc1\tv1\t1291191960\t10003\tpurchase\t1\t2.10\n\tg1\t1291191961\t10002\tpurchase\t1\t0.85\n`;
  beforeEach(() => bring({ catalogue: file('c.csv', header + globe + mug) }));

  test('becomes events in the customer’s own home, a guest’s in the web shop’s, with what goes together', async () => {
    await bring({ history: file('h.tsv', head + lines) });
    const found = await events();
    const [customer] = await rowsOf('customer');
    expect(tables.customer.schema.safeParse(customer).error).toBeUndefined();
    expect(customer).toMatchObject({ sourceId: 'c1', kind: 'known', firstName: null, createdMs: 1_291_191_960_000 });
    const web = await database.db.selectFrom('home').select('id').where('is_web', '=', true).executeTakeFirstOrThrow();
    expect(
      sorted(
        found.map(({ home_id, customer: who, visit }) => [
          home_id === customer?.id ? 'own' : home_id === web.id ? 'web' : '?',
          who,
          visit,
        ]),
      ),
    ).toEqual(
      sorted([
        ['own', customer?.id, 'v1'],
        ['own', customer?.id, 'v1'],
        ['web', null, 'g1'],
      ]),
    );
    expect(found[0]).toMatchObject({ name: 'purchase', data: { price: { currency: 'GBP' } } });
    expect((await rowsOf('neighbours')).map(({ id }) => id)).toContain('popular');
  });

  test('a second run, and one that began with half of the file, add nothing twice; equal lines stay two events', async () => {
    const path = file('h.tsv', head + lines + lines.split('\n')[0]);
    await bring({ history: file('half.tsv', head + lines.split('\n')[0]) });
    const first = await bring({ history: path });
    expect(first.files[0]?.tally.written.get('event')).toBe(3);
    const again = await bring({ history: path });
    expect(again.files[0]?.tally).toMatchObject({ unchanged: 4, written: new Map() });
    expect(await events()).toHaveLength(4);
  });

  test('bad lines are rejected: unknown item, event or time, nobody, no quantity', async () => {
    await bring({
      history: file(
        'h.tsv',
        `${head}c\tv\t1291191960\t77\tpurchase\t1\t1\nc\tv\t1291191960\t10002\tteleport\t1\t1\nc\tv\tyesterday\t10002\tpurchase\t1\t1\n\t\t1291191960\t10002\tpurchase\t1\t1\nc\tv\t1291191960\t10002\tpurchase\t0\t1\nc\tv\t1291191960\t10002\tpurchase\t1\t-1\n`,
      ),
    });
    expect(
      rejectedOf('h.tsv')
        .map((line) => Number(line.split('\t')[0]))
        .toSorted((a, b) => a - b),
    ).toEqual([2, 3, 4, 5, 6, 7]);
    expect(await events()).toEqual([]);
  });

  test('asked to stop, it ends between batches, says so, and the next run goes on', async () => {
    const many = Array.from(
      { length: 3_500 },
      (_, index) => `c${index % 7}\tv${index}\t${1_291_191_960 + index}\t10002\tpurchase\t1\t0.85\n`,
    ).join('');
    const path = file('h.tsv', head + many);
    const stopping = new AbortController();
    const summary = await bring({
      history: path,
      signal: stopping.signal,
      onStep: (doing) => doing.startsWith('Reading') && stopping.abort(),
    });
    expect(summary.stopped).toBe(true);
    expect(summaryLines(summary).join('\n')).toMatch(/run the same command again/);
    const kept = (await events()).length;
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(3_500);
    const rest = await bring({ history: path });
    expect(rest.files[0]?.tally).toMatchObject({ unchanged: kept });
    expect(await events()).toHaveLength(3_500);
  });
});
