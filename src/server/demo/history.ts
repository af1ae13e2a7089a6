// A year of the demo's web shop: visits with what was seen, searched, saved and bought, under GA4's names.
// Every purchase here becomes an order of the same moment and content.
import type { Money } from '#domain/money.ts';
import { type Offer, offerAt } from '#domain/offer.ts';
import type { Variant } from '#domain/product.ts';
import type { EventRow } from '#server/import/event-rows.ts';
import type { Affinity } from './affinity.ts';
import type { Article } from './assortment.ts';
import type { Person } from './people.ts';
import { idFor, type Rng, rngFor } from './rng.ts';

const dayMs = 86_400_000;

export interface Bought {
  readonly variant: Variant;
  readonly quantity: number;
  readonly paidPerUnit: Money;
}

export interface Purchase {
  readonly key: string;
  readonly person: Person;
  readonly atMs: number;
  readonly lines: readonly Bought[];
}

export interface Year {
  readonly events: readonly EventRow[];
  readonly purchases: readonly Purchase[];
  /** Saved and not bought: the person's list. */
  readonly wishes: readonly { readonly person: Person; readonly variant: Variant; readonly atMs: number }[];
}

/** The size this person wears, else any; the first colour sells best. */
function choose(rng: Rng, person: Person, article: Article): Variant {
  const fits = article.variants.filter(({ size }) => size === person.letter || size === person.shoe);
  const fit = fits.length > 0 ? fits : article.variants;
  return rng.weighted(fit, (variant) => 1 / (1 + Math.floor(variant.order / 100)));
}

/** Evenings are busier than mornings; nobody shops between 1:00 and 7:00 in São Paulo (UTC-3). */
function momentBetween(rng: Rng, fromMs: number, toMs: number): number {
  const day = Math.floor((fromMs + rng.next() * (toMs - fromMs)) / dayMs) * dayMs;
  const hour = rng.weighted([10, 12, 14, 16, 19, 21, 22, 23], (value) => value);
  return Math.min(toMs, Math.max(fromMs, day + (hour + 3 + rng.next()) * 3_600_000));
}

/** What one visit buys: the thing it came for and up to three that go with it. */
export function basket(
  rng: Rng,
  affinity: Affinity,
  offers: ReadonlyMap<string, readonly Offer[]>,
  person: Person,
  anchor: Article,
  atMs: number,
): Bought[] {
  const wanted = new Set([anchor]);
  for (let more = rng.weighted([0, 1, 2, 3], (count) => 4 - count); more > 0; more--)
    wanted.add(affinity.companion(rng, person, anchor));
  return [...wanted].flatMap((article) => {
    const variant = choose(rng, person, article);
    const offer = offerAt(offers.get(variant.id) ?? [], atMs);
    const quantity = article.regular.minor < 6000 && rng.chance(0.3) ? rng.int(2, 3) : 1;
    return offer ? [{ variant, quantity, paidPerUnit: offer.price }] : [];
  });
}

/** The events of one visit, a minute or two between them. */
export class Visit {
  readonly events: EventRow[] = [];
  readonly #seed: string;
  readonly #rng: Rng;
  readonly #person: Person;
  readonly #key: string;
  #atMs: number;

  constructor(seed: string, rng: Rng, person: Person, key: string, atMs: number) {
    this.#seed = seed;
    this.#rng = rng;
    this.#person = person;
    this.#key = key;
    this.#atMs = atMs;
  }

  add(
    name: string,
    variant: Variant | null,
    data: Record<string, unknown> | null = null,
    quantity: number | null = null,
  ): void {
    const id = idFor(this.#seed, `event/${this.#key}/${this.events.length}`, this.#atMs);
    this.events.push({
      home_id: this.#person.id,
      id,
      name,
      at_ms: this.#atMs,
      visit: this.#key,
      customer: this.#person.id,
      product_id: variant?.productId ?? null,
      variant_id: variant?.id ?? null,
      quantity,
      data,
      action_id: null,
    });
    this.#atMs += this.#rng.int(15_000, 120_000);
  }

  buy(lines: readonly Bought[]): number {
    for (const { variant, quantity } of lines) this.add('add_to_cart', variant, null, quantity);
    const atMs = this.#atMs;
    for (const { variant, quantity, paidPerUnit } of lines) {
      this.#atMs = atMs;
      this.add('purchase', variant, { price: paidPerUnit }, quantity);
    }
    return atMs;
  }
}

export function demoYear(
  seed: string,
  people: readonly Person[],
  affinity: Affinity,
  offers: ReadonlyMap<string, readonly Offer[]>,
  nowMs: number,
): Year {
  const events: EventRow[] = [];
  const purchases: Purchase[] = [];
  const wishes: { person: Person; variant: Variant; atMs: number }[] = [];
  for (const person of people) {
    for (let index = 0; index < person.visits; index++) {
      const key = `${person.sourceId}-${index}`;
      const rng = rngFor(seed, `visit/${key}`);
      const atMs = Math.round(momentBetween(rng, person.sinceMs, nowMs - dayMs));
      const visit = new Visit(seed, rng, person, key, atMs);
      const anchor = affinity.anchor(rng, person);
      if (rng.chance(0.35))
        visit.add('search', null, { term: anchor.product.name['pt-BR'].toLowerCase().split(' ')[0] ?? '' });
      visit.add('view_item', choose(rng, person, anchor));
      for (let looks = rng.int(1, 6); looks > 0; looks--)
        visit.add('view_item', choose(rng, person, affinity.companion(rng, person, anchor)));
      if (rng.chance(0.15)) {
        const variant = choose(rng, person, rng.chance(0.5) ? anchor : affinity.companion(rng, person, anchor));
        visit.add('add_to_wishlist', variant);
        wishes.push({ person, variant, atMs });
      } else if (rng.chance(0.35)) {
        const lines = basket(rng, affinity, offers, person, anchor, atMs);
        purchases.push({ key, person, atMs: visit.buy(lines), lines });
      } else if (rng.chance(0.25)) visit.add('add_to_cart', choose(rng, person, anchor), null, 1);
      events.push(...visit.events);
    }
  }
  return { events, purchases, wishes };
}
