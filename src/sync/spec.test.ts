// The rules of SPEC.md against the titles of the tests: a rule that no test names is no rule.
import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const idsIn = (text: string): string[] =>
  [...text.matchAll(/\[([A-Z]{1,2}\d+(?:, ?[A-Z]{1,2}\d+)*)\]/g)].flatMap(([, ids = '']) => ids.split(/, ?/));

it('every rule of SPEC.md is named by a test, or says where it is kept', () => {
  const [rules = '', elsewhere = ''] = readFileSync('src/sync/SPEC.md', 'utf8').split('## Kept elsewhere or later');
  const held = new Set(
    globSync(['src/**/*.test.ts', 'service-worker/*.test.ts', 'test/{contract,simulation,e2e}/*.ts']).flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/^.*\b(?:it|test|describe)(?:\.each)?\(.*$|\)\('\[.*$/gm)].flatMap(
        ([title]) => idsIn(title),
      ),
    ),
  );
  const stated = [...rules.matchAll(/^- \*\*\[(\w+)\]\*\*/gm)].map(([, id = '']) => id);
  expect(stated.length).toBeGreaterThan(50);
  expect(stated.filter((id) => !held.has(id))).toEqual([]);
  expect(idsIn(elsewhere).filter((id) => stated.includes(id))).toEqual([]);
});
