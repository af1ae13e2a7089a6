// "Seus pedidos": every act of this visit with its code, open ones first, each with its next step in place [A16, A17].
import ClipboardList from 'lucide-react/icons/clipboard-list';
import ScanBarcode from 'lucide-react/icons/scan-barcode';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useActivityWords } from '#app/activity-words.ts';
import { Alternatives } from '#app/alternatives.tsx';
import { Notes } from '#app/notes.tsx';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useReadable, useTablet } from '#app/tablet-context.ts';
import { useText } from '#app/text/text.ts';
import { ActivityList, ActivityRow } from '#app/ui/activity-row.tsx';
import { Button } from '#app/ui/button.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { EmptyState } from '#app/ui/message.tsx';
import { Screen } from '#app/ui/screen.tsx';
import type { Activity } from '#sync/tablet-port.ts';

const order = { choice: 0, refused: 1, adjusted: 2, queued: 3, sent: 4, confirmed: 5 } as const;

export function ActivityPage() {
  const t = useText();
  const tablet = useTablet();
  const [, navigate] = useLocation();
  const wordsOf = useActivityWords();
  const activities = useReadable(tablet.activity);
  const rows = activities.map((activity) => ({ activity, words: wordsOf(activity) }));
  rows.sort((a, b) => order[a.words.state] - order[b.words.state]);
  useSeen(activities);
  return (
    <Screen
      bar={<ScreenBar back />}
      note={<Notes />}
      title={t('activity.title')}
      titleHidden={rows.length === 0}
      line={rows.length > 0 ? t('activity.line') : ''}
      dock={
        <Dock>
          <Button size="dock" variant="primary" wide icon={ScanBarcode} onClick={() => navigate(routes.home)}>
            {t('activity.other_tag')}
          </Button>
        </Dock>
      }
    >
      {rows.length === 0 ? (
        <EmptyState title={t('activity.empty')} text={t('activity.empty_text')} icon={ClipboardList} />
      ) : (
        <ActivityList label={t('activity.title')}>
          {rows.map(({ activity, words }) => (
            <ActivityRow key={activity.id} code={activity.code} {...words}>
              <Alternatives activity={activity} onChosen={() => undefined} />
              {activity.state === 'parked' ? (
                <Button onClick={() => void tablet.retry(activity.id)}>{t('do.retry')}</Button>
              ) : null}
            </ActivityRow>
          ))}
        </ActivityList>
      )}
    </Screen>
  );
}

/** What stands on this page has been seen by a person [OC1]. */
function useSeen(activities: readonly Activity[]): void {
  const tablet = useTablet();
  useEffect(() => {
    for (const { id, outcome, seen } of activities) if (outcome && !seen) void tablet.seen(id);
  }, [tablet, activities]);
}
