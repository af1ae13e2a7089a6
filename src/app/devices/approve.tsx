// What a waiting browser shall be: its name, its mode and, for a screen, its size. Approving is an act [K1].
import { useState } from 'react';
import { useActing } from '#app/acting.tsx';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Segmented } from '#app/ui/segmented.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { approveDevice } from '#domain/actions/approve-device.ts';
import type { DeviceMode } from '#domain/actor.ts';
import type { EnrolmentAnswer } from '#sync/tablet-port.ts';

const kinds = ['wall', 'strip'] as const;

export function Approve({ found, onDone }: { found: EnrolmentAnswer; onDone: () => void }) {
  const t = useText();
  const { run, sheet } = useActing();
  const [mode, setMode] = useState<DeviceMode>(found.suggested ?? 'shopper');
  const [name, setName] = useState('');
  const [kind, setKind] = useState<(typeof kinds)[number]>(
    found.screen.height > 0 && found.screen.width / found.screen.height > 4 ? 'strip' : 'wall',
  );
  const modes = [
    { value: 'shopper' as const, label: t('device.mode_shopper') },
    { value: 'staff' as const, label: t('device.mode_staff') },
    { value: 'display' as const, label: t('device.mode_display') },
    { value: 'manager' as const, label: t('manager.title') },
  ];
  const approve = async () => {
    const screen =
      mode === 'display'
        ? { kind, width: Math.round(found.screen.width), height: Math.round(found.screen.height) }
        : null;
    if (
      await run(approveDevice, {
        deviceId: found.deviceId,
        name: name.trim(),
        mode,
        publicKey: found.publicKey,
        screen,
      })
    )
      onDone();
  };
  return (
    <div className="g-approve__form">
      <Segmented label={t('device.approve_as')} options={modes} value={mode} onChange={setMode} />
      {mode === 'display' ? (
        <Segmented
          label={t('device.screen')}
          options={kinds.map((value) => ({ value, label: t(`device.kind_${value}`) }))}
          value={kind}
          onChange={setKind}
        />
      ) : null}
      <TextField label={t('device.name')} value={name} onChange={setName} maxLength={60} />
      <Button size="dock" variant="primary" disabled={name.trim() === ''} onClick={() => void approve()}>
        {t('device.approve')}
      </Button>
      {sheet}
    </div>
  );
}
