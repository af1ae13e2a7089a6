// A browser that is no device yet: eight characters that a manager types or scans [K1]. In the demo shop, one choice and go.
import { useEffect, useState } from 'react';
import './enrol.css';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useTablet } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { CodeCells } from '#app/ui/code-cells.tsx';
import { ErrorState } from '#app/ui/message.tsx';
import { QrCode } from '#app/ui/qr-code.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { Skeleton } from '#app/ui/skeleton.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';
import type { DeviceMode } from '#domain/actor.ts';
import type { HomeId } from '#domain/ids.ts';
import type { EnrolAnswer } from '#sync/tablet-port.ts';
import { Refused } from '#sync/trouble.ts';
import { DemoChoice } from './demo-choice.tsx';

type State =
  | { kind: 'asking' }
  | { kind: 'waiting'; answer: EnrolAnswer }
  | { kind: 'ended' }
  | { kind: 'offline' }
  | { kind: 'refused'; why: string };

export function Enrol() {
  const t = useText();
  const format = useFormat();
  const tablet = useTablet();
  const [state, setState] = useState<State>({ kind: 'asking' });
  const [round, setRound] = useState<{ demo: { store: HomeId; mode: DeviceMode } | null; n: number }>({
    demo: null,
    n: 0,
  });

  useEffect(() => {
    const end = new AbortController();
    async function ask(): Promise<void> {
      try {
        const answer = await tablet.enrol.start(round.demo);
        if (end.signal.aborted) return;
        setState({ kind: 'waiting', answer });
        if ((await tablet.enrol.wait(end.signal)) === 'ended') setState({ kind: 'ended' });
      } catch (error) {
        if (end.signal.aborted) return;
        setState(error instanceof Refused ? { kind: 'refused', why: error.code } : { kind: 'offline' });
      }
    }
    void ask();
    return () => end.abort();
  }, [tablet, round]);

  const again = (demo: { store: HomeId; mode: DeviceMode } | null = null) => {
    setState({ kind: 'asking' });
    setRound(({ n }) => ({ demo, n: n + 1 }));
  };
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Screen bar={<ScreenBar home={null} brand />} title={t('enrol.title')} line={t('enrol.line')}>
      {state.kind === 'asking' ? <Skeleton boxes={[96, 200]} /> : null}
      {state.kind === 'waiting' ? (
        <>
          <section className="g-card g-enrol">
            <div className="g-enrol__code">
              <CodeCells value={state.answer.code} groups={[4]} look="tall" label={t('enrol.code')} />
              <p className="g-quiet">{t('enrol.valid', { time: format.time(state.answer.endsMs, zone) })}</p>
              <StatusLine words={t('enrol.waiting')} />
            </div>
            <div className="g-enrol__qr">
              <QrCode
                text={`${window.location.origin}/manager/devices?code=${state.answer.code}`}
                label={t('enrol.qr')}
              />
              <p className="g-note g-quiet">{t('enrol.qr')}</p>
            </div>
          </section>
          {state.answer.demoStores.length > 0 ? (
            <DemoChoice stores={state.answer.demoStores} onChoose={(store, mode) => again({ store, mode })} />
          ) : null}
        </>
      ) : null}
      {state.kind === 'ended' || state.kind === 'offline' || state.kind === 'refused' ? (
        <ErrorState
          title={t(
            state.kind === 'offline' ? 'enrol.offline' : state.kind === 'refused' ? 'enrol.refused' : 'enrol.expired',
          )}
          {...(state.kind === 'ended' ? { text: t('enrol.expired_text') } : {})}
          {...(state.kind === 'refused' ? { code: state.why } : {})}
        >
          <Button variant="primary" onClick={() => again()}>
            {t(state.kind === 'offline' ? 'do.retry' : 'enrol.again')}
          </Button>
        </ErrorState>
      ) : null}
    </Screen>
  );
}
