// One entry of the desk, whole: what happened, who waits, every way out. Opening it is taking it, so that two people
// never answer the same person.
import CheckIcon from 'lucide-react/icons/circle-check';
import ClockAlert from 'lucide-react/icons/clock-alert';
import Clock from 'lucide-react/icons/clock';
import HandIcon from 'lucide-react/icons/hand';
import './desk.css';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useLook } from '#app/look-context.tsx';
import { Notes } from '#app/notes.tsx';
import { useNow } from '#app/now.ts';
import { routes, staffOrderPath } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Chip } from '#app/ui/chip.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { EmptyState } from '#app/ui/message.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { Sheet, SheetActions } from '#app/ui/sheet.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';
import { takeProblem } from '#domain/actions/take-problem.ts';
import type { Problem } from '#domain/problem.ts';
import { useOwner } from './person.tsx';
import { ProblemFacts } from './problem-facts.tsx';
import { useLeft, useProblemWords } from './problem-words.ts';
import { SolvedSheet } from './solved-sheet.tsx';
import { useDesk, useWays } from './use-desk.ts';
import { type Solving, useSolve } from './use-solve.ts';
import { WayButton } from './way-button.tsx';
import type { Way } from './ways.ts';

export function ProblemPage({ id }: { id: string }) {
  const t = useText();
  const [, navigate] = useLocation();
  const nowMs = useNow();
  const desk = useDesk(nowMs);
  const solving = useSolve();
  const problem = desk.find((one) => one.id === id);
  const { solved, clear } = solving;
  const close = () => {
    clear();
    navigate(routes.desk);
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
      {solved ? <SolvedSheet solved={solved} remaining={desk.length} onClose={close} /> : null}
    </>
  );
}

function Entry({ problem, nowMs, solving }: { problem: Problem; nowMs: number; solving: Solving }) {
  const t = useText();
  const [, navigate] = useLocation();
  const tablet = useTablet();
  const { device } = useInstallation();
  const { title } = useProblemWords()(problem);
  const left = useLeft(nowMs)(problem.deadlineMs);
  const subject = useReadable(tablet.shift)?.grant.subject ?? null;
  const owner = useOwner(subject)(problem);
  const [first, ...others] = useWays()(problem);
  const [sure, setSure] = useState(false);
  useTaken(problem);
  const take = (way: Way) => {
    if (way.kind === 'see') return navigate(staffOrderPath(way.number));
    if (way.kind === 'dismissed' && !sure) return setSure(true);
    setSure(false);
    void solving.solve(problem, way);
  };
  return (
    <>
      <Screen
        bar={<ScreenBar back={routes.desk} home={device.mode === 'manager' ? routes.manager : routes.staff} />}
        note={<Notes />}
        title={title}
        dock={
          first ? (
            <Dock>
              <WayButton way={first} kind={problem.kind} size="dock" variant="primary" wide onTake={take} />
            </Dock>
          ) : null
        }
      >
        <div className="g-entry__chips">
          <Chip tone={left.tone} icon={left.tone === 'plain' ? Clock : ClockAlert}>
            {left.words}
          </Chip>
          <Chip icon={HandIcon}>{owner}</Chip>
          {problem.owner !== subject && problem.owner !== null ? (
            <Button onClick={() => void tablet.act(takeProblem, { problemId: problem.id })}>{t('problem.take')}</Button>
          ) : null}
        </div>
        <StatusLine
          tone="stop"
          words={solving.failed ? `${t('outcome.not_saved')} ${t('outcome.not_saved_text')}` : ''}
        />
        <div className="g-columns">
          <ProblemFacts problem={problem} />
          <div>
            <section className="g-card g-card--pad g-entry__ways" aria-labelledby="ways">
              <h2 id="ways" className="g-heading">
                {t('problem.other_ways')}
              </h2>
              {others.map((way) => (
                <WayButton
                  key={way.kind === 'variant' ? way.variantId : way.kind}
                  way={way}
                  kind={problem.kind}
                  variant={way.kind === 'dismissed' ? 'plain' : 'outline'}
                  wide
                  onTake={take}
                />
              ))}
            </section>
          </div>
        </div>
      </Screen>
      {sure ? <Sure onClose={() => setSure(false)} onYes={() => take({ kind: 'dismissed' })} /> : null}
    </>
  );
}

function Sure({ onClose, onYes }: { onClose: () => void; onYes: () => void }) {
  const t = useText();
  const { openAccessibility } = useLook();
  return (
    <Sheet open onClose={onClose} onAccessibility={openAccessibility} title={t('problem.sure')}>
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

/** Nobody has it yet: whoever opens it does. Once, however often the page is drawn. */
function useTaken({ id, state }: Problem): void {
  const tablet = useTablet();
  const taken = useRef<string | null>(null);
  useEffect(() => {
    if (state !== 'open' || taken.current === id) return;
    taken.current = id;
    void tablet.act(takeProblem, { problemId: id }).catch(() => undefined);
  }, [tablet, id, state]);
}
