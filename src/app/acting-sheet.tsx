// The outcome sheet of one act: its code, where it stands now, the way back and, when it needs a choice, the ways on.
import Undo2 from 'lucide-react/icons/undo-2';
import { useEffect } from 'react';
import { useActivityWords } from '#app/activity-words.ts';
import { useFormat } from '#app/text/format.ts';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { OutcomeSheet } from '#app/ui/outcome-sheet.tsx';
import { releaseHold } from '#domain/actions/release-hold.ts';
import type { ActionId } from '#domain/ids.ts';
import type { Activity } from '#sync/tablet-port.ts';
import type { Shown } from './acting.tsx';
import { Alternatives } from './alternatives.tsx';
import { useLook } from './look-context.tsx';
import { useCatalogue, useInstallation, useReadable, useTablet } from './tablet-context.ts';

export interface ActingSheetProps {
  shown: Shown;
  onClose: () => void;
  onNext: (id: ActionId) => void;
}

export function ActingSheet({ shown, onClose, onNext }: ActingSheetProps) {
  const t = useText();
  const tablet = useTablet();
  const activities = useReadable(tablet.activity);
  const activity = shown.kind === 'act' ? activities.find(({ id }) => id === shown.id) : undefined;
  const { openAccessibility } = useLook();
  const open = { open: true, onClose, onAccessibility: openAccessibility };
  if (!activity) {
    if (shown.kind === 'act') return null;
    return (
      <OutcomeSheet
        {...open}
        state="refused"
        stateWords={t('outcome.refused')}
        title={t('outcome.not_saved')}
        text={t('outcome.not_saved_text')}
        code={null}
      >
        <Button size="dock" variant="primary" wide onClick={onClose}>
          {t('do.ok')}
        </Button>
      </OutcomeSheet>
    );
  }
  return <OneAct activity={activity} open={open} onClose={onClose} onNext={onNext} />;
}

function OneAct({
  activity,
  open,
  onClose,
  onNext,
}: {
  activity: Activity;
  open: { open: boolean; onClose: () => void; onAccessibility: () => void };
  onClose: () => void;
  onNext: (id: ActionId) => void;
}) {
  const t = useText();
  const tablet = useTablet();
  const format = useFormat();
  const { zone } = useInstallation();
  const words = useActivityWords()(activity);
  const title = useResultTitle(activity);
  const { id, outcome, seen } = activity;

  useEffect(() => {
    if (outcome && !seen) void tablet.seen(id);
  }, [tablet, id, outcome, seen]);

  const untilMs = outcome?.result['untilMs'];
  const useful =
    activity.kind === 'hold' && outcome?.status === 'applied' && typeof untilMs === 'number'
      ? t('hold.waits', { time: format.time(untilMs, zone) })
      : words.line || t(activity.kind === 'call-staff' ? 'outcome.called_text' : 'outcome.saved_text');
  const held = activity.kind === 'hold' && (!outcome || outcome.status === 'applied' || outcome.status === 'adjusted');
  const undo = async () => {
    const { variantId } = activity.open as { variantId: string };
    const { id: next } = await tablet.act(releaseHold, { holdId: id, variantId }, { dependsOn: outcome ? [] : [id] });
    onNext(next);
  };
  return (
    <OutcomeSheet
      {...open}
      state={words.state}
      stateWords={words.stateWords.replace(/\.$/, '')}
      title={title}
      text={useful}
      code={activity.code}
    >
      <Alternatives activity={activity} onChosen={onNext} />
      {held ? (
        <Button size="dock" icon={Undo2} onClick={() => void undo()}>
          {t('do.undo')}
        </Button>
      ) : null}
      <Button size="dock" variant="primary" wide onClick={onClose}>
        {t('do.done')}
      </Button>
    </OutcomeSheet>
  );
}

/** "O 39 está separado.": the result in the fewest words. */
function useResultTitle({ kind, open, outcome }: Activity): string {
  const t = useText();
  const catalogue = useCatalogue();
  if (outcome?.status === 'needs_choice') return t('outcome.choice');
  if (outcome && outcome.status !== 'applied' && outcome.status !== 'adjusted') return t('outcome.refused');
  if (kind === 'call-staff') return t('outcome.called');
  if (kind === 'hold') {
    if (!outcome) return t('hold.queued');
    const { variantId } = open as { variantId: string };
    const size = catalogue?.variant(variantId)?.size;
    return size ? t('hold.done', { size }) : t('hold.done_one');
  }
  return outcome ? t('outcome.done') : t('outcome.saved');
}
