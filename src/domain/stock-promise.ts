// "In your hand today, 92 %": how likely a unit that the books promise is really there for whoever stands here.
// Promise: pure, and calibrated on a simulated shop: of the times it says 90–95 %, 88–97 % come true.
import { openDays, type OpenHours } from './open-hours.ts';
import { paceDays } from './pace.ts';

export interface CountedStock {
  /** max(0, onHand − reserved − leased) [LS1], with what is put aside for this very tablet. */
  available: number;
  /** When the number was last written. */
  countedMs: number;
  /** Until when the tablet has heard of every sale that was booked; without it, since the count it has heard of none. */
  toldMs?: number;
  saleRatePerDay: number;
  shrinkPerDay: number;
  nowMs: number;
  openHours?: OpenHours | null;
}

/**
 * How far off a written number is, with its chance: P(true = written + error). More is missing than is found, as in counts
 * of real shops (DeHoratius & Raman 2008); fitted on simulated shops with other seeds than those of the test.
 */
const errors: readonly (readonly [error: number, chance: number])[] = [
  [-Infinity, 0.002],
  [-4, 0.002],
  [-3, 0.006],
  [-2, 0.02],
  [-1, 0.053],
  [0, 0.883],
  [1, 0.03],
  [2, 0.004],
];
/** A silence of weeks varies less than the sales of an hour. */
const calm = 8;
/** Web orders reach the books this late, and so long it takes to reach the shelf. */
const blindMs = 6 * 60_000;
/** In a fitting room, in another hand, on another shelf. */
const findable = 0.985;
/** More units than this are no less sure. */
const enough = 200;

/**
 * The model. A number was written at `countedMs` and stood unchanged until `toldMs`, when the tablet last heard the shop;
 * what has happened since, nobody here knows.
 * 1. The number was wrong by E when it was written: P(E) below, the same whatever the article.
 * 2. From then until toldMs units went unbooked: Poisson, mean lostPerDay × open days. The error grows with the age.
 * 3. In that time nothing was sold, else the number would have changed. An empty shelf sells nothing; a full one with this
 *    pace stays silent with the chance that a negative binomial (of a larger size) gives 0: silence makes old numbers
 *    of brisk articles doubtful.
 * 4. Since toldMs (and some minutes before: web orders come late; and until the shelf is reached) D units went: negative
 *    binomial, mean (soldPerDay + lostPerDay) × open days, size soldPerDay × paceDays + ½: a pace that was
 *    estimated from few sales is itself a guess, and people come in families.
 * Said is P(at least one unit is left), 0 … 1, never more than what can be found on a shelf at all.
 */
export function handPromise(stock: CountedStock): number {
  if (!(stock.available > 0)) return 0;
  const { saleRatePerDay, shrinkPerDay, nowMs, openHours = null } = stock;
  const toldMs = Math.min(nowMs, Math.max(stock.countedMs, stock.toldMs ?? stock.countedMs));
  const silentDays = openDays(stock.countedMs, toldMs, openHours);
  const blindDays = openDays(toldMs - blindMs, nowMs, openHours);
  const size = saleRatePerDay * paceDays + 0.5;
  const silence = ((calm * size) / (calm * size + saleRatePerDay * silentDays)) ** (calm * size);
  const written = Math.min(enough, Math.floor(stock.available));
  const most = written + 2;
  const lost = poisson(shrinkPerDay * silentDays, most);
  const gone = upTo(negativeBinomial((saleRatePerDay + shrinkPerDay) * blindDays, size, most));
  let [there, all] = [0, 0];
  for (const [error, chance] of errors) {
    const atFirst = Math.max(0, written + error);
    let rest = 1;
    for (let units = 0; units < atFirst; units += 1) {
      const weight = chance * (lost[units] ?? 0);
      rest -= lost[units] ?? 0;
      there += weight * silence * (gone[atFirst - units - 1] ?? 1);
      all += weight * silence;
    }
    all += chance * Math.max(0, rest);
  }
  return findable * (there / all);
}

/** P(0), P(1) … P(most). */
function poisson(mean: number, most: number): number[] {
  const chances = [Math.exp(-mean)];
  for (let count = 1; count <= most; count += 1) chances.push(((chances[count - 1] ?? 0) * mean) / count);
  return chances;
}

function negativeBinomial(mean: number, size: number, most: number): number[] {
  const chances = [(size / (size + mean)) ** size];
  for (let count = 1; count <= most; count += 1)
    chances.push((((chances[count - 1] ?? 0) * (count - 1 + size)) / count) * (mean / (size + mean)));
  return chances;
}

/** P(≤ 0), P(≤ 1) … */
function upTo(chances: readonly number[]): number[] {
  let sum = 0;
  return chances.map((chance) => (sum += chance));
}
