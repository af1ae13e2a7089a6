// The labels of the products that were chosen, drawn for one size.
import { useEffect, useMemo, useState } from 'react';
import { usePriceNow } from '#app/now.ts';
import { useCatalogue, useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { useLocale } from '#app/text/text.ts';
import { type Label, labelShapes, type QrEncoder, type Shape } from '#domain/label.ts';
import type { LabelSize } from '#domain/label-size.ts';
import { labelsOf } from './labels-of.ts';

export interface DrawnLabel {
  label: Label;
  shapes: readonly Shape[];
}

export interface Labels {
  drawn: readonly DrawnLabel[];
  /** Those whose codes do not fit on this size. */
  tooLarge: readonly Label[];
  /** False until the QR encoder is here. */
  isReady: boolean;
}

export function useLabels(productIds: readonly string[], size: LabelSize): Labels {
  const locale = useLocale();
  const format = useFormat();
  const tablet = useTablet();
  const catalogue = useCatalogue();
  const view = useReadable(tablet.view);
  const { chain } = useInstallation();
  const variantIds = productIds.flatMap((id) => catalogue?.variantsOf(id).map((variant) => variant.id) ?? []);
  // Every instant draws all the codes again, so it is a seldom one but for the switches.
  const nowMs = usePriceNow(variantIds, 15 * 60_000);
  const [encode, setEncode] = useState<QrEncoder | null>(null);
  useEffect(() => {
    let isGone = false;
    void import('#app/ui/qr-path.ts').then(({ qrModules }) => void (!isGone && setEncode(() => qrModules)));
    return () => {
      isGone = true;
    };
  }, []);
  return useMemo(() => {
    if (!catalogue || !encode) return { drawn: [], tooLarge: [], isReady: false };
    const labels = labelsOf(catalogue, productIds, {
      offersOf: (variantId) => view.offersOf(chain, variantId),
      money: format.money,
      locale,
      origin: window.location.origin,
      nowMs,
    });
    const all = labels.map((label) => ({ label, shapes: labelShapes(label, size, encode) }));
    return {
      drawn: all.flatMap(({ label, shapes }) => (shapes ? [{ label, shapes }] : [])),
      tooLarge: all.filter(({ shapes }) => !shapes).map(({ label }) => label),
      isReady: true,
    };
  }, [catalogue, view, chain, productIds, size, encode, locale, format, nowMs]);
}
