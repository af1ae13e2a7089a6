// Whole files of random rows: whatever the rows of a table are, they come out as they went in, by place, id and value.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feedName } from '#domain/home.ts';
import { type TableName, tableNames, tables } from '#domain/tables.ts';
import { chainHome } from '#test/build/domain.ts';
import { packedBytes, type RowsByTable } from '#test/build/packed.ts';
import type { Value } from './column-kinds.ts';
import { Derivation, derivedPrefix } from './derived-id.ts';
import { openPacked, type PackedFile } from './file-reader.ts';
import { derivedIds, references } from './file-shape.ts';
import { compareTexts } from './text-order.ts';
import { uuidAt } from './uuid-bytes.ts';

const feed = feedName('chain/catalogue', chainHome);
const at = { cursor: { timeline: 't', rev: 4, tag: 'tag' }, asOfMs: 7 };
type AnyRow = { id: string } & Record<string, Value>;

const derived = { product: derivationOf('product'), variant: derivationOf('variant') };
function derivationOf(of: 'product' | 'variant'): (source: string) => string {
  const derivation = new Derivation(derivedPrefix(chainHome, of));
  return (source) => uuidAt(derivation.bytesOf(source), 0);
}

const json = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as Value);
const words = fc.array(fc.constantFrom('bota', 'Serra', 'de', 'couro', 'ção', '🦜', '', 'x'.repeat(300)), {
  maxLength: 9,
});
const cell: fc.Arbitrary<fc.Arbitrary<Value>> = fc.constantFrom<fc.Arbitrary<Value>>(
  json,
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.nat(40).map((n) => 1_700_000_000_000 + n * 60_000),
  words.map((some) => some.join(' ')),
  words.map((some) => ({ 'pt-BR': some.join(' '), en: some.toReversed().join(' ') })),
  fc.nat(99_999).map((n) => `GL${String(n).padStart(6, '0')}${n % 3 === 0 ? '-2' : ''}`),
  fc.nat(999_999).map((n) => `${n}`),
  fc.stringMatching(/^0789\d{10}$/),
  fc.record({ minor: fc.nat(99_999), currency: fc.constantFrom('BRL', 'USD') }),
  fc.option(fc.uuid()),
);
const source = fc.oneof(
  fc.nat(40).map((n) => `GL${n}`),
  fc.string({ unit: 'grapheme' }),
);

/** Rows of one table, ids each once; those that point elsewhere mostly do. */
const rowsOf = (table: TableName): fc.Arbitrary<AnyRow[]> => {
  const fields = Object.keys((tables[table].schema as unknown as { shape: object }).shape);
  const { of, column } = derivedIds[table] ?? { of: null, column: null };
  const pointed = new Set(Object.keys(references[table] ?? {}));
  const target = derived[table === 'variant' || table === 'neighbours' || table === 'rating' ? 'product' : 'variant'];
  const reference = fc.oneof(source.map(target), fc.uuid());
  return fc.tuple(fc.boolean(), ...fields.map(() => cell)).chain(([isDerived, ...cells]) =>
    fc.uniqueArray(
      fc.tuple(source, reference, fc.uuid(), fc.nat(3), fc.tuple(...cells)).map(([own, points, id, n, values]) => {
        const row: AnyRow = { id };
        for (const [index, field] of fields.entries())
          row[field] = field === column ? own : pointed.has(field) ? points : (values[index] ?? null);
        row.id =
          table === 'offer' ? `${points}/${n}` : pointed.has('id') ? points : of && isDerived ? derived[of](own) : id;
        if (column !== null && !isDerived) row[column] = values[0] ?? null;
        // What the file's words and orders are made of must be what a shop has.
        if (table === 'product') row['live'] = false;
        for (const ordered of table === 'variant' ? ['gtin14', 'sku'] : []) row[ordered] = JSON.stringify(row[ordered]);
        return row;
      }),
      { selector: ({ id }) => id, maxLength: 40 },
    ),
  );
};

/** What the rows point at, so that places stand for ids. */
function pointedAt(table: TableName): RowsByTable {
  const target = Object.values(references[table] ?? {})[0];
  if (target !== 'product' && target !== 'variant') return {};
  const sources = Array.from({ length: 30 }, (_, n) => `GL${n}`);
  const made = sources.map((sourceId) => ({ id: derived[target](sourceId), sourceId, live: false }));
  return { [target]: made } as unknown as RowsByTable;
}

function check(file: PackedFile, table: TableName, rows: readonly AnyRow[]): void {
  const reader = file.tables.get(table);
  if (rows.length === 0) return expect(reader).toBeUndefined();
  const sorted = rows.toSorted((a, b) => compareTexts(a.id, b.id));
  expect(sorted.map((_, place) => reader?.rowAt(place))).toEqual(sorted);
  // By a reader that has seen nothing yet, so that nothing is remembered.
  expect(sorted.map(({ id }) => reader?.placeOf(id))).toEqual(sorted.map((_, place) => place));
  for (const id of ['', '0', 'zzz', derived.variant('not there'), `${derived.variant('GL1')}/9`])
    if (!rows.some((row) => row.id === id)) expect(reader?.placeOf(id)).toBe(-1);
}

describe('a file of random rows', () => {
  it.each(tableNames)('of %s gives them back as they were', async (table) => {
    await fc.assert(
      fc.asyncProperty(rowsOf(table), async (rows) => {
        const bytes = await packedBytes(feed, at, { ...pointedAt(table), [table]: rows } as RowsByTable, {
          chain: chainHome,
        });
        check(openPacked(bytes), table, rows);
        check(openPacked(bytes), table, rows);
      }),
      { numRuns: 25 },
    );
  });
});
