// Who is here by something they said before this visit: it holds from the start, it is said, and one tap ends it [PR5].
import './remembered.css';
import { useState } from 'react';
import { useLocale, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import type { VisitPerson } from '#sync/tablet-port.ts';
import { consentText } from './identify/consent-words.ts';
import { useTablet } from './tablet-context.ts';

export function Remembered({ person }: { person: VisitPerson }) {
  const t = useText();
  const locale = useLocale();
  const tablet = useTablet();
  const [trouble, setTrouble] = useState(false);
  const { firstName, consents } = person;
  const name = { name: firstName };
  const turnOff = () =>
    tablet.sayConsent('history_now', false, consentText(t, 'history_now'), locale).catch(() => setTrouble(true));
  return (
    <div className="g-remembered">
      <p role="status">
        {trouble
          ? t('consent.not_saved')
          : t(!consents.history_now ? 'me.hello' : consents.remember ? 'me.remembered' : 'me.on', name)}
      </p>
      {consents.history_now ? (
        <Button variant="strong" onClick={() => void turnOff()}>
          {t('me.turn_off')}
        </Button>
      ) : null}
    </div>
  );
}
