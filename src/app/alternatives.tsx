// The ways on that an outcome offers; choosing one is a new act that names the old one [OC3].
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { callStaff } from '#domain/actions/call-staff.ts';
import { hold } from '#domain/actions/hold.ts';
import type { ActionId } from '#domain/ids.ts';
import { offerAt } from '#domain/offer.ts';
import type { Activity } from '#sync/tablet-port.ts';
import { useCatalogue, useInstallation, useReadable, useTablet } from './tablet-context.ts';
import { useThings } from './thing-words.ts';

const most = 3;

export function Alternatives({ activity, onChosen }: { activity: Activity; onChosen: (id: ActionId) => void }) {
  const t = useText();
  const tablet = useTablet();
  const catalogue = useCatalogue();
  const view = useReadable(tablet.view);
  const { chain } = useInstallation();
  const wordsOf = useThings();
  const { id, outcome, kind } = activity;
  const answered = useReadable(tablet.activity).some(
    (other) => other.id !== id && other.createdMs > activity.createdMs && other.kind === kind,
  );
  if (kind !== 'hold' || !outcome || outcome.alternatives.length === 0 || answered) return null;
  const { productId } = activity.open as { productId: string };

  async function take(variantId: string): Promise<void> {
    const offer = offerAt(view.offersOf(chain, variantId), tablet.now());
    const lease = tablet.leaseFor(variantId)?.id;
    const input = {
      productId,
      variantId,
      quantity: 1,
      shown: offer?.price ?? null,
      customer: null,
      siblings: [],
      ...(lease === undefined ? {} : { lease }),
    };
    onChosen((await tablet.act(hold, input, { answers: id })).id);
  }
  async function ask(): Promise<void> {
    const { variantId } = activity.open as { variantId: string };
    onChosen(
      (
        await tablet.act(
          callStaff,
          { reason: 'call', text: wordsOf(activity.open)?.words ?? '', productId, variantId },
          { answers: id },
        )
      ).id,
    );
  }

  const others = outcome.alternatives.flatMap((one) => (one.kind === 'other_variant' ? [one] : [])).slice(0, most);
  return (
    <>
      {others.map((one) => {
        const size = catalogue?.variant(one.variantId)?.size;
        return size ? (
          <Button key={one.variantId} size="dock" variant="strong" onClick={() => void take(one.variantId)}>
            {t('alternative.other_size', { size })}
          </Button>
        ) : null;
      })}
      <Button size="dock" onClick={() => void ask()}>
        {t('do.call_staff')}
      </Button>
    </>
  );
}
