// Ways to break the promise on purpose: each is a patch of one source file, applied while the file is loaded.
// Nothing in src knows of them; a patch that no longer fits its file fails the run.

export interface Mutation {
  name: string;
  /** From the root: "src/server/receipts.ts". */
  file: string;
  /** Text that stands exactly once in the file. */
  find: string;
  replace: string;
  /** green: safety does not rest on what is taken away. */
  expected: 'red' | 'green';
  /** Which harness must see it: tablets over one session, or transactions stepped over real connections. */
  harness: 'tablets' | 'transactions';
}

export const mutations: readonly Mutation[] = [
  {
    name: 'hash compare',
    file: 'src/server/receipts.ts',
    find: 'found.hash !== action.hash || found.home_id !== action.home',
    replace: 'found.home_id !== action.home',
    expected: 'red',
    harness: 'tablets',
  },
];

/** Throws when the patch does not fit: a mutation that changes nothing proves nothing. */
export function mutated(source: string, { name, file, find, replace }: Mutation): string {
  const parts = source.split(find);
  if (parts.length !== 2) throw new Error(`mutation "${name}": found ${parts.length - 1} times in ${file}`);
  return parts.join(replace);
}
