// Signing out: what waits goes up first; then nothing of the person is left on this phone.
import LogOut from 'lucide-react/icons/log-out';
import { useState } from 'react';
import { routes } from '#app/routes.ts';
import { usePhoneText } from '#app/text/phone-text.ts';
import { Button } from '#app/ui/button.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';
import { NotSaved, Offline } from '#sync/trouble.ts';
import { usePhone } from './phone-context.tsx';

export function SignOut() {
  const p = usePhoneText();
  const phone = usePhone();
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const leave = async () => {
    setBusy(true);
    setTrouble('');
    try {
      await phone.signOut();
      // Another page, with nothing in its memory.
      window.location.replace(routes.me);
    } catch (error) {
      setBusy(false);
      setTrouble(p(error instanceof NotSaved ? 'out.waiting' : error instanceof Offline ? 'out.offline' : 'in.failed'));
    }
  };
  return (
    <section className="g-card g-consent">
      <h2>{p('out.title')}</h2>
      <p>{p('out.text')}</p>
      <Button icon={LogOut} disabled={isBusy} onClick={() => void leave()}>
        {p('out.go')}
      </Button>
      <StatusLine tone="stop" words={trouble} />
    </section>
  );
}
