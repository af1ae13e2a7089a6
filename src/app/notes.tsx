// What a person should know about this device right now: no network, or no way to keep things. One line, no jargon.
import { useText } from '#app/text/text.ts';
import { OfflineLine } from '#app/ui/offline-line.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';
import { useCatalogue, useInstallation, useReadable, useTablet } from './tablet-context.ts';

export function Notes() {
  const t = useText();
  const tablet = useTablet();
  const status = useReadable(tablet.status);
  const catalogue = useCatalogue();
  const { chain, zone } = useInstallation();
  if (status.storage === 'blocked')
    return <StatusLine tone="stop" words={`${t('error.storage_blocked')} ${t('error.storage_blocked_text')}`} />;
  if (status.storage === 'newer')
    return <StatusLine tone="stop" words={`${t('error.newer_tab')} ${t('error.newer_tab_text')}`} />;
  if (status.storage === 'full')
    return <StatusLine tone="stop" words={`${t('error.storage_full')} ${t('error.storage_full_text')}`} />;
  if (status.paused === 'unknown_device') return <StatusLine tone="stop" words={t('refused.device')} />;
  if (status.link !== 'offline') return null;
  return <OfflineLine pricesFromMs={catalogue?.asOfMs(chain) ?? null} timeZone={zone} waiting={status.pending} />;
}
