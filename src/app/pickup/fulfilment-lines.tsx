// What is in the parcel: picture, name and choice of each line, and the box it stands in.
import { pictureOf } from '#app/pictures.ts';
import { useCatalogue } from '#app/tablet-context.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { OrderList, OrderRow } from '#app/ui/order-row.tsx';
import type { Fulfilment } from '#domain/order.ts';
import { wordsIn } from '#domain/text.ts';

export function FulfilmentLines({ lines, box }: { lines: Fulfilment['lines']; box: string | null }) {
  const t = useText();
  const locale = useLocale();
  const catalogue = useCatalogue();
  return (
    <OrderList label={t('order.lines', { count: lines.length })}>
      {lines.map(({ lineId, productId, variantId, quantity }) => {
        const product = catalogue?.product(productId) ?? null;
        const variant = catalogue?.variant(variantId) ?? null;
        const choice = [variant?.colour ? wordsIn(variant.colour.name, locale) : null, variant?.size]
          .filter(Boolean)
          .join(' ');
        const name = product ? wordsIn(product.name, locale) : variantId;
        return (
          <OrderRow
            key={lineId}
            id={productId}
            title={`${quantity} × ${[name, choice].filter(Boolean).join(', ')}`}
            source={box ? t('order.box', { box }) : t('product.not_here')}
            channel="store"
            pigment={product?.pigment ?? 'mata'}
            picture={product ? pictureOf(product, variant, locale, 'small') : null}
          />
        );
      })}
    </OrderList>
  );
}
