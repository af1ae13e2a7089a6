// Solving one problem: the act that answers it, then the entry's own act, which depends on it [OR2].
// Promise: when the answer is refused the entry stays on the desk, and so it does until a person who can be called knows.
import { useState } from 'react';
import { useReadable, useInstallation, useTablet } from '#app/tablet-context.ts';
import { answerProblem } from '#domain/actions/answer-problem.ts';
import { hold } from '#domain/actions/hold.ts';
import { noteCall } from '#domain/actions/note-call.ts';
import { reopenProblem } from '#domain/actions/reopen-problem.ts';
import { solveProblem } from '#domain/actions/solve-problem.ts';
import { ActionId } from '#domain/ids.ts';
import { offerAt } from '#domain/offer.ts';
import type { Problem } from '#domain/problem.ts';
import type { ActOptions } from '#sync/tablet-port.ts';
import { askedAgain } from './latest-act.ts';
import { leavesTelling, solutionOf, type Solving } from './ways.ts';

export interface Solved {
  problem: Problem;
  way: Solving;
  /** The act that answers; null: the person was told, the shelf counted, nothing was to be done. */
  answer: ActionId | null;
  /** The person has yet to hear of it: the entry is still on the desk. */
  toTell: boolean;
}

export interface UseSolve {
  solved: Solved | null;
  /** True when this device could not keep it: nothing was done. */
  failed: boolean;
  solve(problem: Problem, way: Solving): Promise<void>;
  /** Nobody answered the telephone. */
  missed(problem: Problem): Promise<void>;
  undo(problem: Problem): Promise<void>;
  clear(): void;
}

export function useSolve(): UseSolve {
  const tablet = useTablet();
  const { chain, device } = useInstallation();
  const view = useReadable(tablet.view);
  const activity = useReadable(tablet.activity);
  const [solved, setSolved] = useState<Solved | null>(null);
  const [failed, setFailed] = useState(false);

  async function answerOf(problem: Problem, way: Solving): Promise<ActionId | null> {
    const asked = (problem.open ?? {}) as { productId?: string; quantity?: number };
    const named = ActionId.safeParse(problem.id);
    // On the device that asked, an answer closes the entry as read before it could be solved.
    const options: ActOptions = named.success && problem.device !== device.id ? { answers: named.data } : {};
    if (way.kind === 'variant') {
      const { variantId, count } = way;
      const offer = offerAt(view.offersOf(chain, variantId), tablet.now());
      const open = {
        productId: asked.productId ?? '',
        variantId,
        quantity: Math.min(asked.quantity ?? 1, count),
        shown: offer?.price ?? null,
        customer: null,
        siblings: [],
      };
      return (await tablet.act(hold, open, { ...options, personal: problem.contact })).id;
    }
    if (way.kind !== 'again') return null;
    const again = askedAgain(problem.kind, problem.open);
    if (!again) return null;
    const personal = problem.kind === hold.kind ? problem.contact : null;
    return (await tablet.act(again.act, again.open, { ...options, personal })).id;
  }

  async function keep(work: () => Promise<Solved | null>): Promise<void> {
    setFailed(false);
    try {
      setSolved(await work());
    } catch {
      setFailed(true);
    }
  }

  return {
    solved,
    failed,
    solve: (problem, way) =>
      keep(async () => {
        const answer = await answerOf(problem, way);
        const toTell = leavesTelling(problem, way);
        // What was done before and is still under way: refused, the entry stays.
        const before = activity.find(({ id, outcome }) => id === problem.answer && outcome === null)?.id;
        const parent = answer ?? before;
        const entry = { problemId: problem.id, how: solutionOf[way.kind], answer };
        await tablet.act(toTell ? answerProblem : solveProblem, entry, { dependsOn: parent ? [parent] : [] });
        return { problem, way, answer, toTell };
      }),
    missed: ({ id }) =>
      keep(async () => {
        await tablet.act(noteCall, { problemId: id });
        return null;
      }),
    undo: ({ id }) =>
      keep(async () => {
        await tablet.act(reopenProblem, { problemId: id });
        return null;
      }),
    clear() {
      setSolved(null);
      setFailed(false);
    },
  };
}
