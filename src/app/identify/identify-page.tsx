// "Mostre seu passe": the readers are armed here as everywhere; beside them a code for one's own phone, renewed before it
// ends. What was wrong with a pass is said in plain words, with what to do next; without a network, what still works.
import CircleAlert from 'lucide-react/icons/circle-alert';
import './identify.css';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import type { Identifying, IdentifyTrouble } from '#app/identifying.ts';
import { Notes } from '#app/notes.tsx';
import { useReading } from '#app/reading.tsx';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useReadable, useTablet } from '#app/tablet-context.ts';
import { useText } from '#app/text/text.ts';
import { TurnPage } from '#app/ui/dock.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { ReaderLine } from '#app/ui/reader-line.tsx';
import { TilePattern } from '#app/ui/tile-pattern.tsx';
import { PassCard } from './pass-card.tsx';
import { PhoneCode } from './phone-code.tsx';

export function IdentifyPage({ state, forget }: Pick<Identifying, 'state' | 'forget'>) {
  const t = useText();
  const tablet = useTablet();
  const [, navigate] = useLocation();
  const { arm, state: camera, lens } = useReading();
  const isHere = useReadable(tablet.person) !== null;
  useEffect(() => arm(), [arm]);
  // By their own phone they may be here without anything being read.
  useEffect(() => {
    if (isHere) navigate(routes.home, { replace: true });
  }, [isHere, navigate]);
  useEffect(() => forget, [forget]);
  const live = camera.kind === 'on';
  const trouble = state === 'waits' || state === 'checks' ? null : state;
  return (
    <div className="g-hello g-hello--ask g-pigment-anil">
      <TilePattern seed="identify" rows={5} />
      <div className="g-hello__bar g-bar--field">
        <ScreenBar back />
      </div>
      <main id="content" tabIndex={-1} className="g-hello__main">
        <div className="g-hello__field">
          <div className="g-hello__words">
            <h1>{t('identify.title')}</h1>
            <p>{t('identify.line')}</p>
          </div>
          {live ? <div className="g-hello__lens" ref={lens} data-testid="pass-lens" /> : <PassCard read={false} />}
        </div>
        <div className="g-hello__sheet" data-scrolls="">
          <Notes />
          {trouble ? <Trouble trouble={trouble} /> : null}
          <p className="g-sr" role="status">
            {state === 'checks' ? t('identify.checking') : ''}
          </p>
          <PhoneCode isBusy={isHere || state === 'checks'} />
          <p className="g-hello__free">{t('identify.free')}</p>
        </div>
      </main>
      <div className="g-hello__foot">
        <ReaderLine
          rail
          on={state !== 'checks'}
          words={t(state === 'checks' ? 'identify.checking' : 'reader.ready')}
          end={t('scan.kinds')}
        />
        <TurnPage />
      </div>
    </div>
  );
}

function Trouble({ trouble }: { trouble: IdentifyTrouble }) {
  const t = useText();
  return (
    <section className="g-hello__trouble" role="alert">
      <Icon of={CircleAlert} />
      <div>
        <h2>{t(`identify.${trouble}`)}</h2>
        <p>{t(`identify.${trouble}_text`)}</p>
      </div>
    </section>
  );
}
