// For each rule of src/sync/SPEC.md one way to break its meaning, and the test that must see it.
// Promise: the table is whole; a rule whose test never turns red would be a rule in name only.
import { inTheAct } from './rule-mutations-act.ts';
import { atTheServer } from './rule-mutations-server.ts';
import { invariants } from './rule-mutations-invariants.ts';
import { overTime } from './rule-mutations-time.ts';

export interface RuleMutation {
  rule: string;
  /** What is taken away, in a few words. */
  breaks: string;
  /** From the root. */
  file: string;
  /** Text that stands exactly once in the file. */
  find: string;
  replace: string;
  /** The test file that holds the rule; one of its tests names it in its title. */
  test: string;
  project?: 'unit' | 'e2e';
}

export const ruleMutations: readonly RuleMutation[] = [...inTheAct, ...atTheServer, ...overTime, ...invariants];

/** The title names the rule: "[ST1, OC1] …", also when it is the title of a group. As text for `vitest -t`. */
export const titlePattern = (rule: string): string => `\\[(?:[A-Z]+\\d+, ?)*${rule}(?:, ?[A-Z]+\\d+)*\\]`;
