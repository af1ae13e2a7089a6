// After a step was taken: what came of it, the new code, and whom to tell now. Says so when it did not work either.
import CircleCheck from 'lucide-react/icons/circle-check';
import CircleX from 'lucide-react/icons/circle-x';
import Clock from 'lucide-react/icons/clock';
import '#app/ui/outcome-sheet.css';
import { useActivityWords, useReason } from '#app/activity-words.ts';
import { useLook } from '#app/look-context.tsx';
import { useCatalogue, useReadable, useTablet } from '#app/tablet-context.ts';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Chip } from '#app/ui/chip.tsx';
import { CodePlate } from '#app/ui/code-plate.tsx';
import { Sheet, SheetActions } from '#app/ui/sheet.tsx';
import type { Activity } from '#sync/tablet-port.ts';
import { Person } from './person.tsx';
import type { Solved } from './use-solve.ts';

export interface SolvedSheetProps {
  solved: Solved;
  /** Entries that are still on the desk. */
  remaining: number;
  onClose: () => void;
}

export function SolvedSheet({ solved, remaining, onClose }: SolvedSheetProps) {
  const t = useText();
  const tablet = useTablet();
  const { openAccessibility } = useLook();
  const { link } = useReadable(tablet.status);
  const answer = useReadable(tablet.activity).find(({ id }) => id === solved.answer) ?? null;
  const said = useSaid(solved, answer);
  const waits = answer !== null && answer.outcome === null;
  const [tone, icon] = said.bad
    ? (['stop', CircleX] as const)
    : waits
      ? (['plain', Clock] as const)
      : (['good', CircleCheck] as const);
  const toTell = solved.way.kind === 'variant' || solved.way.kind === 'again' || solved.way.kind === 'online';
  return (
    <Sheet open onClose={onClose} onAccessibility={openAccessibility} title={said.title} titleHidden>
      <div className="g-outcome" role="status">
        <div className="g-outcome__words">
          <Chip tone={tone} icon={icon}>
            {said.bad ? t('outcome.refused') : link === 'offline' ? t('problem.solved_queued') : t('problem.solved')}
          </Chip>
          <p className="g-outcome__title">{said.title}</p>
          <p className="g-outcome__text">{said.text}</p>
          {!said.bad && toTell && solved.problem.contact ? (
            <div className="g-solved__tell">
              <Person contact={solved.problem.contact} code={solved.problem.code} />
            </div>
          ) : null}
        </div>
        {answer && !said.bad ? <CodePlate label={t('problem.new_code')} code={answer.code} /> : null}
      </div>
      <p className="g-quiet">{t('problem.more', { count: remaining })}</p>
      <SheetActions>
        <Button size="dock" variant="primary" wide data-first onClick={onClose}>
          {t(remaining > 0 ? 'problem.next_one' : 'do.done')}
        </Button>
      </SheetActions>
    </Sheet>
  );
}

function useSaid({ problem, way }: Solved, answer: Activity | null): { title: string; text: string; bad: boolean } {
  const t = useText();
  const catalogue = useCatalogue();
  const reasonOf = useReason();
  const wordsOf = useActivityWords();
  const outcome = answer?.outcome ?? null;
  if (outcome && outcome.status !== 'applied' && outcome.status !== 'adjusted')
    return { title: t('problem.failed'), text: reasonOf(outcome), bad: true };
  const { name, phone } = problem.contact ?? { name: null, phone: null };
  if (answer?.kind === 'hold') {
    const size = catalogue?.variant((answer.open as { variantId: string }).variantId)?.size;
    const title = size ? t('hold.done', { size }) : t('hold.done_one');
    const tell = phone
      ? t('problem.tell_call')
      : name
        ? t('problem.tell', { name })
        : t('problem.tell_nobody', { code: problem.code });
    return { title: outcome ? title : t('hold.queued'), text: `${wordsOf(answer).line} ${tell}`.trim(), bad: false };
  }
  if (answer) return { title: wordsOf(answer).title, text: wordsOf(answer).line, bad: false };
  const text =
    way.kind === 'online'
      ? t('problem.online_text', { count: way.count })
      : way.kind === 'counted'
        ? t('problem.counted_text')
        : way.kind === 'dismissed'
          ? t('problem.dismissed_text')
          : t('problem.told_text');
  return { title: t('problem.solved'), text, bad: false };
}
