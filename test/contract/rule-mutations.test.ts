// The table of broken rules is whole and still fits the sources. `npm run rules` runs it.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mutated } from '#test/simulation/mutations.ts';
import { ruleMutations, titlePattern } from './rule-mutations.ts';

const spec = readFileSync('src/sync/SPEC.md', 'utf8');
const stated = new Set([...spec.matchAll(/\*\*\[([A-Z]{1,2}\d+)\]\*\*/g)].map(([, id = '']) => id));

describe('the mutation of each rule', () => {
  it('is there for every rule of SPEC.md, once', () => {
    const named = ruleMutations.map(({ rule }) => rule);
    expect([...stated].filter((rule) => !named.includes(rule))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  });

  it.each(ruleMutations.map((mutation) => [mutation.rule, mutation] as const))(
    '%s fits its file exactly once, and a test of its file names the rule',
    (rule, mutation) => {
      const source = readFileSync(mutation.file, 'utf8');
      expect(mutated(source, { ...mutation, name: rule })).not.toBe(source);
      expect(existsSync(mutation.test)).toBe(true);
      expect(readFileSync(mutation.test, 'utf8')).toMatch(new RegExp(titlePattern(rule)));
    },
  );
});

it('a title names a rule alone, among others, and never by the beginning of its id', () => {
  const names = (title: string, rule: string): boolean => new RegExp(titlePattern(rule)).test(title);
  expect(names('waiting [BO1, BO2] longer', 'BO2')).toBe(true);
  expect(names('[F10] [SV1] a line that hangs', 'SV1')).toBe(true);
  expect(names('[I10] drains', 'I1')).toBe(false);
  expect(names('a rule [BO1', 'BO1')).toBe(false);
});
