// The first fill of this tablet: what is coming, how much of it is here, and that it needs the internet once.
import { useText } from '#app/text/text.ts';
import { EmptyState } from '#app/ui/message.tsx';
import { ProgressBar } from '#app/ui/progress-bar.tsx';
import { useReadable, useTablet } from './tablet-context.ts';

export function Preparing() {
  const t = useText();
  const tablet = useTablet();
  const progress = useReadable(tablet.progress);
  const { link } = useReadable(tablet.status);
  if (link === 'offline' && !progress) {
    return (
      <main id="content" tabIndex={-1} className="g-opening">
        <EmptyState title={t('error.no_catalogue')} text={t('error.no_catalogue_text')} />
      </main>
    );
  }
  return (
    <main id="content" tabIndex={-1} className="g-opening">
      <ProgressBar label={t('enrol.loading')} done={progress?.doneBytes ?? 0} total={progress?.totalBytes ?? 1} />
    </main>
  );
}
