// "O que você permite": three choices, each with its whole text and two equal buttons; yes and no are one tap each [PR2–PR5].
// The words that are sent with an answer are the very words on the screen [PR4].
import Eraser from 'lucide-react/icons/eraser';
import './phone.css';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { lookUps } from '#app/look-ups.ts';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { usePhoneText } from '#app/text/phone-text.ts';
import { useLocale } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';
import { forgetHistory } from '#domain/actions/forget-history.ts';
import { sayConsent } from '#domain/actions/say-consent.ts';
import type { ConsentPurpose } from '#domain/consent.ts';
import { PhoneNote } from './phone-note.tsx';
import { usePhone } from './phone-context.tsx';
import { SignOut } from './sign-out.tsx';

export const purposes = ['history_now', 'remember', 'contact'] as const satisfies readonly ConsentPurpose[];

type Said = { given: boolean; atMs: number };

export function Consents() {
  const p = usePhoneText();
  const tablet = useTablet();
  const phone = usePhone();
  const view = useReadable(tablet.view);
  const { customerHome } = useReadable(tablet.visit);
  const { data, isError } = useQuery({ queryKey: ['me'], queryFn: phone.me, staleTime: 0, retry: 1 }, lookUps);
  // What was said here, waiting or sent, and what was said at tablets: the newest counts.
  const here = view.knows('consent', customerHome) ? view.list('consent', customerHome, '') : [];
  const nowFor = (purpose: ConsentPurpose): Said | null =>
    [...here.filter((one) => one.purpose === purpose), data?.consents[purpose] ?? []]
      .flat()
      .reduce<Said | null>((newest, one) => (newest && newest.atMs >= one.atMs ? newest : one), null);
  return (
    <Screen
      bar={<ScreenBar back={routes.me} home={routes.me} />}
      note={<PhoneNote />}
      title={p('consent.title')}
      line={p('consent.line')}
    >
      {purposes.map((purpose) => (
        <Consent key={purpose} purpose={purpose} now={nowFor(purpose)} isUnknown={isError && !data} />
      ))}
      <Forget />
      <SignOut />
    </Screen>
  );
}

interface ConsentProps {
  purpose: ConsentPurpose;
  /** null: nothing was ever said, which is no. */
  now: Said | null;
  /** Nothing here says what was said elsewhere. */
  isUnknown: boolean;
}

function Consent({ purpose, now, isUnknown: isSilent }: ConsentProps) {
  const p = usePhoneText();
  const format = useFormat();
  const locale = useLocale();
  const tablet = useTablet();
  const { zone } = useInstallation();
  const title = useId();
  const [trouble, setTrouble] = useState('');
  const text = p(`consent.${purpose}_text`);
  const given = now?.given ?? false;
  const isUnknown = isSilent && now === null;
  const say = async (answer: boolean) => {
    try {
      await tablet.act(sayConsent, { purpose, given: answer, text, locale });
      setTrouble('');
    } catch {
      setTrouble(p('consent.not_saved'));
    }
  };
  const since =
    now && now.atMs > 0
      ? p('consent.since', { day: format.date(now.atMs, zone), time: format.time(now.atMs, zone) })
      : null;
  return (
    <section className="g-card g-consent" aria-labelledby={title} data-testid={`consent-${purpose}`}>
      <h2 id={title}>{p(`consent.${purpose}`)}</h2>
      <p>{text}</p>
      <p className="g-consent__now" role="status">
        {isUnknown ? p('consent.is_unknown') : p(given ? 'consent.is_yes' : 'consent.is_no')}
        {since && !isUnknown ? <span className="g-note g-quiet">{since}</span> : null}
      </p>
      <div className="g-consent__answers">
        <Button variant="strong" aria-pressed={!isUnknown && !given} onClick={() => void say(false)}>
          {p('consent.no')}
        </Button>
        <Button variant="strong" aria-pressed={!isUnknown && given} onClick={() => void say(true)}>
          {p('consent.yes')}
        </Button>
      </div>
      <StatusLine tone="stop" words={trouble} />
    </section>
  );
}

/** Everything that was looked at, at once and for good; what is allowed and the list stay as they are. */
function Forget() {
  const p = usePhoneText();
  const tablet = useTablet();
  const [said, setSaid] = useState<'forget.done' | 'consent.not_saved' | null>(null);
  const forget = () =>
    tablet.act(forgetHistory, {}).then(
      () => setSaid('forget.done'),
      () => setSaid('consent.not_saved'),
    );
  return (
    <section className="g-card g-consent">
      <h2>{p('forget.title')}</h2>
      <p>{p('forget.text')}</p>
      <Button icon={Eraser} onClick={() => void forget()}>
        {p('forget.go')}
      </Button>
      <StatusLine tone={said === 'forget.done' ? 'good' : 'stop'} words={said ? p(said) : ''} />
    </section>
  );
}
