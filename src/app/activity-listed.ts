// Which acts stand in a list, and which can be undone. An entry of the desk is one matter for a person: taking it is not said,
// and what answers it says it all. Promise: whatever did not go as asked is always listed, whatever its kind [A16].
import type { Activity } from '#sync/tablet-port.ts';

type Listed = Pick<Activity, 'id' | 'kind' | 'open' | 'state' | 'outcome'>;

const wentWrong = ({ state, outcome }: Listed): boolean =>
  state === 'parked' || (outcome !== null && outcome.status !== 'applied');
const partOf = (open: unknown, name: 'answer' | 'problemId' | 'holdId'): string | null => {
  const value = ((open ?? {}) as Partial<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : null;
};
const answerOf = ({ kind, open }: Pick<Listed, 'kind' | 'open'>): string | null =>
  kind === 'solve-problem' || kind === 'answer-problem' ? partOf(open, 'answer') : null;

/** The desk's own acts are named by what they are about: their code would be a second one for the same thing. */
export const hasOwnCode = ({ open }: Pick<Activity, 'open'>): boolean => partOf(open, 'problemId') === null;

export function isListed(activity: Listed, all: readonly Listed[]): boolean {
  if (wentWrong(activity)) return true;
  if (activity.kind === 'take-problem') return false;
  const answer = answerOf(activity);
  return answer === null || !all.some(({ id }) => id === answer);
}

/** As many as the list shows without an end. */
export const waitingOf = (all: readonly Listed[]): number =>
  all.filter((activity) => !activity.outcome && isListed(activity, all)).length;

/** The entry of the desk that an act answers: undone, it would leave that entry solved by nothing [OR2]. */
export const solvedBy = <One extends Listed>(id: string, all: readonly One[]): One | undefined =>
  all.find((one) => answerOf(one) === id && one.outcome?.status !== 'rejected');

/** A hold that stands or is still on its way, not undone yet, and nobody's answer. */
export function canUndo({ id, kind, outcome }: Listed, all: readonly Listed[]): boolean {
  const stands = !outcome || outcome.status === 'applied' || outcome.status === 'adjusted';
  const undone = all.some((other) => other.kind === 'release-hold' && partOf(other.open, 'holdId') === id);
  return kind === 'hold' && stands && !undone && !solvedBy(id, all);
}
