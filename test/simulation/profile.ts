// One browser profile and its pages: what they share (disk, lock, note, clock of the device), what each has alone.
// A page may die at any call of its ports, before the call or after it; what was committed stays on the disk.
import type { Note } from '#local/sentinel.ts';
import { StorageTrouble, type Trouble } from '#local/storage-trouble.ts';
import type { Ports } from '#sync/ports.ts';
import { openTablet } from '#sync/tablet.ts';
import type { Tablet } from '#sync/tablet-port.ts';
import type { DexieDisk } from './dexie-disk.ts';
import { copyOf, type Disk, emptyDisk, openFiles, openOutbox, openReplica } from './disk.ts';
import type { Faults } from './faults.ts';
import { LockOfProfile } from './lock.ts';
import type { Network } from './network.ts';
import type { Rng } from './rng.ts';
import type { SimDevice } from './shop.ts';
import { never, Owner, type World } from './world.ts';
import type { Watch } from './watch.ts';

export interface Surroundings {
  world: World;
  faults: Faults;
  network: Network;
  rng: Rng;
  watch: Watch;
}

/** The next call but `left` of a page is its last. */
export interface Crash {
  left: number;
  when: 'before' | 'after';
}

let pagesMade = 0;
let profilesMade = 0;

export class SimProfile {
  /** Which tablet of the plan; a clone has its original's. */
  readonly at: number;
  readonly n = (profilesMade += 1);
  device: SimDevice;
  disk: Disk = emptyDisk();
  dexie: DexieDisk | null = null;
  note: Note | null = null;
  skewMs: number;
  asleepMs = 0;
  crash: Crash | null = null;
  blocked = false;
  readonly pages: SimPage[] = [];
  readonly lock: LockOfProfile;
  readonly around: Surroundings;
  readonly pokes: boolean;

  constructor(
    at: number,
    device: SimDevice,
    around: Surroundings,
    { skewMs, pokes }: { skewMs: number; pokes: boolean },
  ) {
    this.at = at;
    this.around = around;
    this.skewMs = skewMs;
    this.pokes = pokes;
    this.device = device;
    this.lock = new LockOfProfile(around.world);
    this.useDevice(device);
  }

  useDevice(device: SimDevice): void {
    this.device = device;
    const { keys, id, installation } = device;
    this.disk.enrolled = { keys, deviceId: id, installation };
  }

  open(kind: SimPage['kind']): SimPage {
    const page = new SimPage(this, kind, (pagesMade += 1));
    this.pages.push(page);
    return page;
  }

  kill(page: SimPage): void {
    page.owner.dead = true;
    this.lock.free(page.owner);
    this.pages.splice(0, Infinity, ...this.pages.filter((other) => other !== page));
  }

  killAll(): void {
    for (const page of [...this.pages]) this.kill(page);
  }

  copy(): Disk {
    return copyOf(this.disk);
  }
}

export class SimPage {
  readonly kind: 'page' | 'worker';
  readonly owner: Owner;
  readonly profile: SimProfile;
  readonly tablet: Tablet;
  readonly loadedMs: number;
  visible = true;
  reloads = false;
  readonly #hints = new Set<() => void>();
  readonly #told = new Set<(what: 'outbox' | 'replica') => void>();
  #newer = false;

  constructor(profile: SimProfile, kind: SimPage['kind'], n: number) {
    this.profile = profile;
    this.kind = kind;
    this.visible = kind === 'page';
    this.owner = new Owner(`${kind} ${n} of tablet ${profile.at}`);
    this.loadedMs = profile.around.world.nowMs - profile.asleepMs;
    this.tablet = openTablet(this.#ports());
  }

  hint(): void {
    for (const listener of this.#hints) this.profile.around.world.soon(this.owner, listener);
  }

  hear(what: 'outbox' | 'replica'): void {
    for (const listener of this.#told) this.profile.around.world.soon(this.owner, () => listener(what));
  }

  #gate = async <T>(call: string, work: () => T): Promise<T> => {
    const { owner, profile } = this;
    await profile.around.world.turn(owner);
    const dies = this.#isLast();
    if (dies === 'before') return this.#die();
    if (this.#newer) throw new StorageTrouble('newer');
    this.#quota(call);
    const done = work();
    const result = done instanceof Promise ? ((await profile.around.world.during(done)) as T) : done;
    return dies === 'after' ? this.#die() : result;
  };

  #isLast(): 'before' | 'after' | null {
    const { crash } = this.profile;
    if (!crash) return null;
    crash.left -= 1;
    if (crash.left > 0) return null;
    this.profile.crash = null;
    return crash.when;
  }

  #die<T>(): Promise<T> {
    this.profile.around.faults.met('page killed');
    this.profile.kill(this);
    return never<T>();
  }

  #quota(call: string): void {
    const { faults } = this.profile.around;
    const { at } = this.profile;
    if (call === 'outbox write add' && faults.strikes('quota on enqueue', at)) throw new StorageTrouble('full');
    if (call === 'replica write apply' && faults.strikes('quota on a page', at)) {
      if (this.profile.dexie) return this.profile.dexie.fill('row');
      this.onTrouble('full');
      throw new StorageTrouble('full');
    }
  }

  onTrouble: (trouble: Trouble) => void = () => undefined;

  /** Another version has taken the database over: this page writes no more. */
  superseded(): void {
    this.#newer = true;
    this.onTrouble('newer');
  }

  #ports(): Ports {
    const { profile, owner } = this;
    const { world, faults, network, rng, watch } = profile.around;
    const { at } = profile;
    const runMs = (): number => world.nowMs - profile.asleepMs - this.loadedMs;
    return {
      appVersion: 'simulated',
      time: {
        wallMs: () => world.nowMs + profile.skewMs,
        monoMs: runMs,
        after: (ms, call) => world.after(owner, ms, call),
      },
      chance: { bytes: (count) => rng.bytes(count), fraction: () => rng.fraction() },
      wire: {
        post: (path, body, signal) =>
          this.#gate('post', () => undefined).then(() => {
            signal.throwIfAborted();
            return network.post(owner, at, path, body, signal);
          }),
        file: () => Promise.reject(new TypeError('no files here')),
        stream: (_path, body, signal) => (profile.pokes ? network.stream(owner, at, body, signal) : silence(signal)),
      },
      storage: {
        openOutbox: async (newEpoch, onTrouble) => {
          this.onTrouble = onTrouble;
          if (profile.blocked) {
            faults.met('storage blocked');
            throw new StorageTrouble('blocked');
          }
          const outbox = profile.dexie
            ? await profile.dexie.openOutbox(newEpoch, onTrouble, this.#gate)
            : await openOutbox(profile.disk, newEpoch, this.#gate);
          return watch.outbox(profile, outbox);
        },
        openReplica: async (onTrouble) => {
          if (profile.blocked) throw new StorageTrouble('blocked');
          const replica = profile.dexie
            ? await profile.dexie.openReplica(onTrouble, this.#gate)
            : await openReplica(profile.disk, this.#gate);
          return watch.replica(profile, replica);
        },
        openFiles: () => Promise.resolve(openFiles(profile.disk, this.#gate)),
        sentinel: { read: () => profile.note, write: (note) => void (profile.note = note) },
        persist: () => Promise.resolve(at % 2 === 0 ? true : null),
        estimate: () => Promise.resolve({ usageBytes: 1_000_000, quotaBytes: 100_000_000 }),
        makeRoom: () => Promise.resolve(),
      },
      lock: {
        run: (_name, patienceMs, work) => {
          if (!faults.strikes('lock for two', at)) return profile.lock.run(owner, patienceMs, work);
          return work();
        },
      },
      peers: {
        tell: (what) => {
          for (const page of profile.pages) if (page !== this && rng.chance(0.8)) page.hear(what);
        },
        onTold: (listener) => {
          this.#told.add(listener);
          return () => this.#told.delete(listener);
        },
      },
      page: {
        visible: () => this.visible,
        onHint: (listener) => {
          this.#hints.add(listener);
          return () => this.#hints.delete(listener);
        },
        askForBackgroundSync: () => undefined,
        origin: () => 'https://gondola.test',
        screen: () => ({ width: 1280, height: 800 }),
        reload: () => {
          this.reloads = true;
          profile.kill(this);
        },
      },
    };
  }
}

/** A line that opens and says nothing, until it is given up. */
async function* silence(signal: AbortSignal): AsyncIterable<string> {
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  yield* [];
}
