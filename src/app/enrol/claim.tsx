// The one-time link that the first start prints: a name and a PIN make this browser the first manager's [K4].
import { useState } from 'react';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useTablet } from '#app/tablet-context.ts';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { Refused } from '#sync/trouble.ts';

const pinLength = 6;

export function Claim() {
  const t = useText();
  const tablet = useTablet();
  // The token stands after the '#': it is never sent in an address and never in a log.
  const [token] = useState(() => window.location.hash.slice(1));
  const [name, setName] = useState('');
  const [pin, setPin] = useState('');
  const [trouble, setTrouble] = useState('');
  const complete = name.trim() !== '' && pin.length === pinLength && token !== '';

  async function claim(): Promise<void> {
    try {
      await tablet.claim(token, name.trim(), pin);
      window.history.replaceState(null, '', '/manager');
    } catch (error) {
      setTrouble(
        error instanceof Refused ? `${t('manager.link_used')} ${t('manager.link_used_text')}` : t('enrol.offline'),
      );
    }
  }

  return (
    <Screen
      bar={<ScreenBar home={null} brand />}
      title={t('claim.title')}
      line={t(token ? 'manager.first_link' : 'claim.no_link')}
      dock={
        <Dock>
          <Button size="dock" variant="primary" wide disabled={!complete} onClick={() => void claim()}>
            {t('claim.go')}
          </Button>
        </Dock>
      }
    >
      <TextField label={t('manager.name')} value={name} onChange={setName} maxLength={60} autoFocus />
      <TextField
        label={t('manager.new_pin')}
        value={pin}
        onChange={(words) => setPin(words.replaceAll(/\D/g, '').slice(0, pinLength))}
        inputMode="numeric"
        type="password"
      />
      <StatusLine tone="stop" words={trouble} />
    </Screen>
  );
}
