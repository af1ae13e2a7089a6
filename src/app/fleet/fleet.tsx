// Every device of the store and what it owes: alerts first, before anything is lost [M18, SG1, K13].
// An on-line question with its age; without a network it shows what was known last and says so.
import TabletSmartphone from 'lucide-react/icons/tablet-smartphone';
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import './fleet.css';
import { useQuery } from '@tanstack/react-query';
import { lookUps } from '#app/look-ups.ts';
import { Notes } from '#app/notes.tsx';
import { useNow } from '#app/now.ts';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/message.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { Skeleton } from '#app/ui/skeleton.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';
import { DeviceCard } from './device-card.tsx';
import { inOrder } from './health.ts';

const askEveryMs = 15_000;

export function Fleet() {
  const t = useText();
  const format = useFormat();
  const tablet = useTablet();
  const nowMs = useNow(5_000);
  const { home, device: own, zone } = useInstallation();
  const { link } = useReadable(tablet.status);
  const { data, isError, isLoading, refetch } = useQuery(
    {
      queryKey: ['fleet', home, own.id],
      queryFn: () => tablet.lookUp.fleet(),
      refetchInterval: askEveryMs,
      retry: 0,
    },
    lookUps,
  );
  const devices = data ? inOrder(data.devices, nowMs) : [];
  const alerts = devices.reduce((sum, one) => sum + one.alerts.length, 0);
  const silent = isError || link === 'offline';
  const age = data ? format.age(nowMs - data.serverTimeMs) : '';
  return (
    <Screen
      bar={<ScreenBar back={routes.manager} home={routes.manager} />}
      note={<Notes />}
      title={t('fleet.title')}
      line={t('fleet.line')}
      wide
    >
      {isLoading && !silent ? <Skeleton boxes={[180, 180]} /> : null}
      {!data && silent ? (
        <EmptyState title={t('fleet.offline_none')} text={t('fleet.offline_none_text')} icon={TabletSmartphone} />
      ) : null}
      {data ? (
        <div className="g-fleet">
          <div className="g-fleet__line">
            <p className="g-heading">{alerts === 0 ? t('fleet.all_well') : t('fleet.alerts', { count: alerts })}</p>
            <p className="g-note g-quiet">{t('fleet.as_of', { time: format.time(data.serverTimeMs, zone), age })}</p>
            <Button icon={RotateCcw} onClick={() => void refetch()}>
              {t('fleet.refresh')}
            </Button>
          </div>
          <StatusLine tone="stale" words={silent ? t('fleet.offline', { age }) : ''} />
          <ul className="g-fleet__devices" aria-label={t('fleet.devices')}>
            {devices.map(({ device, alerts: ofThis }) => (
              <DeviceCard
                key={device.id}
                device={device}
                alerts={ofThis}
                nowMs={silent ? data.serverTimeMs : nowMs}
                own={device.id === own.id}
              />
            ))}
          </ul>
        </div>
      ) : null}
    </Screen>
  );
}
