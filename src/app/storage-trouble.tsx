// A browser whose databases do not open: what that means, in words, before anybody makes a new device of it [EV3, SG4].
// What is queued lies there untouched.
import { useText } from '#app/text/text.ts';
import { EmptyState } from '#app/ui/message.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';

export function StorageTrouble({ trouble }: { trouble: 'blocked' | 'newer' }) {
  const t = useText();
  if (trouble === 'blocked')
    return <StatusLine tone="stop" words={`${t('error.storage_blocked')} ${t('error.storage_blocked_text')}`} />;
  return (
    <main id="content" tabIndex={-1} className="g-opening">
      <EmptyState title={t('error.newer_tab')} text={t('error.newer_tab_text')} />
    </main>
  );
}
