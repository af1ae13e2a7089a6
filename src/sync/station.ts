// The working parts of an open tablet: outbox, feeds, push, pull and the loop, wired to each other once.
// Promise: what cannot be opened is replaced by something that says so; the rest works on.
import type { Grant } from '#domain/actor.ts';
import { feedName } from '#domain/home.ts';
import type { DeviceId, HomeId } from '#domain/ids.ts';
import { FollowedFeeds } from '#local/followed-feeds.ts';
import type { Note } from '#local/sentinel.ts';
import { StorageTrouble, unlessFull } from '#local/storage-trouble.ts';
import { canonicalJson } from '#protocol/action.ts';
import type { Installation } from '#protocol/session.ts';
import { feedsToFollow } from './feeds-to-follow.ts';
import { sayHello, storedInstallation } from './hello.ts';
import { openOutbox, openReplica } from './open-stores.ts';
import { provingOwn } from './own-proof.ts';
import { tellParked } from './parked.ts';
import { listenForPokes } from './poke.ts';
import { pullOf } from './pull.ts';
import { freeDeadClaims, pushOf } from './push.ts';
import { pendingCount, pendingMaxSeq, recordsOf } from './records.ts';
import { estimateOf, roomKeeperOf } from './room.ts';
import { leaverOf, offerAgain, settle } from './settle.ts';
import type { Station, StationDeps } from './station-port.ts';
import { startSync } from './sync.ts';
import { witnessesOf } from './witness.ts';

export async function openStation(deps: StationDeps): Promise<Station> {
  const { ports, clock, http, signal } = deps;
  const { storage, peers, time } = ports;
  const [outbox, replica, files] = await Promise.all([
    openOutbox({ ...deps, storage, time }),
    openReplica({ ...deps, storage, time }),
    storage.openFiles(),
  ]);
  const meta = await outbox.meta();
  clock.restore(meta);
  deps.useKeys(meta.keys);
  let { epoch, keys: ownKeys } = meta;
  let installation = storedInstallation(meta.installation);
  let persisted: boolean | null = null;
  const note = storage.sentinel.read();
  let lost: Note | null = null;

  // The old note stays until the server has heard of it: this browser may be opened often before it is a device again.
  const noteDown = (): void => {
    if (lost) return;
    const all = records.all.get();
    storage.sentinel.write({ epoch, pending: pendingCount(all), maxSeq: pendingMaxSeq(all, epoch) });
  };
  const records = recordsOf(outbox, () => {
    noteDown();
    peers.tell('outbox');
  });
  const feeds = new FollowedFeeds(replica, files);
  const room = roomKeeperOf(storage, feeds, time);
  await records.reload();
  const isOther = note !== null && note.epoch !== epoch && note.pending > 0;
  // After a fork the acts themselves are still here.
  if (isOther && records.all.get().every((record) => record.epoch === epoch)) lost = note;
  if (lost) deps.onLost(lost.pending);
  noteDown();

  const device = (): DeviceId => {
    if (!installation) throw new Error('no device yet');
    return installation.device.id;
  };
  const setInstallation = async (told: Installation, keys?: CryptoKeyPair): Promise<void> => {
    if (installation && !keys && canonicalJson(installation) === canonicalJson(told)) return;
    const saved = outbox.saveMeta({ installation: told, deviceId: told.device.id, ...(keys ? { keys } : {}) });
    await (keys ? saved : unlessFull(saved));
    installation = told;
    if (keys) deps.useKeys((ownKeys = keys));
    await followAnew();
    deps.onInstallation(told);
  };

  const hello = async (): Promise<void> => {
    const answer = await sayHello(http, {
      deviceId: device(),
      epoch,
      appVersion: ports.appVersion,
      records: records.all.get(),
      persisted,
      lost,
      storage: await estimateOf(storage),
      clockOffsetMs: clock.state().offsetMs,
    });
    lost = null;
    noteDown();
    await unlessFull(outbox.saveMeta(clock.state()));
    // Unless it has become another device meanwhile.
    if (answer.installation.device.id === installation?.device.id) await setInstallation(answer.installation);
  };

  /** By which people's rows are asked for: of the shift that is open, or of the phone's own person. */
  const heldGrants = (): string[] => grantIds(deps.shift()?.grant ?? installation?.person?.grant);

  let following: Promise<void> = Promise.resolve();
  const followAnew = (): Promise<void> => {
    // One that failed is no reason for the next one to.
    following = following
      .catch(() => undefined)
      .then(async () => {
        if (!installation) return;
        await feeds.follow(feedsToFollow(installation, deps.shift() !== null, deps.visit().customerHome));
        pokes.restart();
        sync.wake();
      });
    return following;
  };

  /** A visit's home can be asked for once the server has taken the first act for it; of a restored server, once more. */
  const expectVisitHome = (): void => {
    const home = deps.visit().customerHome;
    const feed = feedName('customer/self', home);
    if (visitHomesAsked.has(home) || !records.all.get().some((record) => home in (record.receipt?.revs ?? {}))) return;
    visitHomesAsked.add(home);
    feeds.expect(feed);
  };
  const visitHomesAsked = new Set<HomeId>();

  const asking = { http, time, appVersion: ports.appVersion, device, epoch: () => epoch, newId: deps.newId };
  const push = pushOf({
    ...asking,
    records,
    clock,
    chance: ports.chance,
    self: deps.newId(),
    epochChanged: (next) => {
      epoch = next;
      noteDown();
    },
    serverAnswers: () =>
      hello().then(
        () => true,
        () => false,
      ),
  });

  const witnesses = witnessesOf(records, feeds);
  const pull = pullOf({
    ...asking,
    feeds,
    files,
    wire: ports.wire,
    signal,
    grants: heldGrants,
    serverKey: () => installation?.serverKey ?? {},
    onProgress: deps.onProgress,
    onRefused: (feed, grants) => {
      if (feed.startsWith('customer/self')) visitHomesAsked.delete(deps.visit().customerHome);
      // Of the shift that is open now, not of the one before it.
      const shift = deps.shift();
      if (feed.startsWith('store/staff') && shift && grants.includes(shift.grant.id)) deps.dropShift();
    },
    onNewTimeline: (homes) => offerAgain(records, homes).then(() => sync.wake()),
    witnesses,
    onMoved: () => peers.tell('replica'),
  });

  let firstCycle = true;
  const sync = startSync({
    ports,
    clock,
    push,
    pull,
    enrolled: () => installation !== null,
    records: () => records.all.get(),
    async refresh() {
      await following.catch(followAnew);
      [{ epoch }] = await Promise.all([outbox.meta(), records.reload()]);
      await feeds.refresh();
      await room.keep();
      // On a full disk they are nobody's after a minute all the same [TB3].
      if (firstCycle) await unlessFull(freeDeadClaims(records));
      firstCycle = false;
      const shift = deps.shift();
      if (shift && clock.latestMs() >= shift.grant.endsMs) deps.dropShift();
      expectVisitHome();
    },
    hello,
    async settle() {
      const hasLeft = leaverOf(installation?.device.mode, deps.visit().id, deps.shift()?.grant.id ?? null);
      const handing = { nowMs: clock.nowMs(), surelyMs: clock.earliestMs(), hasLeft, isProven: witnesses.isProven };
      await settle(records, feeds, handing);
      await tellParked({ records, http, appVersion: ports.appVersion, device, epoch: () => epoch });
      deps.onCycle();
      // Asked again when there may be room, not at once: what waits to be written has gone up.
      if (push.hasUnwritten()) throw new StorageTrouble('full');
      if (await outbox.refill()) deps.onRoom();
    },
    onSending: deps.onSending,
    onPaused: deps.onPaused,
    onTrouble: (trouble) => deps.onTrouble('cycle', trouble),
  });

  const pokes = listenForPokes({
    wire: ports.wire,
    time,
    chance: ports.chance,
    onPoke(moved) {
      sync.wake();
      deps.onMoved(moved);
    },
    async request() {
      if (!installation) return null;
      const names = new Set([...feeds.names().filter((feed) => !feeds.isRefused(feed)), ...deps.hears()]);
      return JSON.stringify(await http.signed({ deviceId: device(), grants: heldGrants(), feeds: [...names] }));
    },
  });

  const stopTold = peers.onTold(
    (what) => void (what === 'outbox' ? records.reload() : feeds.refresh()).catch(() => undefined),
  );
  const stopHints = ports.page.onHint(sync.wake);
  // Back on line: a line that died in between says nothing by itself.
  let wasOffline = false;
  const stopLink = http.link.subscribe(() => {
    const { state } = http.link.get();
    if (wasOffline && state === 'online') pokes.restart();
    wasOffline = state === 'offline';
  });
  void storage.persist().then(
    (answer) => {
      persisted = answer;
      deps.onPersisted(answer);
    },
    () => undefined,
  );
  // What can't be followed now is by the first cycle: nobody's acts wait for it.
  if (installation) await followAnew().catch(() => undefined);
  deps.onInstallation(installation);
  sync.wake();

  return {
    outbox,
    records,
    feeds,
    sync,
    followAnew,
    listenAnew: () => pokes.restart(),
    epoch: () => epoch,
    ranOut: room.ranOut,
    enrolled: (told, keys) =>
      provingOwn(records, installation?.device.id, ownKeys?.privateKey, () => setInstallation(told, keys)),
    async close() {
      stopTold();
      stopHints();
      stopLink();
      pokes.stop();
      await sync.stop();
      outbox.close();
      replica.close();
    },
  };
}

const grantIds = (grant: Grant | undefined): string[] => (grant ? [grant.id] : []);
