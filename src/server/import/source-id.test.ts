import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HomeId } from '#domain/ids.ts';
import { Derivation, derivedPrefix } from '#domain/packed/derived-id.ts';
import { uuidAt } from '#domain/packed/uuid-bytes.ts';
import { chainHome } from '#test/build/domain.ts';
import { productIdOf, variantIdOf } from './source-id.ts';

test('a tablet reckons the very ids that an import gives, whatever the shop numbers its goods with', () => {
  const ways = [
    { of: 'product', idOf: productIdOf },
    { of: 'variant', idOf: variantIdOf },
  ];
  for (const { of, idOf } of ways) {
    const derivation = new Derivation(derivedPrefix(chainHome, of));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (source) => {
        fc.pre(source.isWellFormed());
        const chain: HomeId = chainHome;
        expect(uuidAt(derivation.bytesOf(source), 0)).toBe(idOf(chain, source));
      }),
    );
  }
});
