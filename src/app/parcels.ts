// The order that an act is about: a pick-up of this store, known in an open shift only.
import type { Fulfilment } from '#domain/order.ts';
import { useInstallation, useReadable, useTablet } from './tablet-context.ts';

/** null: the act names none, or it is not this device's to know. `open` is an act's open part. */
export function useParcels(): (open: unknown) => Fulfilment | null {
  const { home } = useInstallation();
  const view = useReadable(useTablet().view);
  return (open) => {
    const { fulfilmentId } = (open ?? {}) as { fulfilmentId?: unknown };
    return typeof fulfilmentId === 'string' && view.knows('fulfilment', home)
      ? view.get('fulfilment', home, fulfilmentId)
      : null;
  };
}
