// The tablet's own QR was read by this phone's camera: one tap, and the tablet knows who stands before it.
import Tablet from 'lucide-react/icons/tablet';
import './phone.css';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useInstallation } from '#app/tablet-context.ts';
import { usePhoneText } from '#app/text/phone-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { EmptyState } from '#app/ui/message.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';
import { Offline } from '#sync/trouble.ts';
import { usePhone } from './phone-context.tsx';

type State = { kind: 'asked' | 'busy' | 'offline' | 'ended' } | { kind: 'done'; store: string };

export function JoinTablet({ code }: { code: string }) {
  const p = usePhoneText();
  const phone = usePhone();
  const { person } = useInstallation();
  const [, navigate] = useLocation();
  const [state, setState] = useState<State>({ kind: 'asked' });
  const join = async () => {
    setState({ kind: 'busy' });
    try {
      const { storeName } = await phone.join(code);
      setState({ kind: 'done', store: storeName });
    } catch (error) {
      setState({ kind: error instanceof Offline ? 'offline' : 'ended' });
    }
  };
  const isOver = state.kind === 'done' || state.kind === 'ended';
  return (
    <Screen
      bar={<ScreenBar home={null} brand />}
      title={p('join.title')}
      titleHidden={isOver}
      {...(isOver ? {} : { line: p('join.text', { name: person?.firstName ?? '' }) })}
      dock={
        <Dock>
          {isOver ? (
            <Button size="dock" variant="primary" wide onClick={() => navigate(routes.me, { replace: true })}>
              {p('join.pass')}
            </Button>
          ) : (
            <Button
              size="dock"
              variant="primary"
              wide
              icon={Tablet}
              disabled={state.kind === 'busy'}
              onClick={() => void join()}
            >
              {p('join.go')}
            </Button>
          )}
        </Dock>
      }
    >
      {state.kind === 'done' ? (
        <EmptyState title={p('join.done', { store: state.store })} text={p('join.done_text')} icon={Tablet} />
      ) : null}
      {state.kind === 'ended' ? <EmptyState title={p('join.ended')} text={p('join.ended_text')} icon={Tablet} /> : null}
      <StatusLine tone="stop" words={state.kind === 'offline' ? p('join.offline') : ''} />
    </Screen>
  );
}
