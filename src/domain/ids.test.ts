import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ActionId, shortCode, uuidv7 } from './ids.ts';

const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const instant = fc.integer({ min: 0, max: 4_102_444_800_000 });

test('[ID3] every instant and randomness makes a valid UUIDv7 that holds its instant', () => {
  fc.assert(
    fc.property(instant, bytes, (atMs, random) => {
      const id = uuidv7(atMs, random);
      expect(ActionId.safeParse(id).success).toBe(true);
      expect(id.charAt(14)).toBe('7');
      expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(atMs);
    }),
  );
});

test('ids of later instants sort later', () => {
  fc.assert(fc.property(instant, bytes, bytes, (atMs, a, b) => uuidv7(atMs, a) < uuidv7(atMs + 1, b)));
});

test('a short code has four characters without look-alikes', () => {
  fc.assert(
    fc.property(instant, bytes, (atMs, random) => {
      expect(shortCode(uuidv7(atMs, random))).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}$/);
    }),
  );
});
