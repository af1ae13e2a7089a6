// Acts in a list: each with its code, where it stands, how it ended and its next step in place [A16, A17].
import Download from 'lucide-react/icons/download';
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import type { ActivityWords } from '#app/activity-words.ts';
import { Alternatives } from '#app/alternatives.tsx';
import { NextStep, UndoHold } from '#app/next-step.tsx';
import { useReadable, useTablet } from '#app/tablet-context.ts';
import { useText } from '#app/text/text.ts';
import { ActivityList, ActivityRow } from '#app/ui/activity-row.tsx';
import { Button } from '#app/ui/button.tsx';
import type { ActionId } from '#domain/ids.ts';
import type { Activity } from '#sync/tablet-port.ts';
import { hasOwnCode } from '#app/activity-listed.ts';

export interface Row {
  activity: Activity;
  words: ActivityWords;
}

export interface ActRowsProps {
  label: string;
  rows: readonly Row[];
  /** null: this surface writes no files. */
  onSave: ((ids: readonly ActionId[]) => void) | null;
}

export function ActRows({ label, rows, onSave }: ActRowsProps) {
  return (
    <ActivityList label={label}>
      {rows.map((row) => (
        <ActRow key={row.activity.id} {...row} onSave={onSave} />
      ))}
    </ActivityList>
  );
}

function ActRow({ activity, words, onSave }: Row & Pick<ActRowsProps, 'onSave'>) {
  const t = useText();
  const tablet = useTablet();
  const { link } = useReadable(tablet.status);
  const parked = activity.state === 'parked';
  const offerUndo = activity.outcome?.status === 'adjusted' || (!activity.outcome && !parked);
  return (
    <ActivityRow code={activity.code} codeHidden={!hasOwnCode(activity)} {...words}>
      <Alternatives activity={activity} onChosen={() => undefined} />
      <NextStep activity={activity} onChosen={() => undefined} />
      {offerUndo ? <UndoHold activity={activity} onChosen={() => undefined} /> : null}
      {parked ? (
        <Button
          variant="strong"
          icon={RotateCcw}
          disabled={link === 'offline'}
          onClick={() => void tablet.retry(activity.id)}
        >
          {t('do.retry')}
        </Button>
      ) : null}
      {parked && onSave ? (
        <Button icon={Download} onClick={() => onSave([activity.id])}>
          {t('outbox.save')}
        </Button>
      ) : null}
    </ActivityRow>
  );
}
