// Writes a product's address on an NFC tag and reads it back, step by step, in words. A tag is never locked.
import Nfc from 'lucide-react/icons/nfc';
import { useEffect, useRef, useState } from 'react';
import { type TextKey, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Sheet } from '#app/ui/sheet.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';
import type { Label } from '#domain/label.ts';
import { gtin14ToDisplay } from '#domain/tag.ts';
import { type NfcWriteStep, writeNfcTag } from '#scan/nfc-write.ts';

const troubleWords = {
  denied: 'tags.write_denied',
  insecure: 'tags.write_denied',
  absent: 'tags.write_absent',
  busy: 'tags.write_busy',
  other: 'tags.write_other',
} as const satisfies Record<string, TextKey>;

export function WriteTag({ label }: { label: Label }) {
  const t = useText();
  const [step, setStep] = useState<NfcWriteStep | null>(null);
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => () => stop.current(), []);
  const write = (): void => {
    stop.current();
    stop.current = writeNfcTag(label.link, setStep);
  };
  const close = (): void => {
    stop.current();
    setStep(null);
  };
  const isOver = step?.kind === 'written' || step?.kind === 'trouble';
  return (
    <>
      <Button
        icon={Nfc}
        aria-label={`${t('tags.write')}: ${label.name}, ${gtin14ToDisplay(label.gtin14)}`}
        onClick={write}
      >
        {t('tags.write')}
      </Button>
      <Sheet open={step !== null} onClose={close} title={t('tags.write_title')}>
        <p>{t('tags.write_which', { product: label.name, code: gtin14ToDisplay(label.gtin14) })}</p>
        {step ? <StatusLine tone={toneOf(step)} words={wordsOf(step, t)} /> : null}
        <div className="g-tags__ways">
          {isOver ? (
            <Button variant="primary" onClick={write}>
              {t(step.kind === 'written' ? 'tags.write_again' : 'do.retry')}
            </Button>
          ) : null}
          <Button onClick={close}>{t('do.close')}</Button>
        </div>
      </Sheet>
    </>
  );
}

const toneOf = ({ kind }: NfcWriteStep) =>
  kind === 'written' ? 'good' : kind === 'trouble' ? 'stop' : kind === 'different' ? 'stale' : 'note';

function wordsOf(step: NfcWriteStep, t: ReturnType<typeof useText>): string {
  if (step.kind === 'trouble') return t(troubleWords[step.trouble]);
  if (step.kind === 'different') return t('tags.write_different', { found: step.found });
  return t(`tags.write_${step.kind}`);
}
