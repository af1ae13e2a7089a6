// The server's own accidents, before real browsers: killed in the middle of its work, its database killed, its database
// put back as it was last night. What the tablets were told ends in the database, once.
import { execFileSync } from 'node:child_process';
import { realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium, type RunningChromium } from '#test/build/browser.ts';
import { type FaultProxy, ledTo, openFaultProxy } from '#test/build/fault-proxy.ts';
import { freePort, type RunningServer, startServer } from '#test/build/server.ts';
import { type EnrolledPage, expectOnceInOrder, isPush, openTablet, pushesIn, untilDrained } from './faulty.ts';
import { newScratch } from './running.ts';
import { openShop, type Shop } from './shop.ts';

const scratch = newScratch();
// Of its own: below a folder that is root's alone the database could not be reached.
const shopFolder = newScratch();
const dataDir = shopFolder.folder;
let server: RunningServer;
let port: number;
let proxy: FaultProxy;
let chromium: RunningChromium;
const tablets: EnrolledPage[] = [];

beforeAll(async () => {
  port = await freePort();
  server = await startServer({ dataDir, port });
  proxy = await openFaultProxy(port);
  chromium = await launchChromium({ args: ledTo(proxy, port) });
  await withShop(async (shop) => {
    for (let at = 0; at < 2; at += 1)
      tablets.push(await openTablet(await chromium.browser.newContext(), server.url, shop));
  });
});
afterAll(async () => {
  await chromium?.close();
  await proxy?.close();
  await server?.stop();
  scratch.remove();
  shopFolder.remove();
});

/** The database's address is another one after each start. */
async function withShop(work: (shop: Shop) => Promise<void>): Promise<void> {
  const shop = await openShop(server.databaseUrl);
  try {
    await work(shop);
  } finally {
    await shop.close();
  }
}

const actOnBoth = (words: string): Promise<string[][]> =>
  Promise.all(tablets.map(({ tablet }, at) => tablet.act([1, 2, 3].map((tap) => `${words} ${at} ${tap}`))));
const drainBoth = (): Promise<unknown> => Promise.all(tablets.map(({ tablet }) => untilDrained(tablet, 40_000)));

test('[F39] [SV1] a server that is killed while it takes acts: after its next start each is there once', async () => {
  // The acts come one batch after the other, and the kill in the middle of one.
  const killed = new Promise<void>((resolve) => {
    proxy.onStage = (line) => {
      if (!isPush(line.path) || line.stage !== 'sent') return;
      proxy.onStage = () => undefined;
      void server.kill().then(resolve);
    };
  });
  const acting = actOnBoth('while it is killed');
  await killed;
  const ids = await acting;
  server = await startServer({ dataDir, port });
  await drainBoth();
  await withShop(async (shop) => {
    for (const lane of ids) await expectOnceInOrder(shop, lane);
  });
});

test('[F40] [PL4] [PL6] [ST2] last night’s database put back: what it has lost is offered again, and taken once', async () => {
  const cluster = realpathSync(join(dataDir, 'database'));
  const kept = join(scratch.folder, 'last-night');
  const early = await actOnBoth('before the backup');
  await drainBoth();
  await server.stop();
  // With its owner, who is not root.
  execFileSync('cp', ['-a', cluster, kept]);

  server = await startServer({ dataDir, port });
  const late = await actOnBoth('after the backup');
  await drainBoth();
  await withShop(async (shop) => {
    for (const lane of late) await expectOnceInOrder(shop, lane);
  });
  await server.stop();
  rmSync(cluster, { recursive: true });
  execFileSync('cp', ['-a', kept, cluster]);

  server = await startServer({ dataDir, port });
  proxy.passed.length = 0;
  const next = await actOnBoth('after the restore');
  await withShop(async (shop) => {
    await expect
      .poll(
        async () => {
          for (const { tablet } of tablets) await tablet.wake();
          const rows = await shop.query('select id from event where action_id = any($1)', [late.flat()]);
          return rows.length;
        },
        { timeout: 40_000, interval: 500 },
      )
      .toBe(late.flat().length);
    await drainBoth();
    for (const lane of [...early, ...late, ...next]) await expectOnceInOrder(shop, lane);
  });
  expect(pushesIn(proxy).length).toBeGreaterThan(0);
});
