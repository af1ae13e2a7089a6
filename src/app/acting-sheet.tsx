// The outcome sheet of one act: its code, where it stands now, the way back and, when it needs a choice, the ways on.
import { useEffect } from 'react';
import { useActivityWords } from '#app/activity-words.ts';
import { useFormat } from '#app/text/format.ts';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { OutcomeSheet } from '#app/ui/outcome-sheet.tsx';
import type { ActionId } from '#domain/ids.ts';
import type { Activity } from '#sync/tablet-port.ts';
import type { Shown } from './acting.tsx';
import { Alternatives } from './alternatives.tsx';
import { mustConfirm, promiseOf } from './hold-promise.ts';
import { useLook } from './look-context.tsx';
import { NextStep, UndoHold } from './next-step.tsx';
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
  const shift = useReadable(tablet.shift);
  const words = useActivityWords()(activity);
  const title = useResultTitle(activity);
  const { id, outcome, seen } = activity;

  useEffect(() => {
    if (outcome && !seen) void tablet.seen(id);
  }, [tablet, id, outcome, seen]);

  const untilMs = outcome?.result['untilMs'];
  const useful =
    activity.kind === 'hold' &&
    outcome?.status === 'applied' &&
    !mustConfirm({ outcome }) &&
    typeof untilMs === 'number'
      ? t('hold.waits', { time: format.time(untilMs, zone) })
      : activity.kind === 'hand-over' && (!outcome || outcome.code === 'ok') && activity.state !== 'parked'
        ? t(outcome ? 'outcome.handed_done' : 'outcome.handed_text')
        : words.line || t(activity.kind === 'call-staff' ? 'outcome.called_text' : 'outcome.saved_text');
  return (
    <OutcomeSheet
      {...open}
      state={words.state}
      stateWords={words.stateWords.replace(/\.$/, '')}
      title={title}
      text={activity.personal ? `${useful} ${t('contact.with')}` : useful}
      code={activity.code}
      {...(shift ? { codeLabel: t('code.of_act') } : {})}
    >
      <Alternatives activity={activity} onChosen={onNext} />
      <NextStep activity={activity} onChosen={onNext} size="dock" />
      <UndoHold activity={activity} onChosen={onNext} size="dock" />
      <Button size="dock" variant="primary" wide onClick={onClose}>
        {t('do.done')}
      </Button>
    </OutcomeSheet>
  );
}

/** "O 39 está separado.": the result in the fewest words. */
function useResultTitle(activity: Activity): string {
  const t = useText();
  const catalogue = useCatalogue();
  const { link } = useReadable(useTablet().status);
  const { kind, open, outcome } = activity;
  if (outcome?.status === 'needs_choice') return t('outcome.choice');
  if (outcome?.status === 'superseded') return t('outcome.superseded');
  if (outcome?.status === 'expired') return t('outcome.expired');
  if (outcome?.status === 'rejected') return t('outcome.refused');
  if (kind === 'hold' && outcome && mustConfirm({ outcome })) return t('outcome.confirming');
  if (outcome?.code === 'fewer') return t('outcome.fewer', { got: Number(outcome.result['quantity']) });
  if (outcome?.code === 'price_changed') return t('outcome.new_price');
  if (kind === 'call-staff') return t(outcome ? 'outcome.called' : 'outcome.saved');
  if (kind === 'hand-over' && !outcome) return t('outcome.handed');
  if (kind !== 'hold') return outcome ? t('outcome.done') : t('outcome.saved');
  const size = catalogue?.variant((open as { variantId: string }).variantId)?.size;
  if (outcome) return size ? t('hold.done', { size }) : t('hold.done_one');
  const promise = promiseOf(activity);
  if (link === 'offline' && promise === 'confirm') return t('outcome.confirming');
  if (link !== 'offline' || promise !== 'guaranteed') return t('hold.queued');
  return size ? t('outcome.guaranteed', { size }) : t('outcome.guaranteed_one');
}
