// The price on paper and why: promotion and its end, or how old the price is while the network is gone.
import { useInstallation } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { PriceTag } from '#app/ui/price-tag.tsx';
import { Rail } from '#app/ui/rail.tsx';
import { percentBetween } from '#domain/money.ts';
import type { Offer } from '#domain/offer.ts';
import { wordsIn } from '#domain/text.ts';

export interface OfferRailProps {
  offer: Offer | null;
  pricesMs: number | null;
  nowMs: number;
  offline: boolean;
}

export function OfferRail({ offer, pricesMs, nowMs, offline }: OfferRailProps) {
  const t = useText();
  const locale = useLocale();
  const format = useFormat();
  const { zone } = useInstallation();
  // A discount may have no prior price to show beside it: it is one all the same.
  const promotions = (offer?.reasons ?? []).filter(({ code }) => code !== 'base');
  const until = offer?.toMs
    ? [t('price.until', { day: format.day(offer.toMs, zone), time: format.time(offer.toMs, zone) })]
    : [];
  const age = pricesMs === null ? [] : [t('price.from', format.moment(pricesMs, zone, nowMs))];
  const isPromotion = promotions.length > 0;
  const title = isPromotion
    ? promotions.map(({ label }) => wordsIn(label, locale)).join(' · ')
    : offline && pricesMs !== null
      ? t('price.from_here', format.moment(pricesMs, zone, nowMs))
      : t('price.as_web');
  return (
    <Rail
      tag={
        <div data-testid="price-tag" className="g-contents">
          <PriceTag
            price={offer?.price ?? null}
            was={offer?.was}
            percent={offer?.was ? percentBetween(offer.was, offer.price) : undefined}
          />
        </div>
      }
      title={title}
      lines={isPromotion ? until : offline ? [] : age}
    />
  );
}
