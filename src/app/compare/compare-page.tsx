// Two products side by side: pictures, prices, what is here, and nothing in which they are alike.
// Promise: from this tablet's own memory, so that it works with the network gone.
import ListPlus from 'lucide-react/icons/list-plus';
import ScanBarcode from 'lucide-react/icons/scan-barcode';
import SearchX from 'lucide-react/icons/search-x';
import './compare.css';
import { useLocation, useSearch } from 'wouter';
import { useActing } from '#app/acting.tsx';
import { Notes } from '#app/notes.tsx';
import { useClock, usePriceSwitch } from '#app/now.ts';
import { pictureOf } from '#app/pictures.ts';
import { useOpenVariant } from '#app/open-variant.ts';
import { chosenSides, routes } from '#app/routes.ts';
import { isSaved } from '#app/saved-items.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { variantMeant } from '#app/shared-code.ts';
import { useCatalogue, useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { EmptyState } from '#app/ui/message.tsx';
import { PriceTag } from '#app/ui/price-tag.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { saveToList } from '#domain/actions/save-to-list.ts';
import { differences, sameSizeOf } from '#domain/compare.ts';
import { percentBetween } from '#domain/money.ts';
import { wordsIn } from '#domain/text.ts';
import { priceGap, type Side, sideOf, standingOf } from './compare-facts.ts';
import { CompareHalf } from './compare-half.tsx';
import { CompareRow } from './compare-row.tsx';

export function ComparePage({ left: leftCode, right: rightCode }: { left: string; right: string }) {
  const t = useText();
  const locale = useLocale();
  const openVariant = useOpenVariant();
  const chosen = new URLSearchParams(useSearch());
  const tablet = useTablet();
  const catalogue = useCatalogue();
  const view = useReadable(tablet.view);
  const { customerHome } = useReadable(tablet.visit);
  const installation = useInstallation();
  const clock = useClock(15_000);
  const { nowMs } = clock;
  const { run, sheet } = useActing();

  const first = variantMeant(catalogue, leftCode, chosen.get(chosenSides.left));
  const second = variantMeant(catalogue, rightCode, chosen.get(chosenSides.right));
  const fitting = catalogue && first && second && catalogue.variantsOf(second.productId);
  const left = catalogue && sideOf(catalogue, view, first, installation, nowMs);
  const right =
    catalogue && first && second && fitting
      ? sideOf(catalogue, view, sameSizeOf(first.size, second, fitting), installation, nowMs)
      : null;
  usePriceSwitch(
    clock,
    [left, right].flatMap((side) => side?.variant.id ?? []),
  );
  if (!left || !right) return <Gone />;

  const nameOf = ({ product }: Side): string => wordsIn(product.name, locale);
  const hasSaved = ({ variant }: Side): boolean => isSaved(view, customerHome, variant.id);
  const saveBoth = async () => {
    for (const side of [left, right]) {
      if (hasSaved(side)) continue;
      const { product, variant } = side;
      const input = { productId: product.id, variantId: variant.id, store: installation.home, saved: true };
      if (!(await run(saveToList, input, {}, 'quiet'))) return;
    }
  };
  const choose = (side: Side) => (
    <Button size="dock" variant="primary" wide onClick={() => openVariant(side.variant, { replace: true })}>
      {t('compare.choose', { product: nameOf(side) })}
    </Button>
  );
  const bothSaved = hasSaved(left) && hasSaved(right);

  return (
    <>
      <Screen
        bleed
        bar={<ScreenBar back />}
        dock={
          <Dock>
            {choose(left)}
            <Button size="dock" icon={ListPlus} aria-pressed={bothSaved} onClick={() => void saveBoth()}>
              {t(bothSaved ? 'compare.saved_both' : 'compare.save_both')}
            </Button>
            {choose(right)}
          </Dock>
        }
      >
        <div className="g-compare" data-testid="compare">
          <h1 className="g-sr">{t('compare.title', { left: nameOf(left), right: nameOf(right) })}</h1>
          <div className="g-compare__shelves">
            <Half side="left" of={left} />
            <Half side="right" of={right} />
          </div>
          <CompareRail left={left} right={right} />
          <Notes />
          <Rows left={left} right={right} />
        </div>
      </Screen>
      {sheet}
    </>
  );
}

function Half({ side, of: { product, variant, aisle } }: { side: 'left' | 'right'; of: Side }) {
  const t = useText();
  const locale = useLocale();
  const department = wordsIn(product.department, locale);
  return (
    <CompareHalf
      side={side}
      id={product.id}
      pigment={product.pigment}
      picture={pictureOf(product, variant, locale, 'big')}
      name={wordsIn(product.name, locale)}
      kicker={aisle === null ? department : t('suggest.reason_aisle', { aisle })}
      choice={[variant.colour ? wordsIn(variant.colour.name, locale) : null, variant.size].filter(Boolean).join(' · ')}
    />
  );
}

function CompareRail({ left, right }: { left: Side; right: Side }) {
  const t = useText();
  const format = useFormat();
  const gap = priceGap(left, right);
  const tag = ({ offer }: Side) => (
    <PriceTag
      price={offer?.price ?? null}
      was={offer?.was}
      percent={offer?.was ? percentBetween(offer.was, offer.price) : undefined}
    />
  );
  return (
    <section className="g-rail g-compare__rail">
      <div className="g-compare__tag" data-testid="price-left">
        {tag(left)}
      </div>
      <div className="g-compare__gap">
        {gap ? (
          <p className="g-rail__title">
            {gap.minor === 0 ? t('compare.same_price') : t('compare.difference', { amount: format.money(gap) })}
          </p>
        ) : null}
        <p className="g-rail__line">{t('compare.only')}</p>
      </div>
      <div className="g-compare__tag g-compare__tag--right" data-testid="price-right">
        {tag(right)}
      </div>
    </section>
  );
}

function Rows({ left, right }: { left: Side; right: Side }) {
  const t = useText();
  const locale = useLocale();
  const stockWords = useStockWords();
  const [mine, yours] = [standingOf(left), standingOf(right)];
  const rows = differences(left, right, locale);
  const [leftStock, rightStock] = [stockWords(left), stockWords(right)];
  const sameSize = left.variant.size !== null && left.variant.size === right.variant.size ? left.variant.size : null;
  const isSure = (standing: typeof mine): boolean => standing === 'here';
  const better = isSure(mine) === isSure(yours) ? null : isSure(mine) ? 'left' : 'right';
  return (
    // A place that scrolls is reached by keys too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="g-compare__rows" role="table" aria-label={t('compare.only')} tabIndex={0}>
      <div className="g-sr" role="row">
        <span role="columnheader">{wordsIn(left.product.name, locale)}</span>
        <span role="columnheader" />
        <span role="columnheader">{wordsIn(right.product.name, locale)}</span>
      </div>
      {leftStock === rightStock ? null : (
        <CompareRow
          label={sameSize === null ? t('compare.here') : t('compare.here_size', { size: sameSize })}
          left={leftStock}
          right={rightStock}
          better={better}
          testId="compare-here"
        />
      )}
      {rows.map((row) => (
        <CompareRow
          key={row.field}
          label={t(`compare.${row.field}`)}
          left={row.left}
          right={row.right}
          testId={`compare-${row.field}`}
        />
      ))}
      {rows.length === 0 ? (
        <div className="g-compare__same" role="row">
          <span role="cell">{t('compare.same')}</span>
        </div>
      ) : null}
    </div>
  );
}

function useStockWords(): (side: Side) => string {
  const t = useText();
  const format = useFormat();
  const { zone } = useInstallation();
  return (side) => {
    const { here, product } = side;
    const count = here?.available ?? 0;
    switch (standingOf(side)) {
      case 'stopped':
        return t('piece.recall_stop');
      case 'here':
        return t('compare.count', { unit: product.unit, count });
      case 'was':
        return t('stock.was', { count, time: format.time(here?.seenMs ?? 0, zone) });
      case 'online':
        return t('compare.online_only');
      case 'none':
        return t('compare.none');
      case 'unknown':
        return t('compare.unknown');
    }
  };
}

function Gone() {
  const t = useText();
  const [, navigate] = useLocation();
  return (
    <Screen
      bar={<ScreenBar back />}
      note={<Notes />}
      dock={
        <Dock>
          <Button size="dock" variant="primary" wide icon={ScanBarcode} onClick={() => navigate(routes.home)}>
            {t('activity.other_tag')}
          </Button>
        </Dock>
      }
    >
      <EmptyState icon={SearchX} title={t('compare.gone')} text={t('compare.gone_text')} />
    </Screen>
  );
}
