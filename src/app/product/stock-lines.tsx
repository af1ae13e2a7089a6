// Where it is: here, on line, in other stores; each number with its age, none when it is too old to be believed.
import { percentSaid } from '#app/hand-promise.ts';
import { useCatalogue, useInstallation } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { useText } from '#app/text/text.ts';
import { FreshnessChip } from '#app/ui/freshness-chip.tsx';
import { type HandPromise, StockLine, StockList } from '#app/ui/stock-line.tsx';
import { money } from '#domain/money.ts';
import { OtherStores } from './other-stores.tsx';
import type { ProductFacts } from './product-facts.ts';

export interface StockLinesProps {
  facts: ProductFacts;
  nowMs: number;
  /** No network and nothing here by the last word: asking is still worth it. */
  ask: boolean;
}

export function StockLines({ facts, nowMs, ask }: StockLinesProps) {
  const t = useText();
  // A phone stands in no store.
  const isStore = useInstallation().device.mode !== 'phone';
  return (
    <StockList label={t('product.here')}>
      {isStore ? <Here facts={facts} nowMs={nowMs} /> : null}
      <Online facts={facts} nowMs={nowMs} />
      {ask ? (
        <StockLine state="ask" title={t('stock.ask_anyway')} line={t('stock.ask_anyway_line')} />
      ) : elsewhereFirst(facts) ? (
        <OtherStores variantId={facts.variant.id} shown />
      ) : null}
    </StockList>
  );
}

/** Below what goes with it, as long as the product is here. */
export function ElsewhereLines({ facts }: { facts: ProductFacts }) {
  const t = useText();
  if (elsewhereFirst(facts)) return null;
  return (
    <StockList label={t('stock.other_stores')}>
      <OtherStores variantId={facts.variant.id} shown={false} />
    </StockList>
  );
}

const elsewhereFirst = ({ here }: ProductFacts): boolean => here === null || here.available === 0;

function Here({ facts: { product, variant, here, place }, nowMs }: { facts: ProductFacts; nowMs: number }) {
  const t = useText();
  const format = useFormat();
  const promiseOf = usePromiseWords();
  const { zone } = useInstallation();
  const where = place ? t('stock.place', { aisle: place.aisle, bay: place.bay }) : t('stock.place_unknown');
  if (!here || here.age === 'hidden')
    return (
      <StockLine
        state="hidden"
        title={t('stock.hidden_title')}
        line={here ? t('stock.counted', format.moment(here.seenMs, zone, nowMs)) : t('stock.staff_confirms')}
      />
    );
  const words = { unit: product.unit, count: here.available, size: variant.size ?? 'none' };
  const chip = (
    <FreshnessChip
      state={here.age}
      seenMs={here.seenMs}
      nowMs={nowMs}
      timeZone={zone}
      words={here.age === 'stale' ? 'age' : 'stock'}
    />
  );
  const time = format.time(here.seenMs, zone);
  const promise = promiseOf(here.promise);
  if (here.age === 'stale') {
    const title =
      here.available > 0
        ? t('stock.was', { count: here.available, time })
        : t('stock.was_none', { size: variant.size ?? '', time });
    return <StockLine state="stale" title={title} line={t('stock.staff_confirms')} promise={promise} end={chip} />;
  }
  const state = here.available === 0 ? 'none' : here.available === 1 ? 'last' : 'here';
  const title = state === 'none' ? t('stock.none') : state === 'last' ? t('stock.last', words) : t('stock.here', words);
  return (
    <StockLine
      state={state}
      title={title}
      line={state === 'last' ? t('stock.last_line') : where}
      promise={promise}
      end={chip}
      testId="stock-here"
      available={here.available}
    />
  );
}

/** "Na sua mão hoje: 92%"; a promise that is no better than a coin is none. */
function usePromiseWords(): (promise: number | null) => HandPromise | undefined {
  const t = useText();
  return (promise) => {
    if (promise === null) return undefined;
    const percent = percentSaid(promise);
    return percent === null
      ? { words: t('promise.doubt'), percent: null }
      : { words: t('promise.hand', { percent }), percent };
  };
}

function Online({ facts: { online }, nowMs }: { facts: ProductFacts; nowMs: number }) {
  const t = useText();
  const format = useFormat();
  const catalogue = useCatalogue();
  const { web, zone, currency } = useInstallation();
  const shop = catalogue?.store(web);
  if (!online || online.age === 'hidden')
    return <StockLine state="unknown" title={t('stock.online_unknown')} line={t('stock.staff_confirms')} />;
  const chip = <FreshnessChip state={online.age} seenMs={online.seenMs} nowMs={nowMs} timeZone={zone} words="short" />;
  if (online.available === 0) return <StockLine state="none" title={t('stock.online_none')} end={chip} />;
  const arrivesMs = shop?.deliveryDays ? nowMs + shop.deliveryDays * 86_400_000 : null;
  const title =
    arrivesMs === null
      ? t('stock.online_plain', { count: online.available })
      : t('stock.online', { count: online.available, day: format.day(arrivesMs, zone) });
  const fee =
    shop?.deliveryFeeMinor === null || shop?.deliveryFeeMinor === undefined
      ? undefined
      : t('stock.online_line', {
          price: format.money(money(shop.deliveryFeeMinor, currency)),
        });
  return <StockLine state="online" title={title} line={fee} end={chip} />;
}
