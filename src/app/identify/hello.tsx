// Whoever has just shown who they are: their first name, and three questions of which each may stay a no [PR2, PR3].
// Promise: nothing is asked of the shop about their history before they have said yes; nobody there means no.
import BadgeCheck from 'lucide-react/icons/badge-check';
import './identify.css';
import { useState } from 'react';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useTablet } from '#app/tablet-context.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Chip } from '#app/ui/chip.tsx';
import { TurnPage } from '#app/ui/dock.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';
import { Switch } from '#app/ui/switch.tsx';
import { TilePattern } from '#app/ui/tile-pattern.tsx';
import type { VisitPerson } from '#sync/tablet-port.ts';
import { AllOfIt } from './all-of-it.tsx';
import { consentText, type Consents, labelOf, lineOf, purposes, startOf, toSay } from './consent-words.ts';
import { PassCard } from './pass-card.tsx';
import { useSecondsLeft } from './use-seconds-left.ts';

const answerSeconds = 30;
const readSeconds = 90;

export function Hello({ person, onDone }: { person: VisitPerson; onDone: () => void }) {
  const t = useText();
  return (
    <div className="g-hello g-pigment-ceu">
      <TilePattern seed="hello" rows={4} />
      <div className="g-hello__bar g-bar--field">
        <ScreenBar home={null} />
      </div>
      <main id="content" tabIndex={-1} className="g-hello__main">
        <div className="g-hello__field">
          <div className="g-hello__words">
            <Chip tone="good" icon={BadgeCheck}>
              {t(person.by === 'card' ? 'consent.card_read' : 'consent.pass_read')}
            </Chip>
            <h1>{t('consent.hello', { name: person.firstName })}</h1>
            <p>{t('consent.only_name')}</p>
          </div>
          <PassCard read />
        </div>
        <div className="g-hello__sheet" data-scrolls="">
          {person.by === 'card' ? <OnlyName onDone={onDone} /> : <Asked known={person.consents} onDone={onDone} />}
        </div>
      </main>
      <div className="g-hello__foot">
        <TurnPage />
      </div>
    </div>
  );
}

function OnlyName({ onDone }: { onDone: () => void }) {
  const t = useText();
  useSecondsLeft(answerSeconds, onDone);
  return (
    <>
      <h2>{t('consent.low_title')}</h2>
      <p className="g-hello__same">{t('consent.low_text')}</p>
      <p className="g-hello__same">{t('consent.same')}</p>
      <div className="g-hello__answers">
        <Button size="dock" variant="primary" wide data-first onClick={onDone}>
          {t('do.next')}
        </Button>
      </div>
    </>
  );
}

function Asked({ known, onDone }: { known: Consents; onDone: () => void }) {
  const t = useText();
  const locale = useLocale();
  const tablet = useTablet();
  const [start] = useState(known);
  const [wanted, setWanted] = useState(() => startOf(known));
  const [reading, setReading] = useState(false);
  const [trouble, setTrouble] = useState('');
  const without = { history_now: false, remember: false, contact: start.contact };
  const answer = async (said: Consents) => {
    try {
      for (const { purpose, given } of toSay(start, said))
        await tablet.sayConsent(purpose, given, consentText(t, purpose), locale);
      onDone();
    } catch {
      setTrouble(t('consent.not_saved'));
    }
  };
  const left = useSecondsLeft(reading ? readSeconds : answerSeconds, onDone);
  return (
    <>
      <h2>{t('consent.title')}</h2>
      <p className="g-hello__same">{t('consent.same')}</p>
      <div className="g-hello__switches">
        {purposes.map((purpose) => (
          <Switch
            key={purpose}
            label={t(labelOf(purpose))}
            line={t(lineOf(purpose))}
            on={wanted[purpose]}
            onChange={(on) => setWanted((before) => ({ ...before, [purpose]: on }))}
          />
        ))}
      </div>
      <StatusLine tone="stop" words={trouble} />
      <div className="g-hello__answers">
        <Button size="dock" variant="strong" wide onClick={() => void answer(without)}>
          {t('consent.without')}
        </Button>
        <Button size="dock" variant="strong" wide onClick={() => void answer(wanted)}>
          {t('consent.with')}
        </Button>
      </div>
      <div className="g-hello__last">
        <p className="g-note g-quiet">{t('consent.timeout', { count: left })}</p>
        <button type="button" className="g-link" onClick={() => setReading(true)}>
          {t('consent.read_all')}
        </button>
      </div>
      <AllOfIt open={reading} onClose={() => setReading(false)} />
    </>
  );
}
