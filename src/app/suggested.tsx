// What goes with what this visit has looked at, and with the web history of whoever has said yes to that: worked out on the
// tablet, each with its reason and one tap to hide it. Nobody's suggestions are the same as before anybody could say yes.
import { lazy, Suspense, useState } from 'react';
import { useLocale, useText } from '#app/text/text.ts';
import { SuggestionCard, SuggestionRow } from '#app/ui/suggestion-card.tsx';
import { percentBetween } from '#domain/money.ts';
import { type Offer, offerAt } from '#domain/offer.ts';
import type { HomeId } from '#domain/ids.ts';
import type { Product, Variant } from '#domain/product.ts';
import { isWhollyStopped } from '#domain/recall.ts';
import { available, stockAge } from '#domain/stock.ts';
import { type Candidate, type HistoryItem, type Reason, suggest } from '#domain/suggestion.ts';
import { wordsIn } from '#domain/text.ts';
import type { Catalogue } from '#local/catalogue.ts';
import type { View } from '#local/view.ts';
import type { Visit } from '#sync/visit.ts';
import { historyShown } from './history-shown.ts';
import { useClock, usePriceSwitch } from './now.ts';
import { useOpenVariant } from './open-variant.ts';
import { pictureOf } from './pictures.ts';
import { useCatalogue, useInstallation, useReadable, useTablet } from './tablet-context.ts';
import { useWide } from './wide.ts';

const WhySheet = lazy(async () => ({ default: (await import('./why-sheet.tsx')).WhySheet }));

const shown = { wide: 2, tall: 3 } as const;
/** Nobody's: the vector of a person who consented comes with the visit. */
const noHistory: readonly HistoryItem[] = [];

export function Suggestions({ besides }: { besides: string | null }) {
  const t = useText();
  const locale = useLocale();
  const openVariant = useOpenVariant();
  const reasonWords = useReasonWords();
  const tablet = useTablet();
  const wide = useWide();
  const catalogue = useCatalogue();
  const { home } = useInstallation();
  // What all have in common is said once, above; each then says where it is.
  const whereWords = ({ variant, reason, where }: Suggested) => {
    const place = catalogue?.place(home, variant.id);
    if (place) return t('suggest.reason_aisle', { aisle: place.aisle });
    return where === 'here' ? t('product.here') : reasonWords(reason);
  };
  const person = useReadable(tablet.person);
  const state = person ? historyShown(person) : 'off';
  const [whyId, setWhyId] = useState<string | null>(null);
  const suggested = useSuggested(besides, wide ? shown.wide : shown.tall);
  const note = state === 'loading' || state === 'offline' ? <HistoryNote state={state} /> : null;
  if (suggested.length === 0) return note;
  const why = suggested.find(({ product }) => product.id === whyId);
  const reasons = suggested.map(({ reason }) => reasonWords(reason));
  const same = reasons.length > 1 && suggested[0]?.reason.kind === 'goes_with' && new Set(reasons).size === 1;
  const kinds = suggested.map(({ reason: { kind } }) => kind);
  const isOfHistory = !kinds.includes('goes_with') && kinds.some((kind) => isOwn(kind));
  const title = (same && reasons[0]) || t(isOfHistory ? 'suggest.for_you' : 'suggest.title');
  return (
    <>
      {note}
      <SuggestionRow title={title}>
        {suggested.map((one) => {
          const { product, variant, offer, reason, where } = one;
          const words = reasonWords(reason);
          // Of a history, that it is one comes before where it is to be had.
          const isOnline = where === 'online' && !isOwn(reason.kind);
          return (
            <SuggestionCard
              key={product.id}
              id={product.id}
              shape={wide ? 'row' : 'shelf'}
              name={wordsIn(product.name, locale)}
              pigment={product.pigment}
              picture={pictureOf(product, variant, locale, 'small')}
              price={offer?.price ?? null}
              was={offer?.was}
              reason={isOnline ? t('suggest.reason_online') : same ? whereWords(one) : words}
              onOpen={() => openVariant(variant)}
              onHide={() => tablet.hide(product.id)}
              {...(state === 'off' ? {} : { onWhy: () => setWhyId(product.id) })}
            />
          );
        })}
      </SuggestionRow>
      <Suspense fallback={null}>
        {why ? (
          <WhySheet
            name={wordsIn(why.product.name, locale)}
            reason={reasonWords(why.reason)}
            onHide={() => tablet.hide(why.product.id)}
            onClose={() => setWhyId(null)}
          />
        ) : null}
      </Suspense>
    </>
  );
}

const isOwn = (kind: Reason['kind']): boolean => kind === 'from_history' || kind === 'near_history';

/** What is not here is said, not passed over. */
function HistoryNote({ state }: { state: 'loading' | 'offline' }) {
  const t = useText();
  return (
    <p className="g-note g-quiet" role="status">
      {t(state === 'loading' ? 'suggest.loading' : 'suggest.offline')}
    </p>
  );
}

interface Suggested {
  product: Product;
  variant: Variant;
  offer: Offer | null;
  reason: Reason;
  where: Where;
}

/** `unsure`: somebody may have it, but the number is too old to say where [S12]. */
type Where = 'here' | 'online' | 'unsure';

/** What this visit would be shown, best first. `onScreen`: a product that is looked at now. */
export function useSuggested(onScreen: string | null, limit: number): Suggested[] {
  const tablet = useTablet();
  const catalogue = useCatalogue();
  const view = useReadable(tablet.view);
  const visit = useReadable(tablet.visit);
  const history = useReadable(tablet.person)?.history ?? noHistory;
  const homes = useInstallation();
  const clock = useClock(60_000);
  const suggested = catalogue
    ? suggestedAt({ catalogue, view, visit, history, homes, nowMs: clock.nowMs }, onScreen, limit)
    : [];
  usePriceSwitch(
    clock,
    suggested.map(({ variant }) => variant.id),
  );
  return suggested;
}

interface Ground {
  catalogue: Catalogue;
  view: View;
  visit: Pick<Visit, 'scans' | 'hidden'>;
  /** Of a person who consented; none: nobody's. */
  history?: readonly HistoryItem[];
  homes: { home: HomeId; web: HomeId; chain: HomeId };
  nowMs: number;
}

/** The same at an instant: prices and reasons of that instant. */
export function suggestedAt(
  { catalogue, view, visit: { scans, hidden }, history = noHistory, homes: { home, web, chain }, nowMs }: Ground,
  onScreen: string | null,
  limit: number,
): Suggested[] {
  const buyable = (productId: string) => buyableOf(catalogue, view, productId, { home, web, nowMs });
  const candidate = (productId: string): Candidate | null => {
    const product = catalogue.product(productId);
    if (!product) return null;
    const found = buyable(productId);
    const offer = found && offerAt(view.offersOf(chain, found.variant.id), nowMs);
    return {
      line: product.brand,
      style: `${product.brand}/${product.name['pt-BR']}`,
      isBuyable: found !== null && offer !== null,
      percentOff: offer?.was ? percentBetween(offer.was, offer.price) : 0,
      hiddenShare: found?.where === 'online' ? 1 : 0,
      isHere: found?.where === 'here',
    };
  };
  const found = suggest({
    scans,
    onScreen,
    history,
    basket: new Set(),
    hidden: new Set(hidden),
    lists: catalogue.nearLists(),
    candidate,
    limit,
  });
  return found.flatMap(({ productId, reason }) => {
    const product = catalogue.product(productId);
    const best = buyable(productId);
    return product && best
      ? [{ product, reason, ...best, offer: offerAt(view.offersOf(chain, best.variant.id), nowMs) }]
      : [];
  });
}

/** The variant to open: one that is here, else one that the web shop has. */
function buyableOf(
  catalogue: Catalogue,
  view: View,
  productId: string,
  { home, web, nowMs }: { home: HomeId; web: HomeId; nowMs: number },
): { variant: Variant; where: Where } | null {
  const variants = catalogue
    .variantsOf(productId)
    .filter(({ gtin14 }) => !isWhollyStopped(catalogue.recallsOf(gtin14), gtin14, nowMs));
  for (const [store, where] of [
    [home, 'here'],
    [web, 'online'],
  ] as const)
    for (const variant of variants) {
      const seen = view.stock(store, variant.id);
      if (seen === null || available(seen.stock) === 0) continue;
      return { variant, where: stockAge(seen.seenMs, nowMs) === 'hidden' ? 'unsure' : where };
    }
  return null;
}

function useReasonWords(): (reason: Reason) => string {
  const t = useText();
  const locale = useLocale();
  const catalogue = useCatalogue();
  return (reason) => {
    if (reason.kind === 'seen_today') return t('suggest.reason_seen');
    if (reason.kind === 'popular_here') return t('suggest.reason_popular');
    if (reason.kind === 'offer') return t('suggest.reason_offer');
    if (reason.kind === 'from_history') return t('suggest.reason_history');
    const product = catalogue?.product(reason.productId);
    if (!product) return '';
    const words = { product: wordsIn(product.name, locale) };
    return reason.kind === 'near_history' ? t('suggest.reason_near_history', words) : t('suggest.reason_with', words);
  };
}
