// The problem desk: everybody who still waits for an answer, the most urgent first, each with its next step [A17].
import CircleCheck from 'lucide-react/icons/circle-check';
import './desk.css';
import { useLocation } from 'wouter';
import { Notes } from '#app/notes.tsx';
import { useNow } from '#app/now.ts';
import { deskPath, routes, staffOrderPath } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useInstallation } from '#app/tablet-context.ts';
import { useText } from '#app/text/text.ts';
import { EmptyState } from '#app/ui/message.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';
import type { Problem } from '#domain/problem.ts';
import { ProblemCard } from './problem-card.tsx';
import { useLeft } from './problem-words.ts';
import { SolvedSheet } from './solved-sheet.tsx';
import { useDesk, useWays } from './use-desk.ts';
import { useSolve } from './use-solve.ts';
import type { Way } from './ways.ts';

/** These happen with one tap; the others are said on the entry's own page first. */
const ready: readonly Way['kind'][] = ['variant', 'again', 'see', 'call'];

export function DeskPage() {
  const t = useText();
  const [, navigate] = useLocation();
  const { device } = useInstallation();
  const nowMs = useNow();
  const leftOf = useLeft(nowMs);
  const problems = useDesk(nowMs);
  const waysOf = useWays();
  const solving = useSolve();
  const { solved, failed, solve, clear } = solving;
  const home = device.mode === 'manager' ? routes.manager : routes.staff;
  const take = (problem: Problem, way: Way) => {
    if (way.kind === 'see') return navigate(staffOrderPath(way.number, problem.id));
    // On the entry's page stands what to say, and what came of the call is told there.
    if (way.kind === 'call' || way.kind === 'missed') return navigate(deskPath(problem.id));
    void solve(problem, way);
  };
  return (
    <>
      <Screen
        bar={<ScreenBar back={home} home={home} />}
        note={<Notes />}
        title={t('problem.title')}
        titleHidden={problems.length === 0}
        line={problems.length > 0 ? t('problem.line') : ''}
        wide
      >
        <StatusLine tone="stop" words={failed ? `${t('outcome.not_saved')} ${t('outcome.not_saved_text')}` : ''} />
        {problems.length === 0 ? (
          <EmptyState title={t('problem.empty')} text={t('problem.empty_text')} icon={CircleCheck} />
        ) : (
          <ul className="g-desk" aria-label={t('problem.title')}>
            {problems.map((problem) => {
              const [first] = waysOf(problem);
              return (
                <ProblemCard
                  key={problem.id}
                  problem={problem}
                  left={leftOf(problem.deadlineMs)}
                  ready={first && ready.includes(first.kind) ? first : null}
                  onTake={(way) => take(problem, way)}
                  onOpen={() => navigate(deskPath(problem.id))}
                />
              );
            })}
          </ul>
        )}
      </Screen>
      {solved ? <SolvedSheet solved={solved} solving={solving} remaining={problems.length} onClose={clear} /> : null}
    </>
  );
}
