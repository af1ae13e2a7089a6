// One device: a sign and a word, what to do if anything. Its facts, in the same places on every card, when it is opened.
import ChevronDown from 'lucide-react/icons/chevron-down';
import ChevronUp from 'lucide-react/icons/chevron-up';
import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleCheck from 'lucide-react/icons/circle-check';
import LaptopMinimal from 'lucide-react/icons/laptop-minimal';
import Monitor from 'lucide-react/icons/monitor';
import Smartphone from 'lucide-react/icons/smartphone';
import Tablet from 'lucide-react/icons/tablet';
import TabletSmartphone from 'lucide-react/icons/tablet-smartphone';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useId, useState } from 'react';
import { useLocation } from 'wouter';
import { routes } from '#app/routes.ts';
import { useInstallation } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { type Translate, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Chip } from '#app/ui/chip.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { Well } from '#app/ui/well.tsx';
import { type Alert, type FleetDevice, healthOf, storagePercent } from './health.ts';

const looks = {
  good: ['good', CircleCheck, 'fleet.good'],
  watch: ['stale', TriangleAlert, 'fleet.watch'],
  bad: ['stop', CircleAlert, 'fleet.bad'],
} as const;
const icons = {
  shopper: Tablet,
  staff: TabletSmartphone,
  display: Monitor,
  manager: LaptopMinimal,
  phone: Smartphone,
} as const;

export interface DeviceCardProps {
  device: FleetDevice;
  alerts: readonly Alert[];
  nowMs: number;
  own: boolean;
}

export function DeviceCard({ device, alerts, nowMs, own }: DeviceCardProps) {
  const t = useText();
  const format = useFormat();
  const [, navigate] = useLocation();
  const { zone } = useInstallation();
  const [tone, icon, words] = looks[healthOf(alerts)];
  const mode = t(device.mode === 'manager' ? 'manager.title' : `device.mode_${device.mode}`);
  const facts = useId();
  const [open, setOpen] = useState(false);
  const seen = device.seenMs === null ? t('fleet.never') : format.age(nowMs - device.seenMs);
  return (
    <li className="g-card g-fleet__device" data-health={healthOf(alerts)}>
      <h3>
        <button
          type="button"
          className="g-fleet__head"
          aria-expanded={open}
          aria-controls={facts}
          onClick={() => setOpen(!open)}
        >
          <Well tone={tone} icon={icons[device.mode]} />
          <span className="g-fleet__name">
            <b>{device.name}</b>
            <span className="g-note g-quiet">{own ? `${mode}, ${t('fleet.this')}` : `${mode}, ${seen}`}</span>
          </span>
          <Chip tone={tone} icon={icon}>
            {device.state === 'active' || device.state === 'retired' || device.state === 'pending'
              ? t(words)
              : t(`device.${device.state}`)}
          </Chip>
          <Icon of={open ? ChevronUp : ChevronDown} size="s" />
        </button>
      </h3>
      {alerts.length > 0 ? (
        <ul className="g-fleet__alerts">
          {alerts.map((alert) => (
            <li key={alert.kind} data-level={alert.level}>
              <Icon of={alert.level === 'bad' ? CircleAlert : TriangleAlert} size="s" />
              <span>{alertWords(alert, t, format.age, (atMs) => format.time(atMs, zone))}</span>
              {alert.kind === 'lost' ? (
                <Button onClick={() => navigate(routes.desk)}>{t('fleet.see_problems')}</Button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      <div id={facts} hidden={!open}>
        {open ? <Facts device={device} nowMs={nowMs} /> : null}
      </div>
    </li>
  );
}

function alertWords(
  alert: Alert,
  t: Translate,
  age: (ageMs: number) => string,
  timeOf: (atMs: number) => string,
): string {
  switch (alert.kind) {
    case 'lost':
    case 'parked':
      return t(`fleet.alert_${alert.kind}`, { count: alert.count });
    case 'waiting':
      // What it held when it last spoke: it may have been switched off since.
      return t('fleet.alert_waiting', { count: alert.count, time: alert.saidMs === null ? '' : timeOf(alert.saidMs) });
    case 'full':
      return t('fleet.alert_full', { percent: alert.percent });
    case 'clock':
      return t('fleet.alert_clock', { seconds: alert.seconds });
    case 'silent':
      return t('fleet.alert_silent', { age: age(alert.ageMs) });
    case 'kept':
      return t('fleet.alert_kept');
  }
}

function Facts({ device, nowMs }: { device: FleetDevice; nowMs: number }) {
  const t = useText();
  const format = useFormat();
  const { seenMs, appVersion, pending, pendingSinceMs, parked, persisted, clockOffsetMs } = device;
  const percent = storagePercent(device);
  const seconds = Math.round(Math.abs(clockOffsetMs ?? 0) / 1000);
  const none = t('fleet.kept_unknown');
  const kept = persisted === null ? none : t(persisted ? 'fleet.kept' : 'fleet.not_kept');
  const facts: [name: string, value: string, bad?: boolean][] = [
    [t('fleet.seen'), seenMs === null ? t('fleet.never') : format.age(nowMs - seenMs)],
    [
      t('fleet.waiting'),
      !pending
        ? t('fleet.none')
        : pendingSinceMs === null
          ? String(pending)
          : t('fleet.waiting_since', { count: pending, age: format.age(nowMs - pendingSinceMs) }),
    ],
    [t('fleet.parked'), parked ? String(parked) : t('fleet.none'), Boolean(parked)],
    [t('fleet.storage'), percent === null ? kept : `${kept}, ${t('fleet.used', { percent })}`, persisted === false],
    [
      t('fleet.clock'),
      clockOffsetMs === null
        ? none
        : seconds < 2
          ? t('fleet.clock_good')
          : t(clockOffsetMs < 0 ? 'fleet.clock_ahead' : 'fleet.clock_behind', { seconds }),
    ],
    [t('fleet.version'), appVersion ?? none],
  ];
  return (
    <dl className="g-fleet__facts">
      {facts.map(([name, value, bad]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd data-bad={bad === true}>
            {bad ? <Icon of={CircleAlert} size="s" /> : null}
            <span>{value}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
