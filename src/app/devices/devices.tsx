// Devices of this store: a code from a screen becomes a tablet, a staff device or a display; one that is lost ends here.
import { useEffect, useState } from 'react';
import { useActing } from '#app/acting.tsx';
import { Notes } from '#app/notes.tsx';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Chip } from '#app/ui/chip.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { retireDevice } from '#domain/actions/retire-device.ts';
import type { EnrolmentAnswer } from '#sync/tablet-port.ts';
import { Approve } from './approve.tsx';
import './devices.css';

const codeLength = 8;

export function Devices() {
  const t = useText();
  const tablet = useTablet();
  const { home, device: own } = useInstallation();
  const view = useReadable(tablet.view);
  const { run, sheet } = useActing();
  const [code, setCode] = useState(() => new URLSearchParams(window.location.search).get('code') ?? '');
  const [found, setFound] = useState<EnrolmentAnswer | null>(null);
  const [trouble, setTrouble] = useState<'none' | 'offline' | null>(null);
  const devices = view.knows('device', home) ? view.list('device', home) : [];
  const bare = code.replaceAll(/[\s-]/g, '').toUpperCase();

  useEffect(() => {
    if (bare.length !== codeLength) return;
    let gone = false;
    tablet.lookUp.enrolment(bare).then(
      (answer) => {
        if (gone) return;
        setFound(answer);
        setTrouble(answer ? null : 'none');
      },
      () => !gone && setTrouble('offline'),
    );
    return () => void (gone = true);
  }, [tablet, bare]);

  const type = (next: string) => {
    setCode(next.slice(0, codeLength + 4));
    setFound(null);
    setTrouble(null);
  };
  return (
    <>
      <Screen
        bar={<ScreenBar back={routes.manager} home={routes.manager} />}
        note={<Notes />}
        title={t('device.title')}
      >
        <section className="g-card g-approve">
          <TextField
            label={t('device.enter_code')}
            value={code}
            onChange={type}
            autoCapitalize="characters"
            error={trouble === 'none' ? `${t('device.not_found')} ${t('device.not_found_text')}` : null}
          />
          <StatusLine tone="stale" words={trouble === 'offline' ? t('error.server') : ''} />
          {found ? <Approve key={found.deviceId} found={found} onDone={() => type('')} /> : null}
        </section>
        <h2>{t('device.list')}</h2>
        <ul className="g-card g-devices">
          {devices.map(({ id, name, mode, state }) => (
            <li key={id} className="g-device">
              <div>
                <h3>{name}</h3>
                <p className="g-note g-quiet">{t(mode === 'manager' ? 'manager.title' : `device.mode_${mode}`)}</p>
              </div>
              <Chip tone={state === 'active' ? 'good' : 'stop'}>
                {t(state === 'pending' ? 'device.waiting' : `device.${state}`)}
              </Chip>
              {state === 'active' && id !== own.id ? (
                <Button onClick={() => void run(retireDevice, { deviceId: id, state: 'lost' })}>
                  {t('device.mark_lost')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      </Screen>
      {sheet}
    </>
  );
}
