// "Seus dados nesta visita": all that this tablet knows of whoever stands here, and each of it can be taken back in as many
// taps as it was given [PR5]. Promise: what it says it knows is what it holds, by number, and nothing else [PR6].
import './identify.css';
import { useState } from 'react';
import { historyShown } from '#app/history-shown.ts';
import { useLook } from '#app/look-context.tsx';
import { useTablet } from '#app/tablet-context.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Sheet, SheetActions } from '#app/ui/sheet.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';
import { Switch } from '#app/ui/switch.tsx';
import type { ConsentPurpose, VisitPerson } from '#sync/tablet-port.ts';
import { AllOfIt } from './all-of-it.tsx';
import { consentText, labelOf, lineOf, purposes } from './consent-words.ts';
import { Forget } from './forget.tsx';
import { WebList } from './web-list.tsx';

export interface DataSheetProps {
  person: VisitPerson;
  onClose: () => void;
  onEnd: () => void;
}

export function DataSheet({ person, onClose, onEnd }: DataSheetProps) {
  const t = useText();
  const { openAccessibility } = useLook();
  const [reading, setReading] = useState(false);
  const { by, firstName, history } = person;
  const state = historyShown(person);
  return (
    <>
      <Sheet open onClose={onClose} onAccessibility={openAccessibility} title={t('me.title')}>
        <p className="g-me__knows">
          <b>{`${firstName}.`}</b> {t('me.knows', { count: history.length })} {t('me.wiped')}
        </p>
        {state === 'loading' || state === 'offline' ? (
          <p role="status">{t(state === 'loading' ? 'me.loading' : 'me.offline')}</p>
        ) : null}
        {by === 'card' ? <p>{t('consent.low_text')}</p> : <Allowed person={person} onRead={() => setReading(true)} />}
        {person.wishlist.length > 0 ? <WebList wishlist={person.wishlist} onOpened={onClose} /> : null}
        {by === 'card' ? null : <Forget />}
        <SheetActions>
          <Button onClick={onEnd}>{t('bar.visit_end')}</Button>
          <Button variant="primary" data-first onClick={onClose}>
            {t('do.close')}
          </Button>
        </SheetActions>
      </Sheet>
      <AllOfIt open={reading} onClose={() => setReading(false)} />
    </>
  );
}

/** The same words as were asked with: they are the receipt of what is said here too [PR4]. */
function Allowed({ person, onRead }: { person: VisitPerson; onRead: () => void }) {
  const t = useText();
  const locale = useLocale();
  const tablet = useTablet();
  const [trouble, setTrouble] = useState('');
  const say = async (purpose: ConsentPurpose, given: boolean) => {
    try {
      await tablet.sayConsent(purpose, given, consentText(t, purpose), locale);
      setTrouble('');
    } catch {
      setTrouble(t('consent.not_saved'));
    }
  };
  return (
    <section className="g-me__part" aria-labelledby="allowed">
      <h3 id="allowed">{t('consent.title')}</h3>
      <p className="g-hello__same">{t('consent.same')}</p>
      <div className="g-hello__switches">
        {purposes.map((purpose) => (
          <Switch
            key={purpose}
            label={t(labelOf(purpose))}
            line={t(lineOf(purpose))}
            on={person.consents[purpose]}
            onChange={(on) => void say(purpose, on)}
          />
        ))}
      </div>
      <StatusLine tone="stop" words={trouble} />
      <button type="button" className="g-link" onClick={onRead}>
        {t('consent.read_all')}
      </button>
    </section>
  );
}
