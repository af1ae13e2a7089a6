// What the lens sees, as a list of buttons under the picture: each product once, in the order in which it came.
import ChevronRight from 'lucide-react/icons/chevron-right';
import { useLocale, useText } from '#app/text/text.ts';
import { Icon } from '#app/ui/icon.tsx';
import { wordsIn } from '#domain/text.ts';
import { BadgeIcon, PriceWords, toneOf, useStockWords } from './badge-words.tsx';
import type { ShownCode } from './shelf-lens.tsx';
import type { InView } from './shelf-list.ts';

export interface InViewListProps {
  shown: readonly ShownCode[];
  onlyOffers: boolean;
  onOpen: (code: InView) => void;
}

export function InViewList({ shown, onlyOffers, onOpen }: InViewListProps) {
  const t = useText();
  const once = [...new Map(shown.toReversed().map((one) => [nameOf(one), one])).values()].toReversed();
  const count = once.length;
  return (
    <section className="g-in-view" aria-labelledby="in-view">
      <div role="status">
        <h2 id="in-view" className="g-in-view__title">
          {t(!onlyOffers ? 'lens.in_view' : count === 0 ? 'lens.no_offers' : 'lens.offers_in_view', { count })}
        </h2>
      </div>
      {count === 0 ? (
        <p className="g-in-view__empty">{t('lens.point')}</p>
      ) : (
        <ul className="g-in-view__list" data-scrolls="">
          {once.map((one) => (
            <li key={one.code.key}>
              <Row shown={one} onOpen={() => onOpen(one.code)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Two pieces of a product are two rows where one costs less or must not be sold. */
function nameOf({ code, facts }: ShownCode): string {
  if (facts.kind !== 'known') return code.text;
  const { variant, offer, isStopped } = facts.badge;
  return `${variant.id} ${offer?.price.minor} ${isStopped}`;
}

function Row({ shown: { facts, code }, onOpen }: { shown: ShownCode; onOpen: () => void }) {
  const t = useText();
  const locale = useLocale();
  const stockWords = useStockWords();
  const known = facts.kind === 'known' ? facts.badge : null;
  const names = { several: t('which.title'), poster: code.text, unknown: t('lens.unknown') };
  const isSeveralStopped = facts.kind === 'several' && facts.isStopped;
  return (
    <button type="button" className={`g-in-view__row g-in-view__row--${toneOf(facts)}`} onClick={onOpen}>
      <BadgeIcon facts={facts} />
      <span className="g-in-view__name">
        {facts.kind === 'known' ? wordsIn(facts.badge.product.name, locale) : names[facts.kind]}
        <span className="g-in-view__line">
          {known ? stockWords(known) : isSeveralStopped ? t('lens.stopped_line') : code.text}
          {known?.forYou && !known.isStopped ? ` · ${t('lens.for_you')}` : ''}
        </span>
      </span>
      {known ? (
        <span className="g-in-view__price">
          <PriceWords badge={known} />
        </span>
      ) : isSeveralStopped ? (
        <b className="g-in-view__price">{t('lens.stopped')}</b>
      ) : null}
      <Icon of={ChevronRight} />
    </button>
  );
}
