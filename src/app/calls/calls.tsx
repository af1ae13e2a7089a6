// Who called, oldest first: the code the shopper shows, the product or the code as it was read, one tap when it is done.
import { useActing } from '#app/acting.tsx';
import { Notes } from '#app/notes.tsx';
import { useNow } from '#app/now.ts';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { useText } from '#app/text/text.ts';
import { ActivityList, ActivityRow } from '#app/ui/activity-row.tsx';
import { Button } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/message.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { finishTask } from '#domain/actions/finish-task.ts';
import { ActionId } from '#domain/ids.ts';

export function Calls() {
  const t = useText();
  const format = useFormat();
  const tablet = useTablet();
  const { home } = useInstallation();
  const view = useReadable(tablet.view);
  const nowMs = useNow();
  const { run, sheet } = useActing();
  const open = view.knows('task', home)
    ? view
        .list('task', home)
        .filter(({ state }) => state === 'open')
        .toSorted((a, b) => a.createdMs - b.createdMs)
    : [];
  return (
    <>
      <Screen bar={<ScreenBar back={routes.staff} home={routes.staff} />} note={<Notes />} title={t('staff.calls')}>
        {open.length === 0 ? (
          <EmptyState title={t('staff.calls_empty')} />
        ) : (
          <ActivityList label={t('staff.calls')}>
            {open.map(({ id, code, kind, text, createdMs }) => (
              <ActivityRow
                key={id}
                state="queued"
                code={code}
                title={
                  kind === 'unknown_code'
                    ? t('staff.call_code', { code: text })
                    : text
                      ? t('staff.call_help', { product: text })
                      : t('staff.call_plain')
                }
                stateWords={format.age(nowMs - createdMs)}
              >
                <Button
                  variant="primary"
                  onClick={() => void run(finishTask, { taskId: ActionId.parse(id) }, {}, 'quiet')}
                >
                  {t('staff.call_done')}
                </Button>
              </ActivityRow>
            ))}
          </ActivityList>
        )}
      </Screen>
      {sheet}
    </>
  );
}
