// The tablet behind the screens: opens what is stored, keeps the loop going, shows one consistent view of it all.
// Promise: it is there at once and never throws; a browser without storage still shows products.
import type { Grant } from '#domain/actor.ts';
import { uuidv7 } from '#domain/ids.ts';
import type { ActionRecord } from '#local/outbox.ts';
import { cell } from '#local/readable.ts';
import type { Trouble } from '#local/storage-trouble.ts';
import { FeedSet } from '#local/view.ts';
import type { Installation } from '#protocol/session.ts';
import { newActionId, queueAct } from './act.ts';
import { activityOf } from './activity.ts';
import { clockOf } from './clock.ts';
import { enrolOf } from './enrol.ts';
import { httpOf } from './http.ts';
import { lookUpOf } from './look-up.ts';
import type { Ports } from './ports.ts';
import { pendingCount } from './records.ts';
import { shiftsOf } from './shift.ts';
import { openStation, type Station } from './station.ts';
import type { Progress, Status, Tablet } from './tablet-port.ts';
import { Refused } from './trouble.ts';
import { visitsOf } from './visit.ts';
import { watchedView } from './watched-view.ts';

const firstStatus: Status = {
  link: 'unknown',
  lastAnswerMs: null,
  pending: 0,
  sending: false,
  storage: 'ok',
  paused: null,
  lost: null,
};

export function openTablet(ports: Ports): Tablet {
  const { time, chance, page, storage } = ports;
  const newId = (): string => uuidv7(time.wallMs(), chance.bytes(10));
  const closing = new AbortController();
  const clock = clockOf(time, newId());
  let keys: CryptoKeyPair | null = null;
  const http = httpOf({
    wire: ports.wire,
    time,
    clock,
    privateKey: () => keys?.privateKey ?? null,
    signal: closing.signal,
  });
  const visits = visitsOf(chance, clock.nowMs);
  const shifts = shiftsOf(http);
  const phase = cell<'opening' | 'unenrolled' | 'ready'>('opening');
  const installation = cell<Installation | null>(null);
  const progress = cell<Progress | null>(null);
  const status = cell<Status>(firstStatus);
  const watched = watchedView();
  const grants = new Map<string, Grant>();
  let station: Station | null = null;

  const say = (change: Partial<Status>): void => {
    const next = { ...status.get(), ...change };
    if (JSON.stringify(next) !== JSON.stringify(status.get())) status.set(next);
  };
  const show = (): void => {
    const records = station?.records.all.get() ?? [];
    say({ pending: pendingCount(records) });
    watched.show({
      feeds: station?.feeds.set.get() ?? new FeedSet([]),
      records,
      installation: installation.get(),
      visit: visits.visit.get(),
      nowMs: clock.latestMs(),
      grants,
    });
  };
  const onTrouble = (trouble: Trouble): void => {
    if (trouble === 'lost') return page.reload();
    say({ storage: trouble });
    if (trouble === 'full') void storage.makeRoom().catch(() => undefined);
  };

  const opened = openStation({
    ports,
    clock,
    http,
    signal: closing.signal,
    newId,
    onTrouble,
    visit: visits.visit.get,
    shift: shifts.shift.get,
    dropShift: shifts.drop,
    useKeys: (pair) => (keys = pair),
    onInstallation: (told) => {
      installation.set(told);
      phase.set(told ? 'ready' : 'unenrolled');
      show();
    },
    onProgress: progress.set,
    onSending: (sending) => say({ sending }),
    onPaused: (paused) => say({ paused }),
    onLost: (lost) => say({ lost }),
  }).then((one) => {
    station = one;
    one.records.all.subscribe(show);
    one.feeds.set.subscribe(show);
    show();
    return one;
  });

  http.link.subscribe(() => say({ link: http.link.get().state, lastAnswerMs: http.link.get().lastAnswerMs }));
  shifts.shift.subscribe(() => {
    const shift = shifts.shift.get();
    if (shift) grants.set(shift.grant.id, shift.grant);
    void opened.then((one) => one.followAnew());
  });
  let home = visits.visit.get().customerHome;
  visits.visit.subscribe(() => {
    if (visits.visit.get().customerHome === home) return;
    home = visits.visit.get().customerHome;
    show();
    void opened.then((one) => one.followAnew());
  });

  const enrol = opened.then((one) => enrolOf({ outbox: one.outbox, http, time, page, enrolled: one.enrolled }));
  const device = () => {
    const told = installation.get();
    if (!told) throw new Refused(401, 'no_device', null, null);
    return told.device.id;
  };
  const base = (at: string): ActionRecord['base'] => {
    const told = installation.get();
    const feeds = station?.feeds.set.get();
    if (!told || !feeds) return null;
    const offers = feeds.of('chain/catalogue', told.chain);
    const floor = at === told.home ? feeds.of('store/floor', told.home) : null;
    return {
      offers: offers?.cursor ? { home: told.chain, file: offers.file, rev: offers.cursor.rev } : null,
      stock: floor?.cursor ? { home: told.home, rev: floor.cursor.rev, asOfMs: floor.asOfMs ?? 0 } : null,
    };
  };

  return {
    phase,
    installation,
    progress,
    status,
    catalogue: watched.catalogue,
    view: watched.view,
    activity: watched.activity,
    visit: visits.visit,
    shift: shifts.shift,
    enrol: {
      start: async (demo) => (await enrol).start(demo),
      wait: async (signal) => (await enrol).wait(signal),
    },
    async claim(token, name, pin) {
      const answer = await (await enrol).claim(token, name, pin);
      shifts.open({ grant: answer.shift, staff: answer.staff });
    },
    newActionId: () => newActionId(clock, chance),
    async act(act, open, options = {}) {
      const id = options.id ?? newActionId(clock, chance);
      const { records, sync, epoch } = await opened;
      const record = await queueAct(
        {
          records,
          clock,
          chance,
          epoch,
          base,
          visit: visits.visit.get,
          installation: installation.get,
          grant: () => shifts.shift.get()?.grant ?? installation.get()?.grant ?? null,
        },
        act,
        open,
        { ...options, id },
      );
      if (status.get().storage === 'full') say({ storage: 'ok' });
      page.askForBackgroundSync();
      sync.wake();
      return activityOf(record, watched.view.get().predictions.get(id) ?? null);
    },
    async seen(id) {
      const { records, sync } = await opened;
      await records.change([id], (record) => (record.receipt?.outcome && !record.seen ? { seen: true } : null));
      sync.wake();
    },
    async retry(id) {
      const { records, sync } = await opened;
      const again = { state: 'queued', attempts: 0, failingSinceMs: null, nextAtMs: 0, sendClaim: null } as const;
      await records.change([id], (record) => (record.state === 'parked' ? again : null));
      sync.wake();
    },
    scanned: visits.scanned,
    hide: visits.hide,
    endVisit: visits.end,
    signIn: (number, pin) => shifts.signIn(device(), number, pin),
    signOut: () => shifts.signOut(device()),
    lookUp: lookUpOf(http, device, () => shifts.shift.get()?.grant.id ?? ''),
    now: clock.nowMs,
    latestNow: clock.latestMs,
    earliestNow: clock.earliestMs,
    wake: () => station?.sync.wake(),
    async close() {
      closing.abort();
      await (await opened).close();
    },
  };
}
