// Solving one problem: the act that answers it, then the entry's own act, which depends on it [OR2].
// Promise: when the answer is refused, the entry stays on the desk.
import { useState } from 'react';
import { useReadable, useInstallation, useTablet } from '#app/tablet-context.ts';
import { hold } from '#domain/actions/hold.ts';
import { solveProblem } from '#domain/actions/solve-problem.ts';
import { ActionId } from '#domain/ids.ts';
import { offerAt } from '#domain/offer.ts';
import type { Problem } from '#domain/problem.ts';
import type { ActOptions } from '#sync/tablet-port.ts';
import { askedAgain } from './latest-act.ts';
import { solutionOf, type Way } from './ways.ts';

export interface Solved {
  problem: Problem;
  way: Exclude<Way, { kind: 'see' }>;
  /** The act that answers; null: the person was told, the shelf counted, nothing was to be done. */
  answer: ActionId | null;
}

export interface Solving {
  solved: Solved | null;
  /** True when this device could not keep it: nothing was done. */
  failed: boolean;
  solve(problem: Problem, way: Exclude<Way, { kind: 'see' }>): Promise<void>;
  clear(): void;
}

export function useSolve(): Solving {
  const tablet = useTablet();
  const { chain, device } = useInstallation();
  const view = useReadable(tablet.view);
  const [solved, setSolved] = useState<Solved | null>(null);
  const [failed, setFailed] = useState(false);

  async function answerOf(problem: Problem, way: Solved['way']): Promise<ActionId | null> {
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

  return {
    solved,
    failed,
    async solve(problem, way) {
      setFailed(false);
      try {
        const answer = await answerOf(problem, way);
        const how = solutionOf[way.kind];
        await tablet.act(solveProblem, { problemId: problem.id, how, answer }, { dependsOn: answer ? [answer] : [] });
        setSolved({ problem, way, answer });
      } catch {
        setFailed(true);
      }
    },
    clear() {
      setSolved(null);
      setFailed(false);
    },
  };
}
