// One thin line, said once, under the rail or the bar: no internet, how old the prices are, what happens to requests.
import './offline-line.css';
import CircleAlert from 'lucide-react/icons/circle-alert';
import WifiOff from 'lucide-react/icons/wifi-off';
import { useFormat } from '#app/text/format.ts';
import { useText } from '#app/text/text.ts';
import { Icon } from './icon.tsx';

export interface OfflineLineProps {
  /** When the prices on this device are from, epoch ms; null: none yet. */
  pricesFromMs: number | null;
  nowMs: number;
  timeZone: string;
  /** Requests waiting on this device; above 0 the line speaks of them instead. */
  waiting?: number;
  /** False: what is asked for now may not be kept, so nothing is said of sending it. */
  keeps?: boolean;
  /** For the staff, "às 10:42": how old everything on this screen is; the line speaks of that instead of prices. */
  knownAge?: string | null;
}

export function OfflineLine({
  pricesFromMs,
  nowMs,
  timeZone,
  waiting = 0,
  keeps = true,
  knownAge = null,
}: OfflineLineProps) {
  const t = useText();
  const format = useFormat();
  const words =
    knownAge !== null
      ? t(waiting > 0 ? 'offline.known_waiting' : 'offline.known', { age: knownAge, count: waiting })
      : waiting > 0
        ? t('offline.waiting', { count: waiting })
        : pricesFromMs === null
          ? t('offline.no_prices')
          : t(keeps ? 'offline.line' : 'offline.prices', format.moment(pricesFromMs, timeZone, nowMs));
  return (
    <p className="g-offline" role="status">
      <Icon of={WifiOff} size="s" />
      <span>{words}</span>
    </p>
  );
}

/** Worse news in the same place and dress: what is wrong with this device, and who helps. */
export function NoteLine({ words }: { words: string }) {
  return (
    <p className="g-offline g-offline--stop" role="status">
      <Icon of={CircleAlert} size="s" />
      <span>{words}</span>
    </p>
  );
}
