// `npm run bench -- kills --rounds N`: SIGKILL to browser, server and database in the middle of their work.
// Promise: a kill counts only with an act between its tap and its receipt, and what counts is what screens had said.
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { processesStandingIn } from '#server/database/process-facts.ts';
import { openFaultProxy } from '#test/build/fault-proxy.ts';
import { freePort, type RunningServer, startServer } from '#test/build/server.ts';
import { openShop, type Shop } from '#test/e2e/shop.ts';
import { compare } from './kills-compare.ts';
import { Ledger, type Phase, phases } from './kills-ledger.ts';
import { KillsTablet } from './kills-tablet.ts';

const victims = ['browser', 'server', 'database'] as const;
const laneCount = 4;
const aimForMs = 3_000;
const drainForMs = 180_000;

export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({ args, options: { rounds: { type: 'string', default: '12' } } });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds ${values.rounds} is no number of rounds`);
  // Standard output is for the numbers alone.
  console.log = console.error;
  // One listener per server and browser that was started, until this process ends.
  process.setMaxListeners(0);

  const folder = mkdtempSync(join(tmpdir(), 'gondola-kills-'));
  // Not below the other: the database's own user must reach it.
  const dataDir = mkdtempSync(join(tmpdir(), 'gondola-kills-shop-'));
  const port = await freePort();
  let server = await startServer({ dataDir, port });
  const proxy = await openFaultProxy(port);
  const ledger = new Ledger();
  proxy.onStage = (line) => ledger.see(line);
  const shop = await openShop(server.databaseUrl);
  const lanes = await lanesOf(shop);
  await shop.close();
  const tablet = new KillsTablet({ profileDir: join(folder, 'tablet'), proxy, url: server.url, ledger, shop, lanes });
  const killed = { browser: 0, server: 0, database: 0 };
  const byPhase: Partial<Record<Phase, number>> = {};
  try {
    await tablet.open();
    for (let round = 0; round < rounds; round += 1) {
      const victim = victims[round % victims.length] ?? 'browser';
      const strike = (): void => {
        if (victim === 'browser') tablet.killNow();
        else if (victim === 'server') void server.kill();
        else killDatabase(dataDir);
      };
      const phase = await strikeInFlight(ledger, strike, () => tablet.wake());
      byPhase[phase] = (byPhase[phase] ?? 0) + 1;
      killed[victim] += 1;
      if (victim === 'browser') await tablet.openAgain();
      if (victim === 'server') server = await startServer({ dataDir, port });
      const receipts = ledger.receipts;
      await until(
        () => ledger.receipts > receipts,
        `a receipt after the ${victim} was killed`,
        () => tablet.wake(),
      );
      proxy.passed.length = 0;
      const seconds = Math.round(performance.now() / 1000);
      console.error(`${round + 1}/${rounds} ${victim} (${phase}), ${ledger.entries.size} acts, ${seconds} s`);
    }
    await tablet.stop();
    await until(
      async () => (await tablet.pending()) === 0,
      'the queue to drain',
      () => tablet.wake(),
    );
    if (ledger.notSaved.length > 0) console.error('not saved:', ledger.notSaved);
    const compared = await compare(
      server.databaseUrl,
      ledger,
      new Map(lanes.map((lane) => [lane.variantId, lane.reserved])),
    );
    return { bench: 'kills', rounds: killed, byPhase, ...compared };
  } finally {
    await tablet.close();
    await proxy.close();
    await endOf(server);
    for (const one of [folder, dataDir]) rmSync(one, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/**
 * Waits for a random moment, then for an act in the phase that chance has chosen, and strikes at that very moment. When
 * that phase doesn't come, at the next moment with any act in flight. Answers with the phase.
 */
function strikeInFlight(ledger: Ledger, strike: () => void, wake: () => Promise<void>): Promise<Phase> {
  const aim = phases[Math.floor(Math.random() * phases.length)] ?? 'queued';
  return new Promise((resolve, reject) => {
    const furthest = (): Phase | undefined => phases.findLast((phase) => ledger.now().has(phase));
    const look = (any: boolean): void => {
      const now = ledger.now();
      const phase = now.has(aim) ? aim : any ? furthest() : undefined;
      if (!phase) return;
      strike();
      ledger.onChange = () => undefined;
      clearInterval(waking);
      clearTimeout(late);
      resolve(phase);
    };
    const waking = setInterval(() => void wake().catch(() => undefined), 1_000);
    let late = setTimeout(
      () => {
        ledger.onChange = () => look(false);
        late = setTimeout(() => {
          ledger.onChange = () => look(true);
          late = setTimeout(() => reject(new Error('no act was in flight for a minute')), 60_000);
        }, aimForMs);
      },
      200 + Math.random() * 1_000,
    );
  });
}

/** The postmaster's group, and its children, which are groups of their own. */
function killDatabase(dataDir: string): void {
  const cluster = realpathSync(join(dataDir, 'database'));
  const postmaster = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(-postmaster, 'SIGKILL');
  for (const pid of processesStandingIn(cluster)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It went with the postmaster.
    }
  }
}

async function lanesOf(shop: Shop) {
  const found = [];
  for (let at = 0; at < laneCount; at += 1) {
    const { productId, variantId } = await shop.item({ free: 8, skip: at * 7 });
    const [stock] = await shop.query<{ reserved: number }>(
      'select reserved from stock where home_id = $1 and id = $2',
      [shop.storeId, variantId],
    );
    found.push({ name: `kills/${at}`, from: 0, productId, variantId, reserved: stock?.reserved ?? 0 });
  }
  return found;
}

async function until(holds: () => boolean | Promise<boolean>, what: string, nudge: () => Promise<void>): Promise<void> {
  const endMs = performance.now() + drainForMs;
  for (let turn = 0; !(await holds()); turn += 1) {
    if (performance.now() > endMs) throw new Error(`never came: ${what}`);
    // What a tablet does by itself within 15 s: nobody waits for it here.
    if (turn % 5 === 0) await nudge().catch(() => undefined);
    await wait(200);
  }
}

async function endOf(server: RunningServer): Promise<void> {
  await server.stop();
}
