// The working parts of an open tablet: outbox, feeds, push, pull and the loop, wired to each other once.
// Promise: what cannot be opened is replaced by something that says so; the rest works on.
import type { Grant } from '#domain/actor.ts';
import { feedName } from '#domain/home.ts';
import type { DeviceId, HomeId } from '#domain/ids.ts';
import { FollowedFeeds } from '#local/followed-feeds.ts';
import { memoryReplica } from '#local/memory-replica.ts';
import type { Outbox } from '#local/outbox.ts';
import type { Replica } from '#local/replica.ts';
import { storagelessOutbox } from '#local/storageless-outbox.ts';
import { troubleOf, type Trouble } from '#local/storage-trouble.ts';
import { canonicalJson } from '#protocol/action.ts';
import { HelloAnswer, Installation } from '#protocol/session.ts';
import { protocolVersion } from '#protocol/version.ts';
import type { Clock } from './clock.ts';
import { feedsToFollow } from './feeds-to-follow.ts';
import type { Http } from './http.ts';
import { listenForPokes } from './poke.ts';
import type { Ports } from './ports.ts';
import { pullOf } from './pull.ts';
import { pushOf } from './push.ts';
import { pendingCount, type Records, recordsOf } from './records.ts';
import { offerAgain, settle } from './settle.ts';
import type { Shift } from './shift.ts';
import { startSync, type Sync } from './sync.ts';
import type { Progress } from './tablet-port.ts';
import type { Visit } from './visit.ts';

export interface StationDeps {
  ports: Ports;
  clock: Clock;
  http: Http;
  signal: AbortSignal;
  newId(): string;
  visit(): Visit;
  shift(): Shift | null;
  dropShift(): void;
  useKeys(keys: CryptoKeyPair | null): void;
  onInstallation(installation: Installation | null): void;
  onTrouble(trouble: Trouble): void;
  onProgress(progress: Progress | null): void;
  onSending(sending: boolean): void;
  onPaused(paused: null | 'unknown_device' | 'update_first'): void;
  onLost(acts: number): void;
}

export interface Station {
  outbox: Outbox;
  records: Records;
  feeds: FollowedFeeds;
  sync: Sync;
  epoch(): string;
  /** The server has taken this browser in. */
  enrolled(installation: Installation, keys: CryptoKeyPair): Promise<void>;
  /** After a shift or a visit has begun or ended. */
  followAnew(): Promise<void>;
  close(): Promise<void>;
}

export async function openStation(deps: StationDeps): Promise<Station> {
  const { ports, clock, http, signal } = deps;
  const { storage, peers, time } = ports;
  const [outbox, replica, files] = await Promise.all([openOutbox(deps), openReplica(deps), storage.openFiles()]);
  const meta = await outbox.meta();
  clock.restore(meta);
  deps.useKeys(meta.keys);
  let { epoch } = meta;
  const stored = Installation.safeParse(meta.installation);
  let installation = stored.success ? stored.data : null;
  let persisted: boolean | null = null;
  const note = storage.sentinel.read();
  let lost = meta.fresh && note && note.epoch !== epoch && note.pending > 0 ? note : null;
  if (lost) deps.onLost(lost.pending);

  const noteDown = (): void => storage.sentinel.write({ epoch, pending: pendingCount(records.all.get()) });
  const records = recordsOf(outbox, () => {
    noteDown();
    peers.tell('outbox');
  });
  const feeds = new FollowedFeeds(replica, files);
  await records.reload();
  noteDown();

  const device = (): DeviceId => {
    if (!installation) throw new Error('no device yet');
    return installation.device.id;
  };
  const setInstallation = async (told: Installation, keys?: CryptoKeyPair): Promise<void> => {
    if (installation && !keys && canonicalJson(installation) === canonicalJson(told)) return;
    await outbox.saveMeta({ installation: told, deviceId: told.device.id, ...(keys ? { keys } : {}) });
    installation = told;
    await followAnew();
    deps.onInstallation(told);
  };

  const hello = async (): Promise<void> => {
    const all = records.all.get();
    const answer = await http.ask(
      '/sync/v1/hello',
      {
        deviceId: device(),
        epoch,
        appVersion: ports.appVersion,
        protocol: protocolVersion,
        pending: pendingCount(all),
        maxSeq: all.at(-1)?.seq ?? 0,
        persisted,
        lost,
      },
      HelloAnswer,
    );
    lost = null;
    await outbox.saveMeta(clock.state());
    await setInstallation(answer.installation);
  };

  let following: Promise<void> = Promise.resolve();
  const followAnew = (): Promise<void> => {
    following = following.then(async () => {
      if (!installation) return;
      await feeds.follow(feedsToFollow(installation, deps.shift() !== null, deps.visit().customerHome));
      pokes.restart();
      sync.wake();
    });
    return following;
  };

  /** A visit's home can be asked for once the server has taken the first act for it. */
  const expectVisitHome = (): void => {
    const home = deps.visit().customerHome;
    const feed = feedName('customer/self', home);
    if (visitHomesAsked.has(home) || !records.all.get().some((record) => record.home === home && record.receipt))
      return;
    visitHomesAsked.add(home);
    feeds.expect(feed);
  };
  const visitHomesAsked = new Set<HomeId>();

  const push = pushOf({
    records,
    http,
    clock,
    time,
    chance: ports.chance,
    appVersion: ports.appVersion,
    self: deps.newId(),
    device,
    epoch: () => epoch,
    newId: deps.newId,
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

  const pull = pullOf({
    feeds,
    files,
    http,
    wire: ports.wire,
    time,
    appVersion: ports.appVersion,
    signal,
    device,
    epoch: () => epoch,
    grants: () => grantIds(deps.shift()?.grant),
    serverKey: () => installation?.serverKey ?? {},
    onProgress: deps.onProgress,
    onRefused: (feed, grants) => {
      // Of the shift that is open now, not of the one before it.
      const shift = deps.shift();
      if (feed.startsWith('store/staff') && shift && grants.includes(shift.grant.id)) deps.dropShift();
    },
    onNewTimeline: (homes) => offerAgain(records, homes).then(() => sync.wake()),
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
      await following;
      await records.reload();
      await feeds.refresh();
      if (firstCycle) await freeDeadClaims(records);
      firstCycle = false;
      const shift = deps.shift();
      if (shift && clock.latestMs() >= shift.grant.endsMs) deps.dropShift();
      expectVisitHome();
    },
    hello,
    settle: () => settle(records, feeds, clock.nowMs()),
    onSending: deps.onSending,
    onPaused: deps.onPaused,
    onTrouble: deps.onTrouble,
  });

  const pokes = listenForPokes({
    wire: ports.wire,
    time,
    chance: ports.chance,
    onPoke: sync.wake,
    async request() {
      if (!installation) return null;
      const names = feeds.names().filter((feed) => !feeds.isRefused(feed));
      return JSON.stringify(
        await http.signed({ deviceId: device(), grants: grantIds(deps.shift()?.grant), feeds: names }),
      );
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
    (answer) => (persisted = answer),
    () => undefined,
  );
  if (installation) await followAnew();
  deps.onInstallation(installation);
  sync.wake();

  return {
    outbox,
    records,
    feeds,
    sync,
    followAnew,
    epoch: () => epoch,
    enrolled: async (told, keys) => {
      deps.useKeys(keys);
      await setInstallation(told, keys);
    },
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

/** Under the lock nobody else is sending: what still says so was left by a page that was killed. */
async function freeDeadClaims(records: Records): Promise<void> {
  const claimed = records.all.get().filter((record) => record.state === 'sending');
  await records.change(
    claimed.map(({ id }) => id),
    (record) => (record.state === 'sending' ? { state: 'queued', sendClaim: null } : null),
  );
}

async function openOutbox({ ports, onTrouble, newId }: StationDeps): Promise<Outbox> {
  try {
    return await ports.storage.openOutbox(newId, onTrouble);
  } catch (error) {
    const trouble = troubleOf(error) ?? 'blocked';
    onTrouble(trouble);
    return storagelessOutbox(newId(), trouble);
  }
}

async function openReplica({ ports, onTrouble }: StationDeps): Promise<Replica> {
  try {
    return await ports.storage.openReplica(onTrouble);
  } catch (error) {
    onTrouble(troubleOf(error) ?? 'blocked');
    return memoryReplica();
  }
}
