// One entry of the desk, whole: what happened, what to say to whom, every way out. Looking at it changes nothing: the
// first deed, or "Eu cuido", makes somebody its owner, and they can hand it on.
import CheckIcon from 'lucide-react/icons/circle-check';
import './desk.css';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useLook } from '#app/look-context.tsx';
import { Notes } from '#app/notes.tsx';
import { useNow } from '#app/now.ts';
import { routes, staffOrderPath } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useInstallation } from '#app/tablet-context.ts';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { EmptyState } from '#app/ui/message.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { Sheet, SheetActions } from '#app/ui/sheet.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';
import type { Problem } from '#domain/problem.ts';
import { EntryState } from './entry-state.tsx';
import { ProblemFacts } from './problem-facts.tsx';
import { firstName, useProblemWords } from './problem-words.ts';
import { SolvedSheet } from './solved-sheet.tsx';
import { useDesk, useWays } from './use-desk.ts';
import { type UseSolve, useSolve } from './use-solve.ts';
import { WayButton, type WayButtonProps } from './way-button.tsx';
import type { Way } from './ways.ts';

export function ProblemPage({ id }: { id: string }) {
  const t = useText();
  const [, navigate] = useLocation();
  const nowMs = useNow();
  const desk = useDesk(nowMs);
  const solving = useSolve();
  const { solved, clear } = solving;
  // Behind the sheet stands the entry that has just been solved.
  const problem = desk.find((one) => one.id === id) ?? (solved?.problem.id === id ? solved.problem : undefined);
  const close = () => {
    clear();
    if (!solved?.toTell) navigate(routes.desk);
  };
  return (
    <>
      {problem ? (
        <Entry problem={problem} nowMs={nowMs} solving={solving} />
      ) : (
        <Screen
          bar={<ScreenBar back={routes.desk} home={routes.home} />}
          note={<Notes />}
          title={t('problem.title')}
          titleHidden
        >
          <EmptyState title={t('problem.gone')} text={t('problem.gone_text')} icon={CheckIcon}>
            <Button variant="primary" onClick={close}>
              {t('problem.title')}
            </Button>
          </EmptyState>
        </Screen>
      )}
      {solved ? <SolvedSheet solved={solved} solving={solving} remaining={desk.length} onClose={close} /> : null}
    </>
  );
}

function Entry({ problem, nowMs, solving }: { problem: Problem; nowMs: number; solving: UseSolve }) {
  const t = useText();
  const [, navigate] = useLocation();
  const { device } = useInstallation();
  const { title } = useProblemWords()(problem);
  const [first, ...others] = useWays()(problem);
  const [sure, setSure] = useState<'dismissed' | 'counted' | null>(null);
  const name = firstName(problem);
  const take = (way: Way) => {
    if (way.kind === 'see') return navigate(staffOrderPath(way.number, problem.id));
    if (way.kind === 'call') return undefined;
    if (way.kind === 'missed') return void solving.missed(problem);
    const isUntold = way.kind === 'dismissed' || (way.kind === 'counted' && problem.contact !== null);
    if (isUntold && !sure) return setSure(way.kind === 'counted' ? 'counted' : 'dismissed');
    setSure(null);
    return void solving.solve(problem, way);
  };
  // What comes right after the first one stands beside it: what the call came to, where the box is.
  const beside =
    first?.kind === 'call' || first?.kind === 'box_here' ? others.filter(({ kind }) => besideFirst.includes(kind)) : [];
  // The number itself stands with the person.
  const rest = others.filter((way) => !beside.includes(way) && way.kind !== 'call');
  const buttonOf = (way: Way, look: Pick<WayButtonProps, 'variant' | 'size' | 'wide'>) => (
    <WayButton
      key={way.kind === 'variant' ? way.variantId : way.kind}
      way={way}
      kind={problem.kind}
      name={name}
      onTake={take}
      {...look}
    />
  );
  return (
    <>
      <Screen
        bar={<ScreenBar back={routes.desk} home={device.mode === 'manager' ? routes.manager : routes.staff} />}
        note={<Notes />}
        title={title}
        wide
        dock={
          first ? (
            <Dock>
              {buttonOf(first, { size: 'dock', variant: 'primary', wide: true })}
              {beside.map((way) => buttonOf(way, { size: 'dock', variant: 'outline' }))}
            </Dock>
          ) : null
        }
      >
        <EntryState problem={problem} nowMs={nowMs} />
        <StatusLine
          tone="stop"
          words={solving.failed ? `${t('outcome.not_saved')} ${t('outcome.not_saved_text')}` : ''}
        />
        <div className="g-columns g-entry">
          <ProblemFacts problem={problem} />
          {rest.length > 0 ? (
            <div>
              <section className="g-card g-card--pad g-entry__ways" aria-labelledby="ways">
                <h2 id="ways" className="g-heading">
                  {t('problem.other_ways')}
                </h2>
                {rest.map((way) =>
                  buttonOf(way, { variant: way.kind === 'dismissed' ? 'plain' : 'outline', wide: true }),
                )}
              </section>
            </div>
          ) : null}
        </div>
      </Screen>
      {sure ? <Sure name={name} onClose={() => setSure(null)} onYes={() => take({ kind: sure })} /> : null}
    </>
  );
}

/** Two ways of equal weight; after a call that is to be made, what it came to. */
const besideFirst: readonly Way['kind'][] = ['told', 'missed', 'box_gone'];

function Sure({ name, onClose, onYes }: { name: string | null; onClose: () => void; onYes: () => void }) {
  const t = useText();
  const { openAccessibility } = useLook();
  return (
    <Sheet
      open
      onClose={onClose}
      onAccessibility={openAccessibility}
      title={name ? t('problem.sure_name', { name }) : t('problem.sure')}
    >
      <p>{t('problem.sure_text')}</p>
      <SheetActions>
        <Button size="dock" onClick={onYes}>
          {t('problem.sure_yes')}
        </Button>
        <Button size="dock" variant="primary" data-first onClick={onClose}>
          {t('bar.back')}
        </Button>
      </SheetActions>
    </Sheet>
  );
}
