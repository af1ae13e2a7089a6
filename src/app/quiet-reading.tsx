// The readers' place on a device that has none of its own: a code still opens its page when it comes in an address.
import { type ReactNode, useCallback, useMemo } from 'react';
import { useLocation } from 'wouter';
import { parseTag } from '#domain/tag.ts';
import { lookUpTag } from '#domain/tag-lookup.ts';
import { noEquipment } from '#scan/camera-equipment.ts';
import { type Reading, ReadingContext } from './reading.tsx';
import { productPath, routes } from './routes.ts';
import { useCatalogue } from './tablet-context.ts';

const nothing = (): void => undefined;
const noReaders: Omit<Reading, 'open'> = {
  camera: null,
  state: { kind: 'off' },
  hint: 'none',
  equipment: noEquipment,
  read: false,
  resting: false,
  arm: nothing,
  retry: nothing,
  rest: nothing,
  chooseLens: nothing,
  last: null,
  piece: null,
  nfc: { isThere: false, state: { kind: 'off' }, dropped: null, arm: nothing },
  lens: () => undefined,
};

export function QuietReading({ children }: { children: ReactNode }) {
  const catalogue = useCatalogue();
  const [, navigate] = useLocation();
  const open = useCallback<Reading['open']>(
    (read) => {
      const found = catalogue && lookUpTag(parseTag(read), catalogue);
      navigate(found?.kind === 'variant' ? productPath(found.variant.gtin14) : routes.search, { replace: true });
    },
    [catalogue, navigate],
  );
  const reading = useMemo(() => ({ ...noReaders, open }), [open]);
  return <ReadingContext value={reading}>{children}</ReadingContext>;
}
