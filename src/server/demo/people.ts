// The demo's 200 customers: a name, a size, and two or three things each of them cares about.
// The tastes make the history worth reading: what people look at and buy together follows from them.
import type { HomeId } from '#domain/ids.ts';
import type { Placed } from '#domain/tables.ts';
import type { NewHome } from '#server/homes.ts';
import { cardIdOf } from '#server/session/card-id.ts';
import { emailIdOf } from '#server/session/email-id.ts';
import { idFor, type Rng, rngFor } from './rng.ts';
import { type Chain, currency, openedMs } from './stores.ts';

export interface Person {
  readonly id: HomeId;
  readonly sourceId: string;
  readonly firstName: string;
  readonly email: string;
  /** Tag → how much they care, 1–4. */
  readonly tastes: ReadonlyMap<string, number>;
  readonly shoe: string;
  readonly letter: string;
  readonly sinceMs: number;
  /** Visits of the web shop in a year. */
  readonly visits: number;
}

const firstNames =
  'Ana Beatriz Bruno Camila Carla Clara Cecília Daniela Diego Edu Elisa Fábio Fernanda Flávia Gabriel Gil Helena Heitor Inês Ivo Joana João Júlia Karen Laura Leandro Lívia Lucas Luísa Manuela Marcelo Mariana Mateus Miguel Nara Nina Otávio Pedro Rafael Raquel Renata Rodrigo Rosa Samuel Sara Sofia Téo Tiago Valéria Vicente Vera Yara'.split(
    ' ',
  );
const lastNames =
  'Almeida Amaral Araújo Barbosa Barros Bastos Braga Brito Cardoso Castro Coelho Correia Costa Cunha Dias Esteves Farias Ferraz Fonseca Gomes Guedes Lacerda Leal Lima Macedo Maia Melo Mendes Miranda Monteiro Neves Nunes Oliveira Pacheco Paiva Peixoto Pires Queiroz Ramos Reis Sales Santos Serra Silveira Siqueira Souza Tavares Teixeira Toledo Vargas Vasconcelos Viana'.split(
    ' ',
  );

/** Ways of life: tags that go together in one person. */
const lives: readonly (readonly string[])[] = [
  ['trilha', 'acampar', 'frio'],
  ['praia', 'água', 'viagem'],
  ['corrida', 'esporte', 'bicicleta'],
  ['criança', 'parque', 'escola'],
  ['cozinha', 'café', 'casa'],
  ['jardim', 'casa', 'bicho'],
  ['cidade', 'trabalho', 'leitura'],
  ['música', 'festa', 'arte'],
  ['bola', 'equipe', 'raquete'],
  ['oficina', 'bicicleta', 'casa'],
  ['costura', 'casa', 'presente'],
  ['rodas', 'parque', 'música'],
];

function tastesOf(rng: Rng): Map<string, number> {
  const tastes = new Map<string, number>();
  const [first, second] = [rng.pick(lives), rng.pick(lives)];
  for (const tag of second) tastes.set(tag, 1);
  for (const tag of first) tastes.set(tag, rng.int(2, 4));
  if (rng.chance(0.3)) tastes.set('presente', 1);
  return tastes;
}

export function demoPeople(seed: string, count: number, nowMs: number): Person[] {
  const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return Array.from({ length: count }, (_, index): Person => {
    const rng = rngFor(seed, `person/${index}`);
    const [firstName, lastName] = [rng.pick(firstNames), rng.pick(lastNames)];
    const sourceId = String(20_001 + index);
    return {
      id: idFor(seed, `customer/${sourceId}`, openedMs) as HomeId,
      sourceId,
      firstName,
      email: `${plain(firstName)}.${plain(lastName)}.${sourceId}@example.com`,
      tastes: tastesOf(rng),
      shoe: String(rng.int(35, 43)),
      letter: rng.pick(['P', 'M', 'M', 'G', 'GG']),
      sinceMs: nowMs - rng.int(40, 365) * 86_400_000,
      visits: rng.int(4, 26),
    };
  });
}

export const personHome = (person: Person, chain: Chain): NewHome => ({
  // A person's name is in their own rows only: the list of homes is read by every job.
  id: person.id,
  kind: 'customer',
  chain: chain.id,
  name: '',
  sourceId: person.sourceId,
  demo: true,
  currency,
  locales: ['pt-BR', 'en', 'es'],
});

export function personRows(person: Person, chain: Chain): Placed[] {
  const { id, sourceId, sinceMs } = person;
  const identity = { customer: id, sinceMs, untilMs: null };
  return [
    {
      table: 'customer',
      home: id,
      row: { id, sourceId, kind: 'known', firstName: person.firstName, device: null, createdMs: sinceMs },
    },
    { table: 'identity', home: id, row: { ...identity, id: `source/${sourceId}`, kind: 'source' } },
    { table: 'identity', home: id, row: { ...identity, id: emailIdOf(chain.id, person.email), kind: 'email' } },
    // The printed card of each of them is GC1 and this number.
    { table: 'identity', home: id, row: { ...identity, id: cardIdOf(chain.id, sourceId), kind: 'card' } },
  ];
}
