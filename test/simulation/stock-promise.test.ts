// Is the promise kept? Shops that know nothing of the model say what was really on the shelf.
import { beforeAll, expect, it } from 'vitest';
import { handPromise } from '#domain/stock-promise.ts';
import { hours, type Look, playShop } from './shelves.ts';

let looks: Look[] = [];
beforeAll(() => {
  const shops = Array.from({ length: 150 }, (_, at) =>
    playShop({ seed: 20_001 + at, shelves: 50, days: 90, warmDays: 50 }),
  );
  looks = shops.flat();
});

interface Kept {
  looks: number;
  said: number;
  kept: number;
}

/** By what was said: ten tenths, and the best apart. In percent. */
function calibration(say: (look: Look) => number): Map<string, Kept> {
  const groups = Map.groupBy(
    looks.map((look) => ({ said: say(look), isThere: look.isThere })),
    ({ said }) => (said >= 0.95 ? '95+' : said >= 0.9 ? '90–95' : `${Math.floor(said * 10) * 10}–`),
  );
  return new Map(
    [...groups].map(([name, group]) => [
      name,
      {
        looks: group.length,
        said: (100 * group.reduce((sum, { said }) => sum + said, 0)) / group.length,
        kept: (100 * group.filter(({ isThere }) => isThere).length) / group.length,
      },
    ]),
  );
}

const worst = (table: Map<string, Kept>): number =>
  Math.max(...[...table.values()].filter((one) => one.looks >= 200).map(({ said, kept }) => Math.abs(said - kept)));

it('of the times it says 90–95 %, 88–97 % come true, and every other tenth is within five points', () => {
  const table = calibration((look) => handPromise({ ...look, openHours: hours }));
  const best = table.get('90–95');
  expect(best?.looks).toBeGreaterThan(2_000);
  expect(best?.kept).toBeGreaterThan(88);
  expect(best?.kept).toBeLessThan(97);
  for (const [name, { looks: many, said, kept }] of table) {
    expect(many, name).toBeGreaterThan(500);
    expect(Math.abs(said - kept), `${name}: said ${said.toFixed(1)}, kept ${kept.toFixed(1)}`).toBeLessThan(5);
  }
  expect(table.size).toBe(11);
});

it('is not calibrated without the age of the number, however well it knows the pace', () => {
  const ageless = calibration((look) =>
    handPromise({ ...look, countedMs: look.nowMs, toldMs: look.nowMs, openHours: hours }),
  );
  expect(worst(ageless)).toBeGreaterThan(15);
  expect(ageless.get('90–95')?.kept).toBeLessThan(80);
});

it('nor without the silence since the number was written', () => {
  const deaf = calibration((look) => handPromise({ ...look, countedMs: look.toldMs, openHours: hours }));
  expect(worst(deaf)).toBeGreaterThan(15);
});
