// [PR9] What visitors did is kept for 400 days.
import { expect, test } from 'vitest';
import type { HomeId } from '#domain/ids.ts';
import { rebuildNeighbours } from '#server/suggest/neighbours.ts';
import { openTestServer } from '#test/build/shop-server.ts';
import {
  bring,
  database,
  events,
  file,
  globe,
  header,
  mug,
  nowMs,
  rowsOf,
  useImportLab,
} from '#test/build/import-lab.ts';
import { prune } from './prune.ts';

useImportLab();

const dayMs = 86_400_000;

test('events go when they are older than 400 days, whoever’s they were; what goes together stays known', async () => {
  const lines = [
    `c1,,${nowMs},view_item,10002`,
    `c1,,${nowMs},view_item,10003`,
    `,g1,${nowMs - dayMs},view_item,10002`,
    `c2,,${nowMs - 30 * dayMs},add_to_cart,10003`,
  ];
  await bring({
    catalogue: file('c.csv', header + globe + mug),
    history: file('h.csv', `customer,visit,at,event,item\n${lines.join('\n')}\n`),
  });
  const server = await openTestServer(database.db, { ms: nowMs });
  try {
    const left = async (days: number): Promise<number> => {
      server.clock.ms = nowMs + days * dayMs;
      await prune(server.authority);
      return (await events()).length;
    };
    expect(await left(369)).toBe(4);
    expect(await left(371)).toBe(3);
    expect(await left(400)).toBe(2);
    expect(await left(401)).toBe(0);
    const lists = await rowsOf('neighbours');
    expect(lists.length).toBeGreaterThan(0);
    const chain = (
      await database.db.selectFrom('home').select('id').where('kind', '=', 'chain').executeTakeFirstOrThrow()
    ).id as HomeId;
    expect(await rebuildNeighbours(database.db, { chain, support: 1, nowMs: server.clock.ms })).toBe(lists.length);
    expect(await rowsOf('neighbours')).toEqual(lists);
  } finally {
    await server.close();
  }
});
