import { expect, test } from 'vitest';
import type { Gallery } from '#domain/gallery.ts';
import type { Picture } from '#domain/product.ts';
import { UnknownRow } from '#domain/tx.ts';
import type { View } from '#local/view.ts';
import { buildProduct, buildVariant, chainHome } from '#test/build/domain.ts';
import { allPicturesOf } from './gallery.tsx';

const picture = (name: string): Picture => ({
  sha256: name.repeat(64),
  small: '0'.repeat(64),
  width: 9,
  height: 9,
  dominant: '#000000',
});
const [a, b, c] = [picture('a'), picture('b'), picture('c')];
const viewOf = (galleries: Record<string, Gallery> | null): Pick<View, 'knows' | 'get'> => ({
  knows: () => galleries !== null,
  get: ((_table: string, _home: string, id: string) => {
    if (galleries === null) throw new UnknownRow(id);
    return galleries[id] ?? null;
  }) as View['get'],
});
const product = buildProduct({ id: 'p', picture: a });
const shown = (variant: Parameters<typeof buildVariant>[0], galleries: Record<string, Gallery> | null) =>
  allPicturesOf(viewOf(galleries) as View, chainHome, product, buildVariant({ id: 'v', ...variant }));

test("a variant's own pictures come before its style's, each once", () => {
  const galleries = { p: { id: 'p', pictures: [c] }, v: { id: 'v', pictures: [b, a] } };
  expect(shown({ picture: b }, galleries)).toEqual([b, a]);
  expect(shown({}, { p: { id: 'p', pictures: [a, c] } })).toEqual([a, c]);
});

test('a tablet whose feed brings no further pictures shows the one it has', () => {
  expect(shown({}, null)).toEqual([a]);
  expect(shown({}, {})).toEqual([a]);
});

test('without any picture there is nothing to show', () => {
  const bare = buildProduct({ picture: null });
  expect(allPicturesOf(viewOf({}) as View, chainHome, bare, buildVariant())).toEqual([]);
});
