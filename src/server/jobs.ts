// What nobody taps: holds and leases whose time is up go back on the shelf, what is old goes, effects leave for the platform, feeds are packed anew.
// Each job is safe to run in two servers at once, and a round that fails is only a round.
import type { HomeId } from '#domain/ids.ts';
import type { Authority } from './authority.ts';
import { deliverEffects, type Deliver } from './effects.ts';
import { closeAnswered } from './desk-rounds.ts';
import { prune } from './prune.ts';
import { endIdleVisits } from './session/prune-visits.ts';
import { countPaces } from './shop/paces.ts';
import { offerRounds } from './shop/renew-offers.ts';
import { serverAct } from './server-act.ts';
import { buildSnapshots } from './snapshot.ts';

const holdsEveryMs = 20_000;
const effectsEveryMs = 2_000;
/** A look whether some packed file is old; one is made when its home is so many revs ahead. */
const snapshotsEveryMs = 60_000;
const snapshotEveryRevs = 500;
/** What is old goes in small portions, at the pace of an idle hour. */
const pruneEveryMs = 10 * 60_000;
/** Goods that come and go between two looks are not seen: often enough for a shop that restocks daily. */
const pacesEveryMs = 20 * 60_000;
/** Offers follow a price or a discount within this; what is written out ahead lasts for days. */
const offersEveryMs = 30_000;
/** A visit that nobody has left, and nobody is at. */
const visitsEveryMs = 60_000;
const perRound = 100;

/** Ends every hold that is over. Returns how many were ended. */
export async function endHolds(authority: Authority): Promise<number> {
  const due = await authority.db
    .selectFrom('hold')
    .select(['home_id', 'id', 'variant_id'])
    .where('state', '=', 'held')
    .where('until_ms', '<=', authority.now())
    .orderBy('until_ms')
    .limit(perRound)
    .execute();
  let ended = 0;
  for (const { home_id, id, variant_id } of due) {
    const outcome = await serverAct(authority, home_id as HomeId, 'release-hold', {
      holdId: id,
      variantId: variant_id,
    });
    if (outcome.status === 'applied') ended += 1;
    else authority.log.warn({ hold: id, code: outcome.code }, 'A hold whose time is up could not be ended');
  }
  return ended;
}

/** Takes back the units of leases that no hold can need any more [LS3]. Returns how many leases were ended. */
export async function endLeases(authority: Authority): Promise<number> {
  const due = await authority.db
    .selectFrom('lease')
    .select(['home_id', 'id', 'variant_id'])
    .where('state', '=', 'live')
    .where('give_back_ms', '<=', authority.now())
    .orderBy('give_back_ms')
    .limit(perRound)
    .execute();
  let ended = 0;
  for (const { home_id, id, variant_id } of due) {
    const outcome = await serverAct(authority, home_id as HomeId, 'return-lease', {
      leaseId: id,
      variantId: variant_id,
    });
    if (outcome.status === 'applied') ended += 1;
    else authority.log.warn({ lease: id, code: outcome.code }, 'A lease whose time is up could not be ended');
  }
  return ended;
}

/** Starts the rounds; returns what stops them and waits for the one that runs. */
export function startJobs(
  authority: Authority,
  { deliver, dataDir }: { deliver: Deliver; dataDir: string },
): () => Promise<void> {
  const stops = [
    every(holdsEveryMs, authority, () => endHolds(authority)),
    every(holdsEveryMs, authority, () => endLeases(authority)),
    every(holdsEveryMs, authority, () => closeAnswered(authority)),
    every(visitsEveryMs, authority, () => endIdleVisits(authority)),
    every(pruneEveryMs, authority, () => prune(authority)),
    every(pacesEveryMs, authority, () => countPaces(authority.db, { chain: null, nowMs: authority.now() })),
    every(offersEveryMs, authority, offerRounds(authority)),
    every(effectsEveryMs, authority, () => deliverEffects(authority, deliver)),
    // At once too: after an upgrade or a restore no file may fit, and until one does each new tablet is sent every row.
    every(
      snapshotsEveryMs,
      authority,
      () =>
        buildSnapshots(authority.db, { dataDir, chain: null, nowMs: authority.now(), everyRevs: snapshotEveryRevs }),
      { atOnce: true },
    ),
  ];
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}

function every(
  intervalMs: number,
  { log }: Authority,
  job: () => Promise<unknown>,
  { atOnce = false } = {},
): () => Promise<void> {
  let running: Promise<unknown> | null = null;
  const round = (): void => {
    running ??= job()
      .catch((error: unknown) => log.warn({ err: error }, 'A job failed; it runs again'))
      .finally(() => (running = null));
  };
  const timer = setInterval(round, intervalMs);
  timer.unref();
  if (atOnce) round();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
