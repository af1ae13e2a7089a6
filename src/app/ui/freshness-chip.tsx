// How old a number is: a clock and the hour, amber with its age in words after 15 min, "hidden" after 4 h.
import Clock from 'lucide-react/icons/clock';
import ClockAlert from 'lucide-react/icons/clock-alert';
import EyeOff from 'lucide-react/icons/eye-off';
import { useFormat } from '#app/text/format.ts';
import { useText } from '#app/text/text.ts';
import { Chip } from './chip.tsx';

export interface FreshnessChipProps {
  /** `stockAge(seenMs, nowMs)` of the domain. */
  state: 'fresh' | 'stale' | 'hidden';
  /** The instant of the number and of now, epoch ms. */
  seenMs: number;
  nowMs: number;
  timeZone: string;
  /** `stock` "Estoque de 10:42" · `short` "de 10:41" · `age` "há 38 min" when stale, else as short. */
  words?: 'stock' | 'short' | 'age';
}

export function FreshnessChip({ state, seenMs, nowMs, timeZone, words = 'stock' }: FreshnessChipProps) {
  const t = useText();
  const format = useFormat();
  const time = format.time(seenMs, timeZone);
  const age = format.age(nowMs - seenMs);
  if (state === 'hidden') return <Chip icon={EyeOff}>{t('age.hidden')}</Chip>;
  if (state === 'stale')
    return (
      <Chip tone="stale" icon={ClockAlert}>
        {words === 'stock' ? t('age.stock_stale', { time, age }) : age}
      </Chip>
    );
  return (
    <Chip tone="good" icon={Clock}>
      {words === 'stock' ? t('age.stock', { time }) : t('age.from', { time })}
    </Chip>
  );
}
