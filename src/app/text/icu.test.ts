import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { es } from './es.ts';
import { compileIcu } from './icu.ts';
import { ptBR } from './pt-br.ts';

describe('compileIcu', () => {
  it('gives the same tokens as the library for every message of every language', () => {
    for (const catalogue of [ptBR, en, es])
      for (const [key, message] of Object.entries(catalogue)) expect(compileIcu(message), key).toEqual(compileMessageOrThrow(message));
  });

  it('gives the same tokens for forms the catalogues may come to use', () => {
    for (const message of ['{ a } and {b}', '{n, plural, =0 {none} =2 {two {who}} other {# of {total}}}', '{s, select, a {x {n, plural, one {# y} other {#}}} other {}} end', 'a # b', ''])
      expect(compileIcu(message), message).toEqual(compileMessageOrThrow(message));
  });

  it('throws on a brace that is never closed', () => {
    for (const message of ['{a', '{n, plural, other {x}', '{n, plural, other {x']) expect(() => compileIcu(message), message).toThrow('Unclosed brace');
  });
});
