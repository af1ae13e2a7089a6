// One thin line, said once, under the rail or the bar: no internet, how old the prices are, what happens to requests.
import './offline-line.css';
import WifiOff from 'lucide-react/icons/wifi-off';
import { useFormat } from '#app/text/format.ts';
import { useText } from '#app/text/text.ts';
import { Icon } from './icon.tsx';

export interface OfflineLineProps {
  /** When the prices on this device are from, epoch ms; null: none yet. */
  pricesFromMs: number | null;
  timeZone: string;
  /** Requests waiting on this device; above 0 the line speaks of them instead. */
  waiting?: number;
}

export function OfflineLine({ pricesFromMs, timeZone, waiting = 0 }: OfflineLineProps) {
  const t = useText();
  const format = useFormat();
  const words =
    waiting > 0
      ? t('offline.waiting', { count: waiting })
      : pricesFromMs === null
        ? t('offline.no_prices')
        : t('offline.line', { time: format.time(pricesFromMs, timeZone) });
  return (
    <p className="g-offline" role="status">
      <Icon of={WifiOff} size="s" />
      <span>{words}</span>
    </p>
  );
}
