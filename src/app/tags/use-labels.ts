// From the products that were chosen to their labels: one for each variant on sale, drawn for one size.
import { useEffect, useMemo, useState } from 'react';
import { useCatalogue, useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { useLocale } from '#app/text/text.ts';
import { type Label, labelShapes, type QrEncoder, type Shape } from '#domain/label.ts';
import type { LabelSize } from '#domain/label-size.ts';
import { offerAt } from '#domain/offer.ts';
import { wordsIn } from '#domain/text.ts';

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
    const labels = productIds.flatMap((productId) => {
      const product = catalogue.product(productId);
      if (!product) return [];
      return catalogue.variantsOf(productId).map((variant): Label => {
        const offer = offerAt(view.offersOf(chain, variant.id), tablet.now());
        const details = [product.brand, variant.colour && wordsIn(variant.colour.name, locale), variant.size];
        return {
          gtin14: variant.gtin14,
          name: wordsIn(product.name, locale),
          detail: details.filter(Boolean).join(' · '),
          price: offer ? format.money(offer.price) : null,
          was: offer?.was ? format.money(offer.was) : null,
          link: `${window.location.origin}/01/${variant.gtin14}`,
        };
      });
    });
    const all = labels.map((label) => ({ label, shapes: labelShapes(label, size, encode) }));
    return {
      drawn: all.flatMap(({ label, shapes }) => (shapes ? [{ label, shapes }] : [])),
      tooLarge: all.filter(({ shapes }) => !shapes).map(({ label }) => label),
      isReady: true,
    };
  }, [catalogue, view, tablet, chain, productIds, size, encode, locale, format]);
}
