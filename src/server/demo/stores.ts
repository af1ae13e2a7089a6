// Who sells: the demo chain, its web shop, three stores of São Paulo and the people who work there.
import type { Store } from '#domain/home.ts';
import type { HomeId } from '#domain/ids.ts';
import type { Staff } from '#domain/actor.ts';
import type { NewHome } from '#server/homes.ts';
import { idFor } from './rng.ts';

/** The day the demo shop opened: ids of what doesn't change are made of it, so they don't follow the clock. */
export const openedMs = Date.UTC(2024, 2, 4, 12);
export const currency = 'BRL';

export interface Member {
  readonly home: HomeId;
  readonly row: Staff;
  /** For the demo only, and said on its sign-in page: real PINs are never written down. */
  readonly pin: string;
}

export interface Chain {
  readonly id: HomeId;
  readonly homes: readonly NewHome[];
  readonly stores: readonly Store[];
  readonly web: HomeId;
  /** The three stores, without the web shop. */
  readonly shops: readonly HomeId[];
  readonly staff: readonly Member[];
}

const addresses = [
  ['pinheiros', 'Pinheiros', 'Rua dos Pinheiros, 812, São Paulo'],
  ['vila-madalena', 'Vila Madalena', 'Rua Aspicuelta, 340, São Paulo'],
  ['tatuape', 'Tatuapé', 'Rua Tuiuti, 2150, São Paulo'],
] as const;

/** Number, name, PIN. Numbers of one store share their hundred; the first of each store is its manager. */
const people = [
  [
    ['101', 'Paula Nogueira', '4826'],
    ['102', 'Rita Campos', '1357'],
    ['103', 'Davi Moura', '2468'],
    ['104', 'Jonas Teles', '9075'],
    ['105', 'Aline Prado', '3690'],
  ],
  [
    ['201', 'Marcos Vidal', '5814'],
    ['202', 'Bia Andrade', '7139'],
    ['203', 'Caio Lemos', '6402'],
    ['204', 'Nair Duarte', '8251'],
  ],
  [
    ['301', 'Sônia Freitas', '2917'],
    ['302', 'Igor Matos', '5063'],
    ['303', 'Lia Ribeiro', '7748'],
    ['304', 'Tadeu Rocha', '1986'],
  ],
] as const;

export function demoChain(seed: string): Chain {
  const homeId = (name: string): HomeId => idFor(seed, `home/${name}`, openedMs) as HomeId;
  const id = homeId('chain');
  const web = homeId('web');
  const shops = addresses.map(([key]) => homeId(key));
  const zone = 'America/Sao_Paulo';
  const common = { chain: id, currency, locales: ['pt-BR', 'en', 'es'], demo: true };
  const stores = addresses.map(([, name, address], index): Store => ({
    id: shops[index] ?? id,
    name,
    kind: 'store',
    zone,
    address,
    opens: '10:00',
    closes: '22:00',
    holdMinutes: 120,
    leases: { minutes: 20, keep: 1, buffer: null },
    deliveryDays: null,
    deliveryFeeMinor: null,
  }));
  stores.push({
    id: web,
    name: 'Loja online',
    kind: 'web',
    zone,
    address: 'Centro de distribuição, Cajamar',
    opens: null,
    closes: null,
    holdMinutes: 24 * 60,
    leases: null,
    deliveryDays: 3,
    deliveryFeeMinor: 1290,
  });
  return {
    id,
    web,
    shops,
    stores,
    homes: [
      { ...common, id, kind: 'chain', name: 'Serra & Quintal', sourceId: 'serra-quintal' },
      { ...common, id: web, kind: 'store', name: 'Loja online', sourceId: 'web', isWeb: true },
      ...addresses.map(([key, name], index): NewHome => ({
        ...common,
        id: shops[index] ?? id,
        kind: 'store',
        name,
        sourceId: key,
      })),
    ],
    staff: people.flatMap((members, index) =>
      members.map(([number, name, pin], place): Member => ({
        home: shops[index] ?? id,
        pin,
        row: {
          id: idFor(seed, `staff/${number}`, openedMs),
          number,
          name,
          role: place === 0 ? 'manager' : 'staff',
          live: true,
        },
      })),
    ),
  };
}
