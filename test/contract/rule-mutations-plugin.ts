// Patches one source file of a vitest run, as GONDOLA_RULE names it, while the file is loaded.
// Promise: nothing in src knows of it, and without the variable it is not there.
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { mutated } from '#test/simulation/mutations.ts';
import { ruleMutations } from './rule-mutations.ts';

export function ruleMutationPlugin(wanted: string | undefined): Plugin[] {
  if (wanted === undefined) return [];
  const mutation = ruleMutations.find(({ rule }) => rule === wanted);
  if (!mutation) throw new Error(`no such rule: ${wanted}`);
  const path = join(import.meta.dirname, '../..', mutation.file);
  return [
    {
      name: 'gondola-rule-mutation',
      enforce: 'pre',
      transform(source, id) {
        if (id.split('?', 1)[0] !== path) return null;
        return { code: mutated(source, { ...mutation, name: mutation.rule }), map: null };
      },
    },
  ];
}
