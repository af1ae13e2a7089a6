// What happens in one seed: who stands where, what they do, what goes wrong and when. A plain value, so that a failing
// one can be printed and shrunk: every tablet, act and fault of it can be left out.
import type { Rng } from './rng.ts';
import { rngOf } from './rng.ts';

export interface TabletPlan {
  /** Which device of the shop. */
  device: number;
  tabs: number;
  worker: boolean;
  /** How far its wall clock is off at the start. */
  skewMs: number;
  pokes: boolean;
}

export const actKinds = [
  'hold',
  'release',
  'save',
  'call',
  'finish',
  'publish',
  'price',
  'hand-over',
  'unknown',
] as const;
export type ActKind = (typeof actKinds)[number];

export interface ActPlan {
  n: number;
  atMs: number;
  tablet: number;
  kind: ActKind;
  /** Chance of its own: what is chosen among what there is then. */
  draw: number;
  endsVisit: boolean;
}

/** Windows: while one is open, each chance is hit with its rate. */
export const windowKinds = [
  'request lost',
  'answer lost',
  'answer cut',
  'request doubled',
  'late duplicate',
  'captive portal',
  'login redirect',
  'server error',
  'retry later',
  'hang',
  'flapping',
  'partition',
  'stale answer',
  'slow line',
  'lying hint',
  'serialization failure',
  'database away',
  'slow statement',
  'quota on enqueue',
  'quota on a page',
  'lock for two',
  'poison act',
  'device suspended',
  'page frozen',
  'asleep',
] as const;
/** Moments. */
export const momentKinds = [
  'page killed',
  'server killed',
  'clock jump',
  'server restored',
  'evicted',
  'cloned',
  'rolled back',
  'newer version',
  'connection lost',
  'storage blocked',
  'grant revoked',
  'hostile twin',
  'hostile junk',
] as const;
export type FaultKind = (typeof windowKinds)[number] | (typeof momentKinds)[number];

export interface FaultPlan {
  n: number;
  kind: FaultKind;
  tablet: number;
  fromMs: number;
  toMs: number;
  rate: number;
  draw: number;
}

export interface Plan {
  seed: number;
  disk: 'memory' | 'dexie';
  tablets: TabletPlan[];
  acts: ActPlan[];
  faults: FaultPlan[];
  /** The last act; whatever is wrong ends at `healMs`. */
  spanMs: number;
  healMs: number;
}

/** Every eighth seed runs on the real Dexie code. */
export const dexieEvery = 8;
const minute = 60_000;
const everyone = -1;
const rare: Partial<Record<FaultKind, number>> = {
  evicted: 0.5,
  cloned: 0.6,
  'rolled back': 0.6,
  'storage blocked': 0.5,
  'newer version': 0.5,
  'database away': 0.5,
  'slow statement': 0.5,
};
/** What lasts: half of the seeds end inside one of these. */
const lasting: readonly FaultKind[] = [
  'partition',
  'captive portal',
  'login redirect',
  'server error',
  'hang',
  'flapping',
  'page frozen',
  'asleep',
  'answer lost',
  'database away',
  'device suspended',
  'retry later',
  'request lost',
];
const serverKinds: readonly FaultKind[] = ['serialization failure', 'database away', 'slow statement'];
const notOnDexie: readonly FaultKind[] = [
  'cloned',
  'rolled back',
  'newer version',
  'connection lost',
  'quota on enqueue',
];

export function planOf(seed: number): Plan {
  const rng = rngOf(seed, 'plan');
  const disk = seed % dexieEvery === 0 ? 'dexie' : 'memory';
  const spanMs = rng.between(3, 9) * minute;
  const tablets = tabletsOf(rng);
  const acts = actsOf(rng, tablets, spanMs);
  const kinds: readonly FaultKind[] = [...windowKinds, ...momentKinds].filter(
    (kind) => disk === 'memory' || !notOnDexie.includes(kind),
  );
  const faults: FaultPlan[] = [];
  const count = rng.between(5, 11);
  while (faults.length < count) {
    const kind = rng.pick(kinds);
    if (rng.chance(rare[kind] ?? 1)) faults.push(faultOf(rng, faults.length, kind, tablets.length, spanMs));
  }
  // A proxy that answers from memory matters most just after the server has forgotten something.
  const restored = faults.find(({ kind }) => kind === 'server restored');
  if (restored && rng.chance(0.5))
    faults.push({
      ...faultOf(rng, faults.length, 'stale answer', tablets.length, spanMs),
      tablet: everyone,
      rate: 0.7,
      fromMs: restored.fromMs,
      toMs: restored.fromMs + minute,
    });
  if (seed % 2 === 1) {
    const last = faultOf(rng, faults.length, rng.pick(lasting), tablets.length, spanMs);
    faults.push({ ...last, fromMs: spanMs - rng.between(5_000, minute), toMs: spanMs + rng.between(1, 6) * minute });
  } else {
    for (const fault of faults) fault.toMs = Math.min(fault.toMs, spanMs - 20_000);
  }
  const healMs = Math.max(spanMs - 20_000, ...faults.map(({ toMs }) => toMs));
  return { seed, disk, tablets, acts, faults, spanMs, healMs };
}

function tabletsOf(rng: Rng): TabletPlan[] {
  const skews = [
    0,
    0,
    0,
    4_000,
    -90_000,
    2 * 86_400_000,
    -2 * 86_400_000,
    -Date.UTC(2026, 2, 2),
    Date.UTC(2100, 0) - Date.UTC(2026, 2, 2),
  ];
  return Array.from({ length: rng.between(3, 4) }, (_, device) => ({
    device,
    tabs: rng.chance(0.2) ? 2 : 1,
    worker: rng.chance(0.15),
    skewMs: rng.pick(skews),
    pokes: rng.chance(0.6),
  }));
}

const weights: Record<string, readonly ActKind[]> = {
  shopper: ['hold', 'hold', 'hold', 'release', 'save', 'save', 'call', 'unknown'],
  staff: ['call', 'finish', 'finish', 'hand-over', 'hold', 'release'],
  manager: ['publish', 'publish', 'price', 'call', 'finish', 'hand-over'],
};

/** Devices 0, 2 are shoppers', 1 is the staff's, 3 the manager's: see shop.ts. */
function actsOf(rng: Rng, tablets: readonly TabletPlan[], spanMs: number): ActPlan[] {
  const acts: ActPlan[] = [];
  const count = rng.between(30, 44);
  while (acts.length < count) {
    // People come in waves: a few acts within a minute, often on one tablet.
    const tablet = rng.int(tablets.length);
    const atMs = rng.int(spanMs - 5_000);
    for (let left = rng.between(1, 5); left > 0 && acts.length < count; left -= 1) {
      const mode = tablet === 1 ? 'staff' : tablet === 3 ? 'manager' : 'shopper';
      acts.push({
        n: 0,
        atMs: Math.min(spanMs, atMs + rng.int(20_000)),
        tablet,
        kind: rng.pick(weights[mode] ?? []),
        draw: rng.int(1 << 30),
        endsVisit: rng.chance(0.1),
      });
    }
  }
  return acts.toSorted((a, b) => a.atMs - b.atMs).map((act, n) => ({ ...act, n }));
}

function faultOf(rng: Rng, n: number, kind: FaultKind, tablets: number, spanMs: number): FaultPlan {
  const fromMs = rng.int(Math.max(1, spanMs - 30_000));
  const isMoment = (momentKinds as readonly string[]).includes(kind);
  const lengthMs = isMoment ? 0 : rng.chance(0.3) ? rng.between(2, 6) * minute : rng.between(10_000, 90_000);
  return {
    n,
    kind,
    tablet: serverKinds.includes(kind) || rng.chance(0.3) ? everyone : rng.int(tablets),
    fromMs,
    toMs: fromMs + lengthMs,
    rate: rng.pick([0.1, 0.3, 0.6]),
    draw: rng.int(1 << 30),
  };
}
