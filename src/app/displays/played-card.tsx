// A card as a screen paints it: name and picture of the product, price and stock of this device's own replica.
// A price too old to be believed hides and the picture stays [D14]; the values painted can be read back [D21].
import { pictureOf } from '#app/pictures.ts';
import { useCatalogue, useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { useText } from '#app/text/text.ts';
import { Strip, Wall } from '#app/ui/wall.tsx';
import type { Card, Display } from '#domain/display.ts';
import { priceMaxAgeMs } from '#domain/display.ts';
import { percentBetween } from '#domain/money.ts';
import { offerAt } from '#domain/offer.ts';
import { available, stockAge } from '#domain/stock.ts';
import { wordsIn } from '#domain/text.ts';

export interface PlayedCardProps {
  card: Card;
  kind: Display['kind'];
  /** Moves on among the card's products. */
  turn: number;
  nowMs: number;
}

export function PlayedCard({ card, kind, turn, nowMs }: PlayedCardProps) {
  const paint = usePainted(card, nowMs);
  const painted = card.variantIds.flatMap((id) => paint(id) ?? []);
  const one = painted[turn % Math.max(1, painted.length)];
  if (!one) return null;
  if (kind === 'strip')
    return (
      <Strip
        bays={painted
          .slice(0, 3)
          .map(({ field, lines, ...bay }) => ({ ...bay, id: field.seed, name: field.name, lines: lines.slice(0, 2) }))}
      />
    );
  return <Wall {...one} />;
}

function usePainted(card: Card, nowMs: number) {
  const t = useText();
  const format = useFormat();
  const catalogue = useCatalogue();
  const view = useReadable(useTablet().view);
  const { home, chain, zone } = useInstallation();
  const { locale } = card;
  const pricesMs = catalogue?.asOfMs(chain) ?? null;

  return (variantId: string) => {
    const variant = catalogue?.variant(variantId);
    const product = variant && catalogue?.product(variant.productId);
    if (!product) return null;
    const tooOld = pricesMs === null || nowMs - pricesMs > priceMaxAgeMs;
    const offer = tooOld ? null : offerAt(view.offersOf(chain, variantId), nowMs);
    const place = catalogue?.place(home, variantId);
    // The card shows the product: what is here counts in every colour and size, and is as old as the oldest count of them.
    const seen = (catalogue?.variantsOf(product.id) ?? []).flatMap(({ id }) => view.stock(home, id) ?? []);
    const here = seen.reduce((sum, { stock }) => sum + available(stock), 0);
    const seenMs = Math.min(...seen.map((one) => one.seenMs));
    const until = offer?.toMs
      ? [t('price.until', { day: format.day(offer.toMs, zone), time: format.time(offer.toMs, zone) })]
      : [];
    const hidden = pricesMs === null ? [] : [t('display.old_price', format.moment(pricesMs, zone, nowMs))];
    const believed = here > 0 && stockAge(seenMs, nowMs) !== 'hidden';
    const department = wordsIn(product.department, locale);
    return {
      field: {
        pigment: product.pigment,
        seed: product.id,
        picture: pictureOf(product, variant, locale, 'wall'),
        kicker: place ? t('product.where', { department, aisle: place.aisle }) : department,
        name: wordsIn(product.name, locale),
      },
      tag: {
        price: offer?.price ?? null,
        was: offer?.was ?? null,
        percent: offer?.was ? percentBetween(offer.was, offer.price) : undefined,
      },
      title: wordsIn(card.title, locale),
      lines: offer ? [wordsIn(product.subtitle, locale), ...until] : hidden,
      qr: { text: `${window.location.origin}/01/${variant.gtin14}`, label: t('display.scan_here') },
      stock: believed
        ? t('display.stock_here', {
            unit: product.unit,
            count: here,
            time: format.time(seenMs, zone),
          })
        : undefined,
    };
  };
}
