// What somebody has put on their list on the web, and where it stands in this store: one tap holds it [S18].
import { useState } from 'react';
import { useActing } from '#app/acting.tsx';
import { usePriceNow } from '#app/now.ts';
import { useOpenVariant } from '#app/open-variant.ts';
import { pictureOf } from '#app/pictures.ts';
import { useCatalogue, useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { ProductRow } from '#app/ui/product-row.tsx';
import { hold } from '#domain/actions/hold.ts';
import type { ActionId } from '#domain/ids.ts';
import { offerAt } from '#domain/offer.ts';
import type { Variant } from '#domain/product.ts';
import { isWhollyStopped } from '#domain/recall.ts';
import { wordsIn } from '#domain/text.ts';
import type { VisitPerson } from '#sync/tablet-port.ts';
import { type Whereabouts, whereabouts } from './whereabouts.ts';

export interface WebListProps {
  wishlist: VisitPerson['wishlist'];
  /** Somebody goes to a product's page. */
  onOpened: () => void;
}

export function WebList({ wishlist, onOpened }: WebListProps) {
  const t = useText();
  const locale = useLocale();
  const openVariant = useOpenVariant();
  const tablet = useTablet();
  const catalogue = useCatalogue();
  const view = useReadable(tablet.view);
  const installation = useInstallation();
  const { run, sheet } = useActing();
  const nowMs = usePriceNow(wishlist.map(({ variantId }) => variantId));
  const known = wishlist.flatMap(({ variantId }) => {
    const variant = catalogue?.variant(variantId);
    const product = variant && catalogue?.product(variant.productId);
    return catalogue && product
      ? [{ product, variant, at: whereabouts(catalogue, view, variant, installation, nowMs) }]
      : [];
  });
  // What can be taken home from here comes first.
  const shown = known.toSorted((a, b) => Number(b.at.kind === 'here') - Number(a.at.kind === 'here'));
  if (shown.length === 0) return null;
  return (
    <section className="g-me__part" aria-labelledby="web-list">
      <h3 id="web-list">{t('me.wishlist')}</h3>
      <ul className="g-rows">
        {shown.map(({ product, variant, at }) => (
          <ProductRow
            key={variant.id}
            id={product.id}
            name={wordsIn(product.name, locale)}
            line={[choiceOf(variant), placeOf(at)].filter(Boolean).join(' · ')}
            pigment={product.pigment}
            picture={pictureOf(product, variant, locale, 'small')}
            price={offerAt(view.offersOf(installation.chain, variant.id), nowMs)?.price ?? null}
            onOpen={() => {
              onOpened();
              openVariant(variant);
            }}
            {...(at.kind === 'here' && !isStopped(variant)
              ? {
                  end: (
                    <Hold
                      name={wordsIn(product.name, locale)}
                      onHold={(id) => void run(hold, inputOf(variant), { id })}
                    />
                  ),
                }
              : {})}
          />
        ))}
      </ul>
      {sheet}
    </section>
  );

  function choiceOf({ colour, size }: Variant): string {
    return [colour ? wordsIn(colour.name, locale) : null, size].filter(Boolean).join(', ');
  }
  function placeOf(at: Whereabouts): string {
    if (at.kind === 'online') return t('me.wishlist_online');
    if (at.kind === 'none') return t('me.wishlist_none');
    if (at.place) return t('stock.place', { aisle: at.place.aisle, bay: at.place.bay });
    return t(at.kind === 'unsure' ? 'stock.hidden' : 'stock.place_unknown');
  }
  function inputOf({ id, productId }: Variant) {
    const lease = tablet.leaseFor(id)?.id;
    const shownPrice = offerAt(view.offersOf(installation.chain, id), nowMs)?.price ?? null;
    return {
      productId,
      variantId: id,
      quantity: 1,
      shown: shownPrice,
      customer: null,
      siblings: [],
      ...(lease === undefined ? {} : { lease }),
    };
  }
  function isStopped({ gtin14 }: Variant): boolean {
    return catalogue !== null && isWhollyStopped(catalogue.recallsOf(gtin14), gtin14, nowMs);
  }
}

/** Two taps are one act [ID6]. */
function Hold({ name, onHold }: { name: string; onHold: (id: ActionId) => void }) {
  const t = useText();
  const tablet = useTablet();
  const [id] = useState(() => tablet.newActionId());
  return (
    <Button variant="soft" aria-label={t('me.hold_of', { product: name })} onClick={() => onHold(id)}>
      {t('me.hold')}
    </Button>
  );
}
