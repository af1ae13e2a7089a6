// The models side by side, each with its settings and the grid in which `--tune` looks for better ones on the last month
// within training. The peers' settings are of a first look at that month, not of the whole grid.
import { type GondolaSettings, gondolaModel, gondolaSettings } from './suggest-gondola.ts';
import type { Training } from './suggest-model.ts';
import { itemKnnModel, type ItemKnnSettings, popularityModel, type PopularitySettings } from './suggest-peers.ts';
import { type StanSettings, stanModel, vsKnnModel, type VsKnnSettings } from './suggest-session-peers.ts';
import type { Tunable } from './suggest-tune.ts';

const places = ['same', 'linear', 'div', 'log', 'quadratic'] as const;

export const peers: readonly Tunable[] = [
  {
    name: 'popularity',
    settings: { days: 30 } satisfies PopularitySettings,
    // As the protocol names it.
    grid: {},
    make: (training, settings) => Promise.resolve(popularityModel(training, settings as unknown as PopularitySettings)),
  },
  {
    name: 'item-knn',
    settings: { k: 1_000, shrink: 5, normed: true, self: true } satisfies ItemKnnSettings,
    grid: { k: [50, 200, 1_000, 4_000], shrink: [0, 5, 20, 50], normed: [true, false], self: [true, false] },
    make: (training, settings) => Promise.resolve(itemKnnModel(training, settings as unknown as ItemKnnSettings)),
  },
  {
    name: 'vs-knn',
    settings: { k: 500, sample: 1_000, weighting: 'div', scoring: 'div', idf: 0 } satisfies VsKnnSettings,
    grid: {
      k: [100, 200, 500, 1_000],
      sample: [500, 1_000, 2_500, 5_000],
      weighting: places,
      scoring: places,
      idf: [0, 1],
    },
    make: (training, settings) => Promise.resolve(vsKnnModel(training, settings as unknown as VsKnnSettings)),
  },
  {
    name: 'stan',
    settings: {
      k: 1_000,
      sample: 5_000,
      itemDecay: 50,
      sessionDecayDays: 30,
      neighbourDecay: 1_000,
    } satisfies StanSettings,
    grid: {
      k: [200, 500, 1_000, 2_000, 5_000],
      sample: [2_500, 5_000, 20_000],
      itemDecay: [5, 20, 50, 100, 300],
      sessionDecayDays: [10, 20, 30, 60, 120, 300],
      neighbourDecay: [5, 20, 50, 200, 1_000],
    },
    make: (training, settings) => Promise.resolve(stanModel(training, settings as unknown as StanSettings)),
  },
];

export const gondola: Tunable = {
  name: 'gondola',
  settings: gondolaSettings,
  grid: {
    visitDecayDays: [30, 45, 60, 90],
    personDecayDays: [60, 90, 150],
    popularDecayDays: [10, 15, 30],
    trendPower: [0, 0.2, 0.4, 0.6],
    trendDecayDays: [90, 300],
    sizeDamping: [0, 0.35, 0.5, 0.65, 0.8],
    personShare: [0, 0.3, 0.5, 1],
    visitFromPower: [0.5, 0.6, 0.7, 0.8],
    personFromPower: [0.5, 0.7, 0.9, 1],
    toPower: [0.3, 0.4, 0.5, 0.6],
    shrink: [0.3, 1, 2, 5],
    fullAt: [0.95, 0.99, 1],
    decayDays: [60, 150, 300, 1_000],
    decayEvents: [50, 100, 300, 1_000],
    historyShare: [0.1, 0.3, 1, 2],
    ownShare: [3, 10, 30],
    popularShare: [0.003, 0.01, 0.02, 0.05],
  },
  make: (training: Training, settings) => gondolaModel(training, settings as unknown as GondolaSettings),
};
