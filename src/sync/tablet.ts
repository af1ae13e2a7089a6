// The tablet behind the screens: opens what is stored, keeps the loop going, shows one consistent view of it all.
// Promise: it is there at once and never throws; a browser without storage still shows products.
import type { Act } from '#domain/act.ts';
import type { Grant } from '#domain/actor.ts';
import { uuidv7 } from '#domain/ids.ts';
import type { ActionRecord } from '#local/outbox.ts';
import { cell } from '#local/readable.ts';
import { FeedSet } from '#local/view.ts';
import type { Installation } from '#protocol/session.ts';
import { newActionId, queueAct } from './act.ts';
import { activityOf } from './activity.ts';
import { clockOf } from './clock.ts';
import { enrolOf } from './enrol.ts';
import { firstStatus } from './first-status.ts';
import { httpOf } from './http.ts';
import { lazyPhone } from './lazy-phone.ts';
import { leasesOf } from './leases.ts';
import { tapOrder } from './tap-order.ts';
import { lookUpOf } from './look-up.ts';
import { ownActsOf } from './own-acts.ts';
import type { Ports } from './ports.ts';
import { parkedCount, pendingCount } from './records.ts';
import { shiftsOf } from './shift.ts';
import { seenBase } from './seen-base.ts';
import { openStation } from './station.ts';
import type { Station, StationDeps } from './station-port.ts';
import { storeTroublesOf } from './store-troubles.ts';
import type { PersonalOptions, Progress, Status, Tablet } from './tablet-port.ts';
import { Refused } from './trouble.ts';
import { type Visit, visitsOf } from './visit.ts';
import { visitPersonOf } from './visit-person.ts';
import { watchedView } from './watched-view.ts';

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
    say({ pending: pendingCount(records), parked: parkedCount(records) });
    watched.show({
      feeds: station?.feeds.set.get() ?? new FeedSet([]),
      records,
      installation: installation.get(),
      visit: visits.visit.get(),
      nowMs: clock.latestMs(),
      epoch: station?.epoch() ?? null,
      grants,
    });
  };
  const troubles = storeTroublesOf((worst) => say({ storage: worst }));
  const onTrouble: StationDeps['onTrouble'] = (store, trouble) => {
    if (trouble === 'lost') return page.reload();
    troubles.add(store, trouble);
    if (trouble !== 'full') return;
    station?.ranOut();
    void storage.makeRoom().catch(() => undefined);
  };

  const opened = openStation({
    ports,
    clock,
    http,
    signal: closing.signal,
    newId,
    onTrouble,
    onFreed: troubles.freed,
    onRoom: troubles.hasRoom,
    visit: visits.visit.get,
    shift: shifts.shift.get,
    dropShift: shifts.drop,
    useKeys: (pair) => (keys = pair),
    onInstallation: (told) => {
      visits.belongTo(told?.person?.customer ?? null);
      installation.set(told);
      phase.set(told ? 'ready' : 'unenrolled');
      show();
    },
    hears: () => persons.hears(),
    onMoved: (feeds) => persons.onMoved(feeds),
    onProgress: progress.set,
    onSending: (sending) => say({ sending }),
    onPaused: (paused) => say({ paused }),
    onLost: (lost) => say({ lost }),
    onPersisted: (persisted) => say({ persisted }),
    onCycle: () => leases.giveBackEnded(),
  }).then((one) => {
    station = one;
    one.records.all.subscribe(() => {
      show();
      persons.onRecords();
    });
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
  const phone = lazyPhone(
    {
      http,
      time,
      chance,
      nowMs: clock.nowMs,
      place: storage.passPlace ?? null,
      privateKey: () => keys?.privateKey ?? null,
      installation: installation.get,
      wake: () => station?.sync.wake(),
    },
    opened,
    enrol,
  );
  const device = () => {
    const told = installation.get();
    if (!told) throw new Refused(401, 'no_device', null, null);
    return told.device.id;
  };
  const order = tapOrder();
  const queue = async <Open, Personal>(
    act: Act<Open, Personal>,
    open: Open,
    options: PersonalOptions<Personal>,
  ): Promise<ActionRecord> => {
    const { records, sync } = await opened;
    const record = await queueAct(
      {
        records,
        clock,
        chance,
        order,
        base: (at) => seenBase(installation.get(), station?.feeds.set.get(), at),
        visit: visits.visit.get,
        installation: installation.get,
        grant: () => shifts.shift.get()?.grant ?? installation.get()?.grant ?? null,
      },
      act,
      open,
      options,
    );
    troubles.hasRoom();
    page.askForBackgroundSync();
    sync.wake();
    return record;
  };
  const ownGrant = (): { grant?: Grant } => {
    const grant = installation.get()?.grant;
    return grant ? { grant } : {};
  };
  /** By itself, under the device's own grant: whoever is signed in has not asked for it. */
  const quietly = async <Open>(act: Act<Open>, open: Open): Promise<void> => {
    const { grant, person } = installation.get() ?? {};
    // A person's phone does nothing in the shop's name.
    if (grant && !person) await queue(act, open, { grant }).catch(() => undefined);
  };
  const leases = leasesOf({
    installation: installation.get,
    epoch: () => station?.epoch() ?? null,
    view: watched.view.get,
    records: () => station?.records.all.get() ?? [],
    online: () => http.link.get().state === 'online',
    latestMs: clock.latestMs,
    quietly,
  });
  /** One visit ends and another begins: nothing of the first is left [K6]. */
  const turn = (next: Visit | null): void => {
    const { id } = visits.visit.get();
    persons.drop();
    if (next) visits.begin(next);
    else visits.end();
    leases.giveBackOf(id);
  };
  const persons = visitPersonOf({
    http,
    time,
    clock,
    visits,
    installation: installation.get,
    catalogue: watched.catalogue.get,
    turn,
    // By the device's own grant, or the person's own phone's: no member of staff says yes for a shopper.
    queue: async (act, open) => (await queue(act, open, ownGrant())).id,
    isWaiting: (id) => station?.records.get(id)?.receipt === null,
    listenAnew: () => void opened.then((one) => one.listenAnew()),
    origin: page.origin,
  });
  const ownActs = opened.then((one) =>
    ownActsOf({
      records: one.records,
      http,
      device: () => installation.get()?.device.id ?? null,
      visit: () => visits.visit.get().id,
      nowMs: clock.nowMs,
      wake: one.sync.wake,
      quietly,
    }),
  );

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
      const record = await queue(act, open, { ...options, id });
      return activityOf(record, watched.view.get().predictions.get(id) ?? null);
    },
    wantLease: leases.want,
    leaseFor: leases.of,
    seen: async (id) => (await ownActs).seen(id),
    retry: async (id) => (await ownActs).retry(id),
    exportActs: async (ids) => (await ownActs).exportActs(ids),
    importActs: async (text) => (await ownActs).importActs(text),
    openClaim: async (code) => (await ownActs).openClaim(code),
    scanned(productId, variantId) {
      visits.scanned(productId, variantId);
      if (!installation.get()?.person) return;
      void phone().then(
        ({ looked }) => looked({ name: 'view_item', productId, variantId, query: null }),
        () => undefined,
      );
    },
    hide: visits.hide,
    endVisit: () => turn(null),
    ...persons.port,
    phone,
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
