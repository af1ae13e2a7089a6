// Signing in without a password: an address, the six digits that were mailed to it, and for somebody new a first name.
// What was typed stays until it is right; the address outlives the page, because the mail is read in another one.
import Mail from 'lucide-react/icons/mail';
import './phone.css';
import { type FormEvent, useState } from 'react';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useFormat } from '#app/text/format.ts';
import { usePhoneText } from '#app/text/phone-text.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { forgetAddress, isAddress, isFirstName, keepAddress, keptAddress } from './address.ts';
import { usePhone } from './phone-context.tsx';

type Step = 'email' | 'code' | 'name';

const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** `wasIn`: this browser was somebody's phone until a moment ago. */
export function SignIn({ wasIn }: { wasIn: boolean }) {
  const t = useText();
  const p = usePhoneText();
  const format = useFormat();
  const locale = useLocale();
  const phone = usePhone();
  const [email, setEmail] = useState(keptAddress);
  const [step, setStep] = useState<Step>(email === '' || wasIn ? 'email' : 'code');
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const address = email.trim();

  const show = (next: Step) => {
    setStep(next);
    setTrouble('');
    setWrong(null);
  };
  const doing = async (work: () => Promise<void>) => {
    if (isBusy) return;
    setBusy(true);
    setTrouble('');
    setWrong(null);
    await work().finally(() => setBusy(false));
  };

  const ask = () =>
    doing(async () => {
      if (!isAddress(address)) return setWrong(p('in.email_wrong'));
      if (wasIn) await phone.signOut().catch(() => undefined);
      const asked = await phone.askCode(address, locale);
      if (asked.ok) {
        keepAddress(address);
        setCode('');
        return show('code');
      }
      const at = asked.untilMs === null ? '' : format.time(asked.untilMs, zone());
      setTrouble(asked.error === 'locked' ? p('in.locked', { time: at }) : p(`in.${asked.error}`));
    });

  const enter = () =>
    doing(async () => {
      const first = name.trim();
      if (step === 'name' && !isFirstName(first)) return setWrong(p('in.name_wrong'));
      const entered = await phone.enter(address, code, step === 'name' ? first : null);
      if (entered.ok) return forgetAddress();
      if (entered.error === 'first_name_needed') return show('name');
      if (entered.error !== 'wrong_code') return setTrouble(p(`in.${entered.error}`));
      if (step === 'name') show('code');
      setCode('');
      setWrong(entered.triesLeft ? p('in.wrong', { left: entered.triesLeft }) : p('in.wrong_last'));
    });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void (step === 'email' ? ask() : enter());
  };
  const title = { email: 'in.title', code: 'in.code_title', name: 'in.name_title' } as const;
  const line = {
    email: p(wasIn ? 'ended.text' : 'in.line'),
    code: p('in.code_line', { email: address }),
    name: p('in.name_line'),
  };
  return (
    <form className="g-contents" onSubmit={submit} noValidate>
      <Screen
        bar={<ScreenBar home={null} brand />}
        title={step === 'email' && wasIn ? p('ended.title') : p(title[step])}
        line={line[step]}
        dock={
          <Dock>
            <Button
              size="dock"
              variant="primary"
              wide
              type="submit"
              disabled={isBusy || (step === 'code' && code.length < 6)}
            >
              {step === 'email' ? p(isBusy ? 'in.sending' : 'in.send') : p('in.enter')}
            </Button>
          </Dock>
        }
      >
        {step === 'email' ? (
          <>
            <TextField
              label={p('in.email')}
              icon={Mail}
              value={email}
              onChange={setEmail}
              error={wrong}
              type="email"
              inputMode="email"
              autoComplete="email"
              autoCapitalize="none"
              enterKeyHint="send"
              maxLength={254}
            />
            <p className="g-quiet">{p('in.why')}</p>
          </>
        ) : null}
        {step === 'code' ? (
          <>
            <TextField
              label={p('in.code')}
              value={code}
              onChange={(typed) => setCode(typed.replaceAll(/\D/g, '').slice(0, 6))}
              error={wrong}
              inputMode="numeric"
              autoComplete="one-time-code"
              enterKeyHint="go"
              autoFocus
            />
            <div className="g-ways">
              <Button disabled={isBusy} onClick={() => void ask()}>
                {p('in.again')}
              </Button>
              <Button onClick={() => show('email')}>{p('in.other')}</Button>
            </div>
          </>
        ) : null}
        {step === 'name' ? (
          <TextField
            label={p('in.name')}
            value={name}
            onChange={setName}
            error={wrong}
            autoComplete="given-name"
            enterKeyHint="go"
            maxLength={20}
            autoFocus
          />
        ) : null}
        <StatusLine tone="stop" words={isBusy ? '' : trouble} />
        <span className="g-sr" role="status">
          {isBusy ? t('app.loading') : ''}
        </span>
      </Screen>
    </form>
  );
}
