// Every route of the server, with what it writes. Promise: shop data is written by acts (push) and by imports, by
// nothing else; and nobody gets at another store, chain or device through any of them. A route without a row fails.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { tableNames } from '#domain/tables.ts';
import { sqlTable } from '#server/database/schema.ts';
import { addDevice, type Answer, nextId, post, signedBy, type TestDevice } from '#test/build/shop-server.ts';
import { withShopServer } from '#test/build/with-shop-server.ts';
import { eventRoutesAt } from './event-route-rows.ts';
import { personRoutesAt } from './person-routes.ts';
import { openRoutes, type Route, type RouteScene, routesAt, setRouteScene, shiftOf } from './route-table.ts';

let scene: RouteScene;
withShopServer(async (given) => {
  scene = await setRouteScene(given);
});

const routes = { ...routesAt(() => scene), ...eventRoutesAt(() => scene), ...personRoutesAt(() => scene) };
const names = Object.keys(routes);
const routeOf = (name: string): Route => {
  const route = routes[name];
  if (!route) throw new Error(`no row for ${name}`);
  return route;
};
const urlOf = (name: string): string => name.slice('POST '.length);

/** The content of every table, to see what a call has changed. */
async function stateOfTables(): Promise<Map<string, string>> {
  const { rows: found } = await sql<{
    name: string;
  }>`select table_name as name from information_schema.tables where table_schema = 'public' order by table_name`.execute(
    scene.database.db,
  );
  const state = new Map<string, string>();
  for (const { name } of found) {
    const { rows } = await sql<{
      line: string;
    }>`select t::text as line from ${sql.table(name)} as t order by 1`.execute(scene.database.db);
    state.set(name, rows.map(({ line }) => line).join('\n'));
  }
  return state;
}

async function changedBy(call: () => Promise<unknown>): Promise<string[]> {
  const before = await stateOfTables();
  await call();
  const after = await stateOfTables();
  return [...after].filter(([name, state]) => before.get(name) !== state).map(([name]) => name);
}

async function call(name: string, device: TestDevice): Promise<Answer<never>> {
  const route = routeOf(name);
  const sent = { ...(route.signed ? { deviceId: device.id } : {}), ...(await route.body(device)) };
  return post<never>(scene.server.app, urlOf(name), route.signed ? await signedBy(device, sent) : sent);
}

test('every route of the server has its row here, and there are no others', () => {
  const found = scene.server.routes.filter((name) => !/^(HEAD|OPTIONS) /.test(name));
  expect(found.toSorted()).toEqual([...names, ...openRoutes].toSorted());
});

describe('what a right call writes', () => {
  test.each(names.filter((name) => name !== 'POST /sync/v1/poke'))('%s', async (name) => {
    const { writes, records } = routeOf(name);
    const prepared = await routeOf(name).body(scene.here);
    const sent = routeOf(name).signed ? await signedBy(scene.here, { deviceId: scene.here.id, ...prepared }) : prepared;
    const changed = await changedBy(async () =>
      expect((await post(scene.server.app, urlOf(name), sent)).status).toBe(200),
    );
    expect(changed).toEqual([...writes, ...records.map(sqlTable)].toSorted());
  });

  test("a record that a route writes comes with an act's receipt; a session's grant and an entry of the desk excepted", async () => {
    const startRevs = new Set(
      (await scene.database.db.selectFrom('rev').select(['home_id', 'rev']).execute()).map(
        (line) => `${line.home_id} ${line.rev}`,
      ),
    );
    for (const name of names.filter((other) => other !== 'POST /sync/v1/poke')) await call(name, scene.here);
    const made = (await scene.database.db.selectFrom('rev').selectAll().execute()).filter(
      // What the rows' own preparation puts there is no route's.
      (line) => !startRevs.has(`${line.home_id} ${line.rev}`) && line.cause_id !== 'test',
    );
    expect(made.length).toBeGreaterThan(4);
    for (const { home_id, rev, cause_kind, cause_id } of made) {
      const touched = await scene.database.db
        .selectFrom('change')
        .select('table_name')
        .distinct()
        .where('home_id', '=', home_id)
        .where('rev', '=', rev)
        .execute();
      if (cause_kind === 'session') expect(touched).toEqual([{ table_name: 'grant' }]);
      // A home that is born filled has nobody who would read its log.
      else if (cause_kind === 'web') expect([rev, touched]).toEqual([1, []]);
      else if (cause_kind === 'desk') expect(touched).toEqual([{ table_name: 'problem' }]);
      else
        expect([
          cause_kind,
          await scene.database.db.selectFrom('receipt').select('id').where('id', '=', cause_id).execute(),
        ]).toEqual(['act', [{ id: cause_id }]]);
    }
  });
});

describe('who is refused', () => {
  const signedRoutes = names.filter((name) => routeOf(name).signed && name !== 'POST /session/v1/enrol/poll');

  test.each(signedRoutes)(
    '%s: no signature, a foreign key, an unknown device, a lost one: 401, and nothing is written',
    async (name) => {
      const sent = { deviceId: scene.here.id, ...(await routeOf(name).body(scene.here)) };
      const lost = await addDevice(scene.database.db, scene.shop.store, 'staff', 'lost');
      const calls = [
        { ...sent, sig: '' },
        { ...sent, sig: 'A'.repeat(86) },
        await signedBy(scene.beside, sent),
        await signedBy(scene.here, { ...sent, deviceId: nextId() }),
        await signedBy(lost, { ...sent, deviceId: lost.id }),
      ];
      for (const payload of calls) {
        const changed = await changedBy(async () =>
          expect((await post(scene.server.app, urlOf(name), payload)).status).toBe(401),
        );
        expect(changed).toEqual([]);
      }
    },
  );

  test.each(signedRoutes)('%s: without its fields it is a 400 or, signed for nobody, a 401', async (name) => {
    expect((await post(scene.server.app, urlOf(name), {})).status).toBe(400);
    expect([400, 401]).toContain((await post(scene.server.app, urlOf(name), { deviceId: nextId(), sig: 'x' })).status);
  });

  const matrix = names
    .filter((name) => routeOf(name).givesNothing)
    .flatMap((name) =>
      (
        [
          ['another store', () => scene.beside],
          ['another chain', () => scene.abroad],
        ] as const
      ).map(([where, device]) => [name, where, device] as const),
    );

  test.each(matrix)('[T10] %s: a device of %s gets nothing of this store', async (name, _where, device) => {
    const shiftBefore = await scene.database.db
      .selectFrom('grant')
      .selectAll()
      .where('device', '=', scene.here.id)
      .orderBy('id')
      .execute();
    const stockBefore = await scene.database.db
      .selectFrom('stock')
      .selectAll()
      .where('home_id', '=', scene.shop.store)
      .orderBy('id')
      .execute();
    const answer = await call(name, device());
    expect(routeOf(name).givesNothing?.(answer)).toBe(true);
    expect(
      await scene.database.db
        .selectFrom('grant')
        .selectAll()
        .where('device', '=', scene.here.id)
        .orderBy('id')
        .execute(),
    ).toEqual(shiftBefore);
    expect(
      await scene.database.db
        .selectFrom('stock')
        .selectAll()
        .where('home_id', '=', scene.shop.store)
        .orderBy('id')
        .execute(),
    ).toEqual(stockBefore);
    expect(await scene.database.db.selectFrom('hold').selectAll().execute()).toEqual([]);
  });

  test("[T10] a foreign chain's catalogue and stock are nobody's business", async () => {
    const pulled = await post<{ pages: object; refused: string[] }>(
      scene.server.app,
      '/sync/v1/pull',
      await signedBy(scene.abroad, {
        deviceId: scene.abroad.id,
        epoch: scene.abroad.epoch,
        appVersion: 't',
        grants: [shiftOf(scene, scene.abroad).id],
        feeds: { [`chain/catalogue@${scene.shop.chain}`]: null },
      }),
    );
    expect(pulled.body).toMatchObject({ pages: {}, refused: [`chain/catalogue@${scene.shop.chain}`] });
    const asked = await post(
      scene.server.app,
      '/lookup/v1/stock',
      await signedBy(scene.abroad, { deviceId: scene.abroad.id, variantId: scene.shop.variantIds[0] }),
    );
    expect(asked.body).toMatchObject({ stores: [] });
  });

  test('[T10] a shift of one device is none on another of the same store', async () => {
    const neighbour = await addDevice(scene.database.db, scene.shop.store, 'staff');
    for (const name of ['POST /lookup/v1/order', 'POST /lookup/v1/enrolment'])
      expect((await call(name, neighbour)).status).toBe(403);
  });

  test('[T17] a look at an order leaves a line in the audit, and so does one that found nothing', async () => {
    const { body } = await call('POST /lookup/v1/order', scene.here);
    expect(body).toMatchObject({ fulfilments: [{ number: '1042' }] });
    expect(JSON.stringify(body)).not.toContain('123456');
    await post(
      scene.server.app,
      '/lookup/v1/order',
      await signedBy(scene.here, { deviceId: scene.here.id, grant: shiftOf(scene, scene.here).id, number: 'none' }),
    );
    const lines = await scene.database.db.selectFrom('audit').select(['home_id', 'what', 'actor', 'device']).execute();
    expect(lines).toEqual(
      [1, 2].map(() => ({
        home_id: scene.shop.chain,
        what: 'look_up_order',
        actor: shiftOf(scene, scene.here).subject,
        device: scene.here.id,
      })),
    );
  });
});

describe('the source', () => {
  const serverFolder = join(import.meta.dirname, '..', '..', 'src', 'server');

  /** Every file that the HTTP side brings with it. */
  function reachableFrom(entry: string, seen = new Set<string>()): Set<string> {
    if (seen.has(entry) || !existsSync(entry)) return seen;
    seen.add(entry);
    for (const [, local, server_] of readFileSync(entry, 'utf8').matchAll(/from '(?:(\.\/[^']+)|#server\/([^']+))'/g)) {
      reachableFrom(local ? join(dirname(entry), local) : join(serverFolder, server_ ?? ''), seen);
    }
    return seen;
  }

  test('of all that the HTTP side reaches, only push and what closes its acts write records, sessions grants, the desk its entries, jobs what they count or clear', () => {
    const reached = [...reachableFrom(join(serverFolder, 'app.ts'))];
    expect(reached.length).toBeGreaterThan(30);
    const writers = reached.filter(
      (file) => /\bcommitWrites\b/.test(readFileSync(file, 'utf8')) && !file.endsWith('/feed.ts'),
    );
    expect(writers.map((file) => file.slice(serverFolder.length + 1)).toSorted()).toEqual([
      'confirm.ts',
      'desk-rounds.ts',
      'desk.ts',
      'prune-ratings.ts',
      'session/grants.ts',
      'settle.ts',
      'shop/paces.ts',
      'shop/renew-offers.ts',
    ]);
    expect(readFileSync(join(serverFolder, 'session/grants.ts'), 'utf8').match(/\bput\('(\w+)'/g)).toEqual([
      "put('grant'",
    ]);
    for (const file of ['desk.ts', 'desk-rounds.ts'])
      for (const write of readFileSync(join(serverFolder, file), 'utf8').match(/\b(?:put|remove)\('\w+'/g) ?? [])
        expect(write).toContain("'problem'");
    for (const [file, table] of [
      ['prune-ratings.ts', "'visitRating'"],
      ['shop/paces.ts', "'pace'"],
      ['shop/renew-offers.ts', "'offer'"],
    ] as const)
      for (const write of readFileSync(join(serverFolder, file), 'utf8').match(/\b(?:put|remove)\('\w+'/g) ?? ['none'])
        expect(write).toContain(table);
  });

  test('no file of the server writes a record past commitWrites', () => {
    const tables = tableNames.map(sqlTable).join('|');
    const files = readdirSync(serverFolder, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
    );
    const past = files.filter((name) => {
      const text = readFileSync(join(serverFolder, name), 'utf8');
      return new RegExp(
        `(insertInto|updateTable|deleteFrom)\\('(${tables})'\\)|\\b(insert into|update|delete from) "?(${tables})"?[ (]`,
        'i',
      ).test(text);
    });
    // Outcomes that were told a month ago: no replica needs to hear of it.
    expect(past).toEqual(['prune.ts']);
    const storing = files.filter((name) =>
      /\b(storingParts|removeRows|lockRows)\b/.test(readFileSync(join(serverFolder, name), 'utf8')),
    );
    expect(storing.toSorted()).toEqual(['feed.ts', 'rows.ts']);
  });
});
