// Words and numbers together, over a file and what has changed since.
import { describe, expect, it } from 'vitest';
import { feedName } from '#domain/home.ts';
import type { Product, Variant } from '#domain/product.ts';
import { buildProduct, buildVariant, chainHome, testId, testNowMs } from '#test/build/domain.ts';
import { packedBytes } from '#test/build/packed.ts';
import type { Catalogue, SearchFilter } from './catalogue.ts';
import { codeIn } from './catalogue-codes.ts';
import type { FeedRows } from './feed-rows.ts';
import { packedCatalogue } from './packed-catalogue.ts';
import { openPackedFile, sha256Of } from './packed-file.ts';

const feed = feedName('chain/catalogue', chainHome);
const cursor = { timeline: 't', rev: 1, tag: 'x' };

async function fileOf(
  product: readonly Product[],
  variant: readonly Variant[],
  popularityOf: (productId: string) => number = () => 0,
): Promise<FeedRows> {
  const bytes = await packedBytes(feed, { cursor, asOfMs: testNowMs }, { product, variant }, { popularityOf });
  return openPackedFile(feed, bytes, { sha256: await sha256Of(bytes), bytes: bytes.length });
}
const catalogueOf = (rows: FeedRows): Catalogue => packedCatalogue(chainHome, rows, new Map());
const named = (name: string, part: Partial<Product> = {}): Product =>
  buildProduct({ id: testId(), name: { 'pt-BR': name }, ...part });
const numbered = (product: Product, gtin14: string, sku = 'X', part: Partial<Variant> = {}): Variant =>
  buildVariant({ id: testId(), productId: product.id, gtin14, sku, ...part });
const found = (catalogue: Catalogue, text: string, filter: SearchFilter = { limit: 10 }): string[] =>
  catalogue.search(text, 'pt-BR', filter).map(({ productId }) => productId);

const [puzzle, mug, boot] = [named('Quebra-cabeça 1000 peças'), named('Caneca'), named('Bota')];
const sizes = Array.from({ length: 12 }, (_, n) =>
  numbered(boot, `0952000000${String(n).padStart(4, '0')}`, `BOTA-${n}`),
);
const small = async (): Promise<Catalogue> =>
  catalogueOf(
    await fileOf(
      [puzzle, mug, boot],
      [numbered(puzzle, '09520000099993'), numbered(mug, '07891234567895'), numbered(mug, '09520000081000'), ...sizes],
    ),
  );

describe('a number', () => {
  it('of four or five digits is first one of the name, then the end of a code', async () => {
    const catalogue = await small();
    expect(found(catalogue, '1000')).toEqual([puzzle.id, mug.id]);
    expect(found(catalogue, '9993')).toEqual([puzzle.id]);
    expect(found(catalogue, '81000')).toEqual([mug.id]);
  });

  it('of more is first a code, from its beginning or its end', async () => {
    const catalogue = await small();
    expect(found(catalogue, '789123')).toEqual([mug.id]);
    expect(found(catalogue, '567895')).toEqual([mug.id]);
    expect(found(catalogue, '7891234567895')).toEqual([mug.id]);
    expect(found(catalogue, '123456')).toEqual([]);
  });

  it('may be typed as it is printed under its bars', async () => {
    expect(found(await small(), ' 7 891234 567895 ')).toEqual([mug.id]);
    const code = { typed: '7891234567895', digits: '7891234567895', isFirst: true };
    expect(codeIn('7 891234 567895')).toEqual(code);
    expect([codeIn('38 40'), codeIn('bota 39'), codeIn('bota'), codeIn('x12')]).toEqual([null, null, null, null]);
    expect(codeIn('bs-39')).toEqual({ typed: 'bs-39', digits: null, isFirst: true });
  });

  it('finds up to the limit of products that are shown, whatever variants of one come first', async () => {
    const catalogue = await small();
    expect(found(catalogue, 'bota-1', { limit: 1 })).toEqual([boot.id]);
    expect(found(catalogue, '952000', { limit: 2 })).toHaveLength(2);
    expect(found(catalogue, '952000', { limit: 1, isShown: (id) => id === puzzle.id })).toEqual([puzzle.id]);
    expect(found(catalogue, '952000', { limit: 0 })).toEqual([]);
  });

  it('passes over what is sold no more, and is the one it is now', async () => {
    const old = Array.from({ length: 9 }, (_, n) => numbered(mug, `0952000000000${n}`, 'X', { live: false }));
    const moved = numbered(mug, '09520000000100', 'Y');
    const live = numbered(boot, '09520000000200');
    const rows = await fileOf([mug, boot], [...old, moved, live]);
    expect(found(catalogueOf(rows), '952000', { limit: 1 })).toEqual([mug.id]);
    const now = { ...moved, gtin14: '01111111111111' };
    const later = catalogueOf(rows.changed([{ table: 'variant', id: moved.id, row: now }], { cursor, asOfMs: 1 }));
    expect(found(later, '952000', { limit: 1 })).toEqual([boot.id]);
    expect(found(later, '111111')).toEqual([mug.id]);
    expect(found(later, '0100')).toEqual([]);
  });
});

describe('what has changed since the file', () => {
  it('sells as before: a best-seller whose text is edited stays before its equals', async () => {
    const [first, best] = [named('Bota'), named('Bota')];
    const rows = await fileOf([first, best], [], (id) => (id === best.id ? 200 : 0));
    const edited = { ...best, care: { 'pt-BR': 'Pano seco.' } };
    const before = catalogueOf(rows);
    const after = catalogueOf(rows.changed([{ table: 'product', id: best.id, row: edited }], { cursor, asOfMs: 1 }));
    expect([before, after].map((one) => found(one, 'bota')[0])).toEqual([best.id, best.id]);
  });

  it('one that is removed hides no partial answer', async () => {
    const [whole, part] = [named('Bota preta azul'), named('Bota preta')];
    const rows = await fileOf([whole, part], []);
    const gone = rows.changed([{ table: 'product', id: whole.id, row: null }], { cursor, asOfMs: 1 });
    expect(catalogueOf(gone).search('bota preta azul', 'pt-BR', { limit: 5 })).toMatchObject([
      { productId: part.id, isPartial: true },
    ]);
  });
});

it('a department is in the order of a dictionary, not of the code points', async () => {
  const products = ['Zinco', 'Água', 'agulha', 'Éter', 'Faca'].map((name) => named(name));
  const rows = await fileOf(products.slice(1), []);
  const [zinc] = products;
  const later = rows.changed([{ table: 'product', id: zinc?.id ?? '', row: zinc ?? null }], { cursor, asOfMs: 1 });
  const names = catalogueOf(later)
    .inDepartment('Calçados', 9)
    .map((id) => later.get('product', id)?.name['pt-BR']);
  expect(names).toEqual(['Água', 'agulha', 'Éter', 'Faca', 'Zinco']);
});
