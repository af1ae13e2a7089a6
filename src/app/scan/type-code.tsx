// Typing: the number below the bars, on the app's own keys. A wrong check digit is said at once, with what exists here.
import Camera from 'lucide-react/icons/scan-barcode';
import './type-code.css';
import { useState } from 'react';
import { useLocation } from 'wouter';
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
import { Bars } from './bars.tsx';

const fullLength = 13;
const shortest = 8;

export function TypeCode() {
  const t = useText();
  const [, navigate] = useLocation();
  const { open } = useReading();
  const [digits, setDigits] = useState('');
  const enough = digits.length >= shortest;
  return (
    <Screen
      bar={<ScreenBar back={routes.home} />}
      note={<Notes />}
      title={t('type.title')}
      line={t('type.line')}
      dock={
        <Dock>
          <Button
            size="dock"
            variant="primary"
            wide
            disabled={!enough}
            onClick={() => open({ source: 'typed', raw: digits })}
          >
            {enough ? t('type.go') : t('code.missing', { count: shortest - digits.length })}
          </Button>
        </Dock>
      }
    >
      <div className="g-type">
        <section className="g-card g-type__tag">
          <Bars className="g-type__bars" />
          <CodeCells value={digits} length={fullLength} groups={[1, 7]} label={t('type.line')} />
        </section>
        <Keypad
          onDigit={(digit) => setDigits((before) => (before + digit).slice(0, 14))}
          onDelete={() => setDigits((before) => before.slice(0, -1))}
          extra={{ icon: Camera, label: t('keypad.scan'), onPress: () => navigate(routes.home) }}
        />
      </div>
    </Screen>
  );
}
