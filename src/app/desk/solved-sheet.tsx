// After a step was taken: what came of it, and whom to tell now. What can be told is told before the entry closes, and
// what was closed by mistake is opened again from here. Says so when it did not work.
import CircleCheck from 'lucide-react/icons/circle-check';
import CircleX from 'lucide-react/icons/circle-x';
import Clock from 'lucide-react/icons/clock';
import PhoneOutgoing from 'lucide-react/icons/phone-outgoing';
import '#app/ui/outcome-sheet.css';
import { useLook } from '#app/look-context.tsx';
import { useReadable, useTablet } from '#app/tablet-context.ts';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Chip } from '#app/ui/chip.tsx';
import { CodePlate } from '#app/ui/code-plate.tsx';
import { Sheet, SheetActions } from '#app/ui/sheet.tsx';
import { CallButton } from './person.tsx';
import { firstName } from './problem-words.ts';
import { useSaid } from './said.ts';
import type { Solved, UseSolve } from './use-solve.ts';

export interface SolvedSheetProps {
  solved: Solved;
  solving: UseSolve;
  /** Entries that are still on the desk. */
  remaining: number;
  onClose: () => void;
}

export function SolvedSheet({ solved, solving, remaining, onClose }: SolvedSheetProps) {
  const t = useText();
  const tablet = useTablet();
  const { openAccessibility } = useLook();
  const { link } = useReadable(tablet.status);
  const answer = useReadable(tablet.activity).find(({ id }) => id === solved.answer) ?? null;
  const said = useSaid()(solved, answer);
  const waits = answer !== null && answer.outcome === null;
  const tells = solved.toTell && !said.bad;
  // The manager has yet to hear of it: nobody is told that all is well.
  const stillToDo = solved.way.kind === 'box_gone';
  const [tone, icon] = said.bad
    ? (['stop', CircleX] as const)
    : tells
      ? (['note', PhoneOutgoing] as const)
      : waits
        ? (['plain', Clock] as const)
        : (['good', CircleCheck] as const);
  const chip = said.bad
    ? t('outcome.refused')
    : tells
      ? t('problem.to_tell')
      : link === 'offline'
        ? t('problem.solved_queued')
        : t(stillToDo ? 'problem.noted' : 'problem.solved');
  return (
    <Sheet open onClose={onClose} onAccessibility={openAccessibility} title={said.title} titleHidden>
      <div className="g-outcome" role="status">
        <div className="g-outcome__words">
          <Chip tone={tone} icon={icon}>
            {chip}
          </Chip>
          <p className="g-outcome__title">{said.title}</p>
          <p className="g-outcome__text">{said.text}</p>
        </div>
        {answer && !said.bad ? <CodePlate label={t('problem.new_code')} code={answer.code} /> : null}
      </div>
      <p className="g-quiet">{tells ? t('problem.stays') : t('problem.more', { count: remaining })}</p>
      {tells && !waits ? (
        <Telling solved={solved} solving={solving} onClose={onClose} />
      ) : (
        <SheetActions>
          {!said.bad && solved.answer === null && !tells ? (
            <Button size="dock" onClick={() => void solving.undo(solved.problem)}>
              {t('do.undo')}
            </Button>
          ) : null}
          <Button size="dock" variant="primary" wide data-first onClick={onClose}>
            {t(remaining > 0 && !said.bad && !tells ? 'problem.next_one' : 'do.done')}
          </Button>
        </SheetActions>
      )}
    </Sheet>
  );
}

/** The call, and what it came to; or later: the entry stays. */
function Telling({ solved, solving, onClose }: Omit<SolvedSheetProps, 'remaining'>) {
  const t = useText();
  const { problem, answer } = solved;
  const name = firstName(problem);
  // As the entry stands now: with what has been done.
  const done = { ...problem, answer };
  return (
    <div className="g-solved__tell">
      <CallButton phone={problem.contact?.phone ?? ''} size="dock" />
      <div className="g-solved__came">
        <Button onClick={() => void solving.solve(done, { kind: 'told' })}>
          {name ? t('problem.do_told_name', { name }) : t('problem.do_told')}
        </Button>
        <Button onClick={() => void solving.missed(problem)}>{t('problem.do_missed')}</Button>
        <Button variant="plain" onClick={onClose}>
          {t('problem.later')}
        </Button>
      </div>
    </div>
  );
}
