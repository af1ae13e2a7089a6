// The faults that happen at one instant: deaths, evictions, clones, restores, hostile senders.
import type { ActionId } from '#domain/ids.ts';
import { put } from '#domain/tx.ts';
import { type Action, actionHash } from '#protocol/action.ts';
import { sign } from '#protocol/signature.ts';
import { withTransaction } from '#server/database/connection.ts';
import { commitWrites } from '#server/feed.ts';
import { grantsOf, revokeGrants } from '#server/session/grants.ts';
import { emptyDisk } from './disk.ts';
import type { FaultPlan } from './plan.ts';
import { SimProfile } from './profile.ts';
import { type Rng, rngOf } from './rng.ts';
import type { Stage } from './stage.ts';
import { backupText, restoreText, type SimDevice } from './shop.ts';

type Moment = (stage: Stage, fault: FaultPlan, rng: Rng) => void | Promise<void>;

const profileOf = (stage: Stage, { tablet, draw }: FaultPlan): SimProfile => {
  const wanted = tablet < 0 ? draw % stage.tablets.length : tablet;
  return stage.tablets[wanted] as SimProfile;
};

/** What must be prepared before the instant: copies that are taken earlier. */
export function prepare(stage: Stage, fault: FaultPlan): void {
  const earlierMs = Math.floor(fault.fromMs * (0.3 + 0.65 * rngOf(fault.draw, 'earlier').fraction()));
  if (fault.kind === 'server restored')
    stage.at(earlierMs, async () => {
      await stage.betweenTransactions();
      stage.shop.memory.exec(backupText('backup'));
      stage.hasBackup = true;
    });
  if (fault.kind === 'rolled back')
    stage.at(earlierMs, () => void stage.copies.set(fault.n, profileOf(stage, fault).copy()));
}

export const moments: Partial<Record<FaultPlan['kind'], Moment>> = {
  'page killed': (stage, fault, rng) => {
    profileOf(stage, fault).crash = { left: rng.between(1, 30), when: rng.pick(['before', 'after']) };
  },
  'server killed': (stage, _fault, rng) => {
    stage.sql.crash = {
      left: rng.between(1, 60),
      when: rng.pick(['before', 'after']),
      downMs: rng.between(100, 60_000),
    };
  },
  'clock jump': (stage, fault, rng) => {
    const profile = profileOf(stage, fault);
    const day = 86_400_000;
    profile.skewMs = rng.pick([0, 3_600_000, -3_600_000, 2 * day, -2 * day, 74 * 365 * day, 30_000 - stage.startMs]);
    stage.faults.met('clock jump');
  },
  'server restored': (stage, _fault, rng) => {
    if (!stage.hasBackup) return;
    stage.faults.met('server restored');
    stage.server.kill();
    stage.shop.memory.exec(restoreText('backup'));
    const { rows } = stage.shop.memory.ask('select id from receipt', []);
    stage.watch.forgotten(
      rows.map(({ id }) => String(id)),
      stage.world.nowMs,
    );
    stage.restoredMs.push(stage.world.nowMs);
    stage.startServer(rng.between(100, 20_000));
    // What was wanted of them after the backup is said once more.
    for (const device of stage.deviceStates.keys()) deviceState(stage, device);
  },
  evicted(stage, fault, rng) {
    const profile = profileOf(stage, fault);
    const spare = stage.spares.find((device) => device.mode === profile.device.mode);
    if (!spare || profile.dexie) return;
    stage.faults.met('evicted');
    stage.spares = stage.spares.filter((device) => device !== spare);
    const pending = [...profile.disk.records.values()].filter(
      (record) => !record.receipt?.outcome && !record.quiet,
    ).length;
    profile.killAll();
    stage.watch.newLife(profile);
    profile.disk = emptyDisk();
    profile.useDevice(spare);
    if (rng.chance(0.3)) profile.note = null;
    else if (pending > 0 && (profile.note?.pending ?? 0) > 0) stage.gaps.push({ profile, pending });
  },
  cloned(stage, fault) {
    const profile = profileOf(stage, fault);
    if (profile.pages.length === 0) return;
    stage.faults.met('cloned');
    const clone = new SimProfile(profile.at, profile.device, profile.around, profile);
    clone.disk = profile.copy();
    clone.note = profile.note && { ...profile.note };
    stage.clones.push(clone);
    clone.open('page');
  },
  'rolled back': (stage, fault) => {
    const copy = stage.copies.get(fault.n);
    const profile = profileOf(stage, fault);
    if (!copy || copy.enrolled?.deviceId !== profile.device.id) return;
    stage.faults.met('rolled back');
    profile.killAll();
    stage.watch.newLife(profile);
    profile.disk = copy;
  },
  'newer version': (stage, fault) => {
    const profile = profileOf(stage, fault);
    stage.faults.met('newer version');
    for (const page of profile.pages) page.superseded();
    stage.after(20_000, () => profile.killAll());
  },
  'connection lost': (stage, fault) => {
    stage.faults.met('connection lost');
    for (const page of profileOf(stage, fault).pages.slice()) page.onTrouble('lost');
  },
  'storage blocked': (stage, fault) => {
    const profile = profileOf(stage, fault);
    profile.killAll();
    profile.blocked = true;
    stage.after(25_000, () => {
      profile.blocked = false;
      profile.killAll();
    });
  },
  'grant revoked': (stage, fault) => {
    const { device } = profileOf(stage, fault);
    stage.surely(async (authority) => {
      const shifts = await grantsOf(authority.db, device.id, 'shift');
      if (shifts.length > 0) stage.faults.met('grant revoked');
      await revokeGrants(authority, shifts);
    });
  },
  'hostile twin': hostileTwin,
  'hostile junk': hostileJunk,
};

/** As whoever runs the shop wants it now: a wish that only gets through later is not the wish of then. */
const deviceState = (stage: Stage, device: SimDevice): void =>
  stage.surely((authority) => {
    const state = stage.deviceStates.get(device) ?? 'active';
    return withTransaction(authority.db, (trx) =>
      commitWrites(trx, [put('device', device.home, { ...device.installation.device, state })], {
        kind: 'session',
        id: device.id,
        atMs: authority.now(),
      }),
    );
  });

export function setDeviceState(stage: Stage, device: SimDevice, state: 'active' | 'suspended'): void {
  stage.deviceStates.set(device, state);
  deviceState(stage, device);
}

/** Another act under the id of one that is there: the first keeps it, whoever sends the second. */
async function hostileTwin(stage: Stage, fault: FaultPlan, rng: Rng): Promise<void> {
  const found = await stage.shop.db
    .selectFrom('receipt')
    .select(['id', 'action', 'device'])
    .where('seq', '>', 0)
    .orderBy('id')
    .execute();
  const acts = found.filter(({ action }) => action?.kind === 'call-staff');
  if (acts.length === 0) return;
  const victim = rng.pick(acts);
  const action = victim.action as Action;
  const meaning = {
    ...action,
    payload: { open: { reason: 'call', text: 'another', productId: null, variantId: null }, sealed: null },
  };
  const twin = { ...meaning, hash: await actionHash(meaning) };
  const { device } = profileOf(stage, fault);
  const answer = await hostilePush(stage, device, [twin]);
  if (answer?.status !== 200) return;
  stage.faults.met('hostile twin');
  const { receipts } = JSON.parse(answer.text) as {
    receipts: { id: ActionId; status: string; outcome: { code: string } | null }[];
  };
  const [receipt] = receipts;
  // Under a grant that is not the sender's own it isn't even compared.
  const refusals = ['id_reused', 'grant_unknown'];
  if (receipt?.status === 'final' && !refusals.includes(receipt.outcome?.code ?? '') && (await stage.knows(victim.id)))
    stage.watch.broken('SV1', `another act under the id ${victim.id} was answered ${JSON.stringify(receipt.outcome)}`);
}

/** Nothing of this may become anybody's trouble but the sender's. */
async function hostileJunk(stage: Stage, fault: FaultPlan, rng: Rng): Promise<void> {
  const { device } = profileOf(stage, fault);
  const junk: unknown[] = [
    null,
    7,
    { id: 'no' },
    { id: device.id, seq: -1 },
    { id: device.id, home: 'x', hash: 'y', lane: '\u0000' },
  ];
  stage.faults.met('hostile junk');
  await hostilePush(stage, device, [rng.pick(junk), rng.pick(junk)]);
  await stage.server.answer('/sync/v1/push', rng.pick(['{"actions":7}', '[]', '{"deviceId":"x"}'])).catch(() => null);
  await stage.server.answer('/sync/v1/pull', '{"feeds":{"a":null}}').catch(() => null);
}

async function hostilePush(stage: Stage, device: SimDevice, acts: readonly unknown[]) {
  const actions = acts.map((action) => ({ origin: null, action }));
  const bare = {
    batchId: 'hostile-batch',
    deviceId: device.id,
    epoch: 'hostile-epoch',
    appVersion: 'x',
    pending: 0,
    maxSeq: 0,
    actions,
  };
  const body = JSON.stringify({ ...bare, sig: await sign(bare, device.keys.privateKey) });
  return stage.server.answer('/sync/v1/push', body).catch(() => null);
}
