// Everything of one seed together: the shop, the server, the profiles, the people, and what goes wrong, each at its time.
import type { ActionId } from '#domain/ids.ts';
import type { Authority } from '#server/authority.ts';
import { startMs } from '#test/build/small-shop.ts';
import { checkConverged } from './checks.ts';
import { DexieDisk } from './dexie-disk.ts';
import type { Disk } from './disk.ts';
import { Faults } from './faults.ts';
import { moments, prepare, setDeviceState } from './moments.ts';
import { Network } from './network.ts';
import { People } from './person.ts';
import type { ActPlan, FaultPlan, Plan } from './plan.ts';
import { type SimPage, SimProfile } from './profile.ts';
import { type Rng, rngOf } from './rng.ts';
import { SimServer } from './server.ts';
import type { SimDevice, SimShop } from './shop.ts';
import { SqlTrouble } from './sql-trouble.ts';
import { Watch } from './watch.ts';
import { Owner, World } from './world.ts';

export class Stage {
  readonly startMs = startMs;
  readonly plan: Plan;
  readonly shop: SimShop;
  readonly world: World;
  readonly faults: Faults;
  readonly server: SimServer;
  readonly watch = new Watch();
  readonly people: People;
  readonly sql: SqlTrouble;
  readonly tablets: SimProfile[] = [];
  readonly clones: SimProfile[] = [];
  spares: SimDevice[];
  hasBackup = false;
  readonly copies = new Map<number, Disk>();
  readonly restoredMs: number[] = [];
  /** Outboxes that vanished with so many acts in them while their note stayed [SG3]. */
  readonly gaps: { profile: SimProfile; pending: number }[] = [];
  readonly stockBefore = new Map<string, { onHand: number; reserved: number }>();
  readonly #owner = new Owner('stage');
  readonly #rng: Rng;
  isOver = false;
  healed = false;

  constructor(plan: Plan, shop: SimShop) {
    const { seed } = plan;
    this.plan = plan;
    this.shop = shop;
    this.#rng = rngOf(seed, 'stage');
    this.world = new World(startMs, rngOf(seed, 'order'));
    this.faults = new Faults(this.world, plan, rngOf(seed, 'faults'));
    this.sql = new SqlTrouble(this, rngOf(seed, 'sql'));
    this.server = new SimServer(this.world, shop, rngOf(seed, 'server'), this.sql);
    this.people = new People(this.world, shop, this.watch);
    this.watch.clocksJump = plan.faults.some(({ kind }) => kind === 'clock jump');
    this.spares = shop.devices.slice(4);
    const network = new Network(this.world, this.server, this.faults, rngOf(seed, 'network'), this.watch);
    plan.tablets.forEach((tablet, at) => {
      const around = {
        world: this.world,
        faults: this.faults,
        network,
        rng: rngOf(seed, `tablet ${at}`),
        watch: this.watch,
      };
      const profile = new SimProfile(at, shop.devices[tablet.device] as SimDevice, around, tablet);
      if (plan.disk === 'dexie') profile.dexie = new DexieDisk(() => profile.disk.enrolled);
      this.tablets.push(profile);
    });
  }

  /** What was last wanted of devices that were suspended at some time. */
  readonly deviceStates = new Map<SimDevice, 'active' | 'suspended'>();

  get profiles(): SimProfile[] {
    return [...this.tablets, ...this.clones];
  }

  at(ms: number, work: () => void | Promise<void>): void {
    this.world.after(this.#owner, this.startMs + ms - this.world.nowMs, () => void work());
  }

  after(ms: number, work: () => void): void {
    this.world.after(this.#owner, ms, work);
  }

  async betweenTransactions(): Promise<void> {
    // A slow statement takes virtual time: to ask again at once would stop it.
    while (this.server.inTransaction) await this.world.sleep(this.#owner, 1);
  }

  startServer(inMs: number): void {
    this.after(inMs, () => {
      if (!this.server.isUp) this.server.start();
    });
  }

  /** Again and again until the server has done it. */
  surely(work: (authority: Authority) => Promise<unknown>): void {
    void this.server.job(work).then((done) => {
      if (!done) this.after(3_000, () => this.surely(work));
    });
    // A server that dies in it never answers: the next one is asked.
  }

  /** null: every page reads what the server has; not asked while the server is in a transaction. */
  async converged(atDesk: ReadonlySet<ActionId>): Promise<string | null> {
    if (this.server.inTransaction) return 'the server is busy';
    // One that has not asked since may read by chance what the restored server has, and still not know of the restore.
    const restoredMs = this.restoredMs.at(-1) ?? -Infinity;
    const unaware = this.profiles.find((profile) => (this.watch.toldMs.get(profile) ?? 0) <= restoredMs);
    if (unaware) return `tablet ${unaware.at} has not asked the server since it was restored`;
    return checkConverged(this, atDesk);
  }

  async knows(id: string): Promise<boolean> {
    return (await this.shop.db.selectFrom('receipt').select('id').where('id', '=', id).execute()).length > 0;
  }

  /** Puts everything on the clock: pages, people, faults, the server's own rounds. */
  begin(): void {
    const { plan } = this;
    this.server.start();
    this.tablets.forEach((profile, at) => {
      const { tabs = 1, worker = false } = plan.tablets[at] ?? {};
      for (let tab = 0; tab < tabs; tab += 1) this.at(tab * 3_000, () => this.open(profile, 'page'));
      if (tabs > 1) this.faults.met('second tab');
      if (worker) this.faults.met('service worker');
      if ((plan.tablets[at]?.skewMs ?? 0) !== 0) this.faults.met('clock off');
    });
    for (const act of plan.acts) this.at(act.atMs, () => this.#act(act, 40));
    for (const fault of plan.faults) this.#schedule(fault);
    this.#rounds();
    this.#keepOpen();
    this.at(plan.healMs, () => this.#heal());
  }

  #schedule(fault: FaultPlan): void {
    prepare(this, fault);
    const moment = moments[fault.kind];
    const rng = rngOf(fault.draw, fault.kind);
    if (moment) return this.at(fault.fromMs, () => moment(this, fault, rng));
    const profiles = (): SimProfile[] => this.tablets.filter(({ at }) => fault.tablet < 0 || fault.tablet === at);
    if (fault.kind === 'device suspended') {
      const profile = profiles()[fault.draw % profiles().length];
      if (!profile) return;
      const { device } = profile;
      this.at(fault.fromMs, () => {
        this.faults.met(fault.kind);
        setDeviceState(this, device, 'suspended');
      });
      this.at(fault.toMs, () => setDeviceState(this, device, 'active'));
    }
    if (fault.kind === 'page frozen') {
      this.at(fault.fromMs, () => {
        const frozen = profiles().flatMap((profile) => profile.pages.slice(0, 1));
        for (const page of frozen) this.#freeze(page, fault.kind);
        this.at(fault.toMs, () => frozen.forEach((page) => this.world.thaw(page.owner)));
      });
    }
    if (fault.kind === 'asleep') {
      this.at(fault.fromMs, () => {
        const sleeping = profiles().map((profile) => ({
          profile,
          pages: profile.pages.slice(),
          sinceMs: this.world.nowMs,
        }));
        for (const { pages } of sleeping) for (const page of pages) this.#freeze(page, fault.kind);
        this.at(fault.toMs, () => {
          for (const { profile, pages, sinceMs } of sleeping) {
            profile.asleepMs += this.world.nowMs - sinceMs;
            for (const page of pages) this.world.thaw(page.owner);
          }
        });
      });
    }
  }

  #freeze({ owner }: SimPage, kind: string): void {
    owner.frozen = true;
    this.faults.met(kind);
  }

  open(profile: SimProfile, kind: 'page' | 'worker'): void {
    const page = profile.open(kind);
    this.watch.page(page);
    page.tablet.phase.subscribe(() => void this.people.signIn(page));
  }

  #act(act: ActPlan, tries: number): void {
    const original = this.tablets[act.tablet];
    if (!original) return;
    const clone = this.clones.find(({ at }) => at === original.at);
    const profile = clone && act.draw % 2 === 0 ? clone : original;
    const pages = profile.pages.filter(
      (page) => page.kind === 'page' && !page.owner.frozen && page.tablet.phase.get() === 'ready',
    );
    const page = pages[act.draw % Math.max(1, pages.length)];
    if (!page) {
      if (tries > 0) this.after(5_000, () => this.#act(act, tries - 1));
      return;
    }
    const poison = this.faults.open('poison act', original.at) !== null && act.draw % 3 === 0;
    void this.people.tap(page, act, poison);
  }

  /** A browser that was closed is opened again soon; people look at their screens now and then. */
  #keepOpen(): void {
    for (const profile of this.profiles) {
      const { tabs = 1, worker = false } = this.plan.tablets[profile.at] ?? {};
      const wanted = this.clones.includes(profile) ? 1 : tabs;
      const pages = profile.pages.filter(({ kind }) => kind === 'page');
      if (pages.length < wanted && this.#rng.chance(0.4)) this.open(profile, 'page');
      const workers = profile.pages.filter(({ kind }) => kind === 'worker');
      if (worker && !this.healed) {
        if (workers.length === 0 && this.#rng.chance(0.1)) this.open(profile, 'worker');
        for (const one of workers) if (this.#rng.chance(0.1)) profile.kill(one);
      }
      for (const page of pages) {
        if (this.faults.strikes('lying hint', profile.at)) {
          page.visible = this.#rng.chance(0.5);
          page.hint();
        }
        if (!page.owner.frozen && this.#rng.chance(this.healed ? 1 : 0.2)) this.people.look(page);
      }
    }
    if (!this.isOver) this.after(3_000, () => this.#keepOpen());
  }

  #rounds(): void {
    void this.server.job(this.server.rounds);
    if (!this.isOver) this.after(45_000, () => this.#rounds());
  }

  /** The last fault is over: from here the queues must drain [I10]. */
  #heal(): void {
    this.healed = true;
    this.sql.crash = null;
    this.startServer(0);
    for (const profile of this.profiles) {
      profile.crash = null;
      for (const page of profile.pages) {
        if (page.owner.frozen) this.world.thaw(page.owner);
        page.visible = page.kind === 'page';
      }
    }
  }
}
