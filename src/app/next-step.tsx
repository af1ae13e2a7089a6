// The next step of an act that did not go as asked, as one button right where its outcome is read [A17].
// Choices and undo have their own; where words are all there is, nothing is drawn.
import Hand from 'lucide-react/icons/hand-helping';
import LogIn from 'lucide-react/icons/log-in';
import PackageCheck from 'lucide-react/icons/package-check';
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import ScanBarcode from 'lucide-react/icons/scan-barcode';
import Undo2 from 'lucide-react/icons/undo-2';
import { useLocation } from 'wouter';
import { type TextKey, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { callStaff } from '#domain/actions/call-staff.ts';
import { hold } from '#domain/actions/hold.ts';
import { releaseHold } from '#domain/actions/release-hold.ts';
import type { ActionId } from '#domain/ids.ts';
import type { Activity } from '#sync/tablet-port.ts';
import { canUndo } from './activity-listed.ts';
import { type NextAct, nextStep } from './outcome-words.ts';
import { useParcels } from './parcels.ts';
import { routes, staffOrderPath } from './routes.ts';
import { useInstallation, useReadable, useTablet } from './tablet-context.ts';
import { useThings } from './thing-words.ts';

export interface NextStepProps {
  activity: Activity;
  onChosen: (id: ActionId) => void;
  size?: 'dock' | 'touch';
}

const looks: Record<Exclude<NextAct, null>, [TextKey, typeof Hand]> = {
  scan: ['do.show_tag_again', ScanBarcode],
  hold_again: ['do.hold_again', RotateCcw],
  sign_in: ['do.sign_in_again', LogIn],
  see_order: ['do.see_order', PackageCheck],
  ask: ['do.call_staff', Hand],
};

export function NextStep({ activity, onChosen, size = 'touch' }: NextStepProps) {
  const t = useText();
  const tablet = useTablet();
  const [, navigate] = useLocation();
  const thingOf = useThings();
  const parcelOf = useParcels();
  const { device } = useInstallation();
  const shift = useReadable(tablet.shift);
  const asked = useReadable(tablet.activity).some(
    ({ kind, createdMs, visit }) => kind === 'call-staff' && createdMs > activity.createdMs && visit === activity.visit,
  );
  const { id, code, kind, outcome } = activity;
  if (!outcome || outcome.status === 'needs_choice' || outcome.code === 'ok' || outcome.status === 'adjusted')
    return null;
  const { act } = nextStep(outcome.code, shift ? 'staff' : 'shopper');
  const fulfilment = parcelOf(activity.open);
  if (act === null || (act === 'ask' && asked) || (act === 'see_order' && !fulfilment)) return null;
  if (act === 'hold_again' && kind !== 'hold') return null;

  const go = async (): Promise<void> => {
    if (act === 'scan') return navigate(device.mode === 'staff' ? routes.scan : routes.home);
    if (act === 'sign_in') return tablet.signOut();
    if (act === 'see_order') return fulfilment ? navigate(staffOrderPath(fulfilment.number)) : undefined;
    if (act === 'hold_again') {
      const { lease: ended, ...again } = hold.open.parse(activity.open);
      const lease = tablet.leaseFor(again.variantId)?.id;
      const backed = lease === undefined || lease === ended ? {} : { lease };
      return onChosen((await tablet.act(hold, { ...again, ...backed }, { answers: id })).id);
    }
    const thing = thingOf(activity.open);
    const text = [thing?.words, code].filter(Boolean).join(' · ');
    const about = { productId: thing?.product.id ?? null, variantId: thing?.variant?.id ?? null };
    onChosen((await tablet.act(callStaff, { reason: 'call', text, ...about }, { answers: id })).id);
  };
  const [words, icon] = looks[act];
  return (
    <Button size={size} variant="strong" icon={icon} onClick={() => void go()}>
      {t(words)}
    </Button>
  );
}

/** "Desfazer" as long as there is something to undo: a hold that stands, or that is still on its way. */
export function UndoHold({ activity, onChosen, size = 'touch' }: NextStepProps) {
  const t = useText();
  const tablet = useTablet();
  const { id, outcome, open } = activity;
  if (!canUndo(activity, useReadable(tablet.activity))) return null;
  const undo = async (): Promise<void> => {
    const { variantId } = open as { variantId: string };
    const next = await tablet.act(releaseHold, { holdId: id, variantId }, { dependsOn: outcome ? [] : [id] });
    onChosen(next.id);
  };
  return (
    <Button size={size} icon={Undo2} onClick={() => void undo()}>
      {t('do.undo')}
    </Button>
  );
}
