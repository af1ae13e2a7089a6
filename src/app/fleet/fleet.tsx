// Every device of the store and what it owes: alerts first, before anything is lost [M18, SG1, K13].
// An on-line question with its age; without a network it shows what was known last and says so.
import Info from 'lucide-react/icons/info';
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
import { Icon } from '#app/ui/icon.tsx';
import { EmptyState } from '#app/ui/message.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { Skeleton } from '#app/ui/skeleton.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';
import { DeviceCard } from './device-card.tsx';
import { fleetView } from './health.ts';

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
  const silent = isError || link === 'offline';
  // Without the network nothing that it says has grown older than the answer itself.
  const atMs = data && silent ? data.serverTimeMs : nowMs;
  const { devices, shared, bad, watch } = fleetView(data?.devices ?? [], atMs);
  const counts = [
    bad > 0 && t('fleet.count_bad', { count: bad }),
    watch > 0 && t('fleet.count_watch', { count: watch }),
  ].filter((words) => words !== false);
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
            <p className="g-heading">
              {counts.join(', ') || t(shared.length > 0 ? 'fleet.none_now' : 'fleet.all_well')}
            </p>
            <p className="g-note g-quiet">{t('fleet.as_of', { time: format.time(data.serverTimeMs, zone), age })}</p>
            <Button icon={RotateCcw} onClick={() => void refetch()}>
              {t('fleet.refresh')}
            </Button>
          </div>
          {/* Off line the note above says it already. */}
          <StatusLine tone="stale" words={isError && link !== 'offline' ? t('fleet.no_answer', { age }) : ''} />
          {shared.length > 0 ? (
            <ul className="g-fleet__shared">
              {shared.map(({ kind, count }) => (
                <li key={kind}>
                  <Icon of={Info} size="s" />
                  <span>{t(`fleet.shared_${kind}`, { count })}</span>
                </li>
              ))}
            </ul>
          ) : null}
          <ul className="g-fleet__devices" aria-label={t('fleet.devices')}>
            {devices.map(({ device, alerts: ofThis }) => (
              <DeviceCard key={device.id} device={device} alerts={ofThis} nowMs={atMs} own={device.id === own.id} />
            ))}
          </ul>
        </div>
      ) : null}
    </Screen>
  );
}
