// NFC on the scan screen: off with its button, on with what to do, refused or missing with what goes on without it.
// Where the browser has no NFC, nothing of it is shown.
import Nfc from 'lucide-react/icons/nfc';
import './nfc-line.css';
import type { NfcReading } from '#app/other-readers.ts';
import { type TextKey, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';

const droppedWords = {
  empty: 'nfc.dropped_empty',
  too_many: 'nfc.dropped_kind',
  too_long: 'nfc.dropped_kind',
  too_deep: 'nfc.dropped_kind',
  kind: 'nfc.dropped_kind',
  encoding: 'nfc.dropped_broken',
  broken: 'nfc.dropped_broken',
  unreadable: 'nfc.dropped_unreadable',
} as const satisfies Record<NonNullable<NfcReading['dropped']>, TextKey>;

export function NfcLine({ nfc: { isThere, state, dropped, arm } }: { nfc: NfcReading }) {
  const t = useText();
  if (!isThere) return null;
  const words =
    state.kind === 'off'
      ? t('nfc.off_text')
      : state.kind === 'trouble'
        ? t(`nfc.${state.trouble}`)
        : t(state.kind === 'on' ? 'nfc.on' : 'nfc.starting');
  return (
    <section className="g-card g-nfc" data-testid="nfc" data-state={state.kind}>
      <Icon of={Nfc} size="l" />
      <div>
        <h2 className="g-row-title">{t('nfc.off')}</h2>
        <p className="g-note g-quiet" role="status">
          {words}
        </p>
        <StatusLine tone="stale" words={dropped ? t(droppedWords[dropped]) : ''} />
      </div>
      {state.kind === 'off' || state.kind === 'trouble' ? (
        <Button onClick={arm}>{t(state.kind === 'off' ? 'nfc.start' : 'do.retry')}</Button>
      ) : null}
    </section>
  );
}
