import { expect, it } from 'vitest';
import { openDays } from './open-hours.ts';

const hours = { opens: '10:00', closes: '22:00', zone: 'America/Sao_Paulo' };
/** Of that November in São Paulo, UTC−3. */
const at = (day: number, hour: number, minute = 0): number => Date.UTC(2026, 10, day, hour + 3, minute);

it('counts whole openings, parts of one, and no nights', () => {
  expect(openDays(at(23, 10), at(23, 22), hours)).toBe(1);
  expect(openDays(at(23, 0), at(24, 0), hours)).toBe(1);
  expect(openDays(at(23, 12), at(23, 15), hours)).toBe(0.25);
  expect(openDays(at(23, 22), at(24, 10), hours)).toBe(0);
  expect(openDays(at(23, 21), at(24, 11), hours)).toBeCloseTo(2 / 12);
  expect(openDays(at(1, 10), at(29, 10), hours)).toBe(28);
});

it('time that runs backwards is none', () => {
  expect(openDays(at(23, 15), at(23, 12), hours)).toBe(0);
});

it('a day in which the clock is put forward is a day like others, to an hour', () => {
  const lisbon = { opens: '09:00', closes: '21:00', zone: 'Europe/Lisbon' };
  expect(openDays(Date.UTC(2026, 2, 28, 12), Date.UTC(2026, 2, 30, 11), lisbon)).toBe(2);
});

it('without hours, or with hours that say nothing, a day has 24 of them', () => {
  expect(openDays(at(23, 10), at(23, 22), null)).toBe(0.5);
  expect(openDays(at(23, 10), at(23, 22), { ...hours, opens: '22:00', closes: '06:00' })).toBe(0.5);
  expect(openDays(at(23, 10), at(23, 22), { ...hours, opens: 'cedo' })).toBe(0.5);
});
