// A number and a PIN: the server alone checks it, so without a network nobody new comes in (trust.md, fact 3).
import { useState } from 'react';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { CodeCells } from '#app/ui/code-cells.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { Keypad } from '#app/ui/keypad.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';
import type { SignIn as SignInAnswer } from '#sync/tablet-port.ts';
import './sign-in.css';

const longest = 8;
const shortest = { number: 2, pin: 4 } as const;

export function SignIn() {
  const t = useText();
  const tablet = useTablet();
  const { storeName } = useInstallation();
  const { link } = useReadable(tablet.status);
  const [number, setNumber] = useState('');
  const [pin, setPin] = useState('');
  const [step, setStep] = useState<'number' | 'pin'>('number');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Extract<SignInAnswer, { ok: false }> | null>(null);
  const words = useRefusalWords(refusal);
  const value = step === 'number' ? number : pin;
  const setValue = step === 'number' ? setNumber : setPin;

  async function next(): Promise<void> {
    if (step === 'number') return setStep('pin');
    setBusy(true);
    const answer = await tablet.signIn(number, pin);
    setBusy(false);
    setPin('');
    if (!answer.ok) setRefusal(answer);
  }

  return (
    <Screen
      bar={<ScreenBar home={null} brand />}
      title={t(step === 'number' ? 'staff.title' : 'staff.pin')}
      line={step === 'number' ? `${storeName} · ${t('staff.number_line')}` : t('staff.pin_line')}
      dock={
        <Dock>
          {step === 'pin' ? (
            <Button
              size="dock"
              onClick={() => {
                setStep('number');
                setPin('');
              }}
            >
              {t('staff.switch')}
            </Button>
          ) : null}
          <Button
            size="dock"
            variant="primary"
            wide
            disabled={busy || value.length < shortest[step]}
            onClick={() => void next()}
          >
            {t('do.next')}
          </Button>
        </Dock>
      }
    >
      <div className="g-sign-in">
        <div className="g-sign-in__entry">
          <CodeCells
            value={value}
            length={Math.max(step === 'pin' ? shortest.pin : 3, value.length)}
            secret={step === 'pin'}
            label={t(step === 'number' ? 'staff.number' : 'staff.pin')}
          />
          <StatusLine tone="stop" words={words || (link === 'offline' ? t('staff.pin_offline') : '')} />
        </div>
        <Keypad
          onDigit={(digit) => setValue((before) => (before + digit).slice(0, longest))}
          onDelete={() => setValue((before) => before.slice(0, -1))}
          disabled={busy}
        />
      </div>
    </Screen>
  );
}

function useRefusalWords(refusal: Extract<SignInAnswer, { ok: false }> | null): string {
  const t = useText();
  const format = useFormat();
  const { zone } = useInstallation();
  if (!refusal) return '';
  if (refusal.error === 'offline') return t('staff.pin_offline');
  if (refusal.error === 'locked')
    return t('staff.pin_locked', { time: refusal.untilMs ? format.time(refusal.untilMs, zone) : '' });
  return t('staff.pin_wrong', { count: refusal.triesLeft ?? 0 });
}
