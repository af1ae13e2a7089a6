// The problem desk on the first page of staff and manager: how many wait and how long the most urgent one still has.
import LifeBuoy from 'lucide-react/icons/life-buoy';
import { useLocation } from 'wouter';
import { useText } from '#app/text/text.ts';
import { StaffTile } from '#app/ui/staff-tile.tsx';
import { Button } from '#app/ui/button.tsx';
import { Icon } from '#app/ui/icon.tsx';
import type { Problem } from '#domain/problem.ts';
import { useLeft, useProblemWords } from './desk/problem-words.ts';
import { useDesk } from './desk/use-desk.ts';
import { useNow } from './now.ts';
import { deskPath, routes } from './routes.ts';

export function DeskTile() {
  const t = useText();
  const [, navigate] = useLocation();
  const nowMs = useNow();
  const problems = useDesk(nowMs);
  const leftOf = useLeft(nowMs);
  const [urgent] = problems;
  return (
    <StaffTile
      icon={LifeBuoy}
      title={t('problem.title')}
      count={problems.length}
      waiting={problems.length > 0}
      pigment="goiaba"
      line={urgent ? t('problem.tile_left', { left: leftOf(urgent.deadlineMs).words }) : t('problem.tile_none')}
      onOpen={() => navigate(routes.desk)}
    />
  );
}

const mostUrgent = 2;

export const useUrgent = (nowMs: number): readonly Problem[] => useDesk(nowMs).slice(0, mostUrgent);

/** Rows of the floor's "Agora": the entries with the least time left, before everybody else. */
export function UrgentProblems({ problems, nowMs }: { problems: readonly Problem[]; nowMs: number }) {
  const t = useText();
  const [, navigate] = useLocation();
  const wordsOf = useProblemWords();
  const leftOf = useLeft(nowMs);
  return problems.map((problem) => (
    <li key={problem.id} className="g-floor__row">
      <span className="g-floor__sign g-pigment-goiaba">
        <Icon of={LifeBuoy} />
      </span>
      <div>
        <h3>{wordsOf(problem).title}</h3>
        <p className="g-note g-quiet">{`${problem.code} · ${leftOf(problem.deadlineMs).short}`}</p>
      </div>
      <Button onClick={() => navigate(deskPath(problem.id))}>{t('problem.solve')}</Button>
    </li>
  ));
}
