// What a person should know about this device right now: no way to keep things, no network. One line each, no jargon:
// neither hides the other. The staff is told how old all they see is; a shopper, how old the prices are.
import { useText } from '#app/text/text.ts';
import { useFormat } from '#app/text/format.ts';
import { NoteLine, OfflineLine } from '#app/ui/offline-line.tsx';
import { waitingOf } from './activity-listed.ts';
import { useNow } from './now.ts';
import { useCatalogue, useInstallation, useReadable, useTablet } from './tablet-context.ts';
import { wasTablet } from './was-tablet.ts';

export function Notes() {
  const { link } = useReadable(useTablet().status);
  return (
    <>
      <StorageNote />
      {link === 'offline' ? <LinkNote /> : null}
    </>
  );
}

function StorageNote() {
  const t = useText();
  const { storage, paused } = useReadable(useTablet().status);
  const { device } = useInstallation();
  if (storage === 'blocked')
    return (
      <NoteLine
        words={
          wasTablet()
            ? `${t('error.memory')} ${t('error.memory_line')}`
            : `${t('error.storage_blocked')} ${t('error.storage_blocked_text')}`
        }
      />
    );
  if (storage === 'newer') return <NoteLine words={`${t('error.newer_tab')} ${t('error.newer_tab_text')}`} />;
  if (storage === 'full') {
    const help = t(device.mode === 'shopper' ? 'error.storage_full_text' : 'error.storage_full_staff');
    return <NoteLine words={`${t('error.storage_full')} ${help}`} />;
  }
  return paused === 'unknown_device' ? <NoteLine words={t('refused.device')} /> : null;
}

function LinkNote() {
  const t = useText();
  const format = useFormat();
  const tablet = useTablet();
  const { pending, lastAnswerMs, storage } = useReadable(tablet.status);
  const activities = useReadable(tablet.activity);
  const catalogue = useCatalogue();
  const { chain, zone, device } = useInstallation();
  const nowMs = useNow();
  const pricesFromMs = catalogue?.asOfMs(chain) ?? null;
  const knownMs = device.mode === 'shopper' ? null : (lastAnswerMs ?? pricesFromMs);
  const known = knownMs === null ? null : format.moment(knownMs, zone, nowMs);
  return (
    <OfflineLine
      pricesFromMs={pricesFromMs}
      nowMs={nowMs}
      timeZone={zone}
      waiting={device.mode === 'shopper' ? pending : waitingOf(activities)}
      keeps={storage !== 'full' && storage !== 'blocked'}
      knownAge={knownMs === null ? null : known?.day === 'none' ? t('age.at', known) : format.age(nowMs - knownMs)}
    />
  );
}
