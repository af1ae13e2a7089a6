// Typing: the number below the bars, on the app's own keys or a keyboard. A wrong check digit is said at once, with the
// products that exist here and are one slip away.
import Camera from 'lucide-react/icons/scan-barcode';
import './type-code.css';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { NearProducts, useNearProducts } from '#app/near-products.tsx';
import { Notes } from '#app/notes.tsx';
import { useReading } from '#app/reading.tsx';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { CodeCells } from '#app/ui/code-cells.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { Keypad } from '#app/ui/keypad.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';
import { isPosterCode } from '#domain/poster.ts';
import { parseTag } from '#domain/tag.ts';
import { Bars } from './bars.tsx';

const fullLength = 13;
const shortest = 8;
const longest = 14;

/** True where the digits are a number whose check digit does not fit. */
function isWrong(digits: string): boolean {
  const tag = parseTag({ source: 'typed', raw: digits });
  return tag.kind === 'unknown' && (tag.reason === 'check_digit' || tag.reason === 'length');
}

export function TypeCode() {
  const t = useText();
  const [, navigate] = useLocation();
  const { open } = useReading();
  const [digits, setDigits] = useState('');
  const [asked, setAsked] = useState('');
  const enough = digits.length >= shortest || isPosterCode(digits);
  // Shorter numbers may still be on their way to 13: they are looked at when the person says that this is all.
  const isDone = digits.length >= fullLength || asked === digits;
  const faulty = enough && isDone && isWrong(digits);
  const near = useNearProducts(faulty ? digits : null);
  const hasFault = faulty && digits.length !== 9 && digits.length !== 10 && digits.length !== 11;

  const go = (): void => {
    if (!enough) return;
    const isFirstLook = asked !== digits && isWrong(digits) && digits.length < fullLength;
    setAsked(digits);
    if (!isFirstLook) open({ source: 'typed', raw: digits });
  };
  const newestGo = useRef(go);
  useEffect(() => {
    newestGo.current = go;
  });
  useEffect(() => {
    const onEnter = (event: KeyboardEvent): void => {
      const isOnControl = event.target instanceof Element && event.target.closest('button, a, input, dialog') !== null;
      if (event.key === 'Enter' && !event.defaultPrevented && !isOnControl) newestGo.current();
    };
    window.addEventListener('keydown', onEnter);
    return () => window.removeEventListener('keydown', onEnter);
  }, []);

  return (
    <Screen
      bar={<ScreenBar back={routes.home} />}
      note={<Notes />}
      title={t('type.title')}
      line={t('type.line')}
      dock={
        <Dock>
          <Button size="dock" variant="primary" wide disabled={!enough} onClick={go}>
            {enough ? t('type.go') : t('code.missing', { count: shortest - digits.length })}
          </Button>
        </Dock>
      }
    >
      <div className="g-type">
        <div className="g-type__said">
          <section className="g-card g-type__tag">
            <Bars className="g-type__bars" />
            <CodeCells
              value={digits}
              length={Math.max(fullLength, digits.length)}
              groups={[1, 7]}
              label={t('type.line')}
              faultAt={hasFault ? digits.length : undefined}
            />
          </section>
          <StatusLine tone="stale" words={faulty ? t(near.length > 0 ? 'type.near' : 'type.near_none') : ''} />
          {near.length > 0 ? <NearProducts near={near} length={digits.length} /> : null}
        </div>
        <Keypad
          onDigit={(digit) => setDigits((before) => (before + digit).slice(0, longest))}
          onDelete={() => setDigits((before) => before.slice(0, -1))}
          extra={{ icon: Camera, label: t('keypad.scan'), onPress: () => navigate(routes.home) }}
        />
      </div>
    </Screen>
  );
}
