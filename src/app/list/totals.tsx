// What the list costs, below it: the web's total for everybody on paper, each set with what it takes off, what is missing
// for the next one; and a second, labelled line for somebody who is known.
import PackagePlus from 'lucide-react/icons/package-plus';
import TicketPercent from 'lucide-react/icons/ticket-percent';
import UserRound from 'lucide-react/icons/user-round';
import { unitsInWords } from '#app/deal-words.ts';
import { useOpenVariant } from '#app/open-variant.ts';
import { useCatalogue, useInstallation } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { PriceTag } from '#app/ui/price-tag.tsx';
import { Rail } from '#app/ui/rail.tsx';
import { Well } from '#app/ui/well.tsx';
import type { NextSet } from '#domain/discount/next-set.ts';
import type { Money } from '#domain/money.ts';
import { type LocalText, wordsIn } from '#domain/text.ts';
import type { Basket } from './basket.ts';

export function Totals({ basket }: { basket: Basket }) {
  const t = useText();
  const { pieces, sets, total, own, next, priced, unpriced, otherCurrency } = basket;
  const named = useNamed();
  const left = [
    ...(unpriced > 0 ? [t('list.unpriced', { count: unpriced })] : []),
    ...(otherCurrency > 0 ? [t('list.other_currency', { count: otherCurrency })] : []),
  ];
  if (priced === 0) return left.length > 0 ? <p className="g-note g-quiet">{left.join(' ')}</p> : null;
  return (
    <section className="g-card g-totals" aria-label={t('list.total')}>
      {sets.length > 0 ? (
        <dl className="g-totals__sums">
          <Sum words={t('list.pieces')} value={pieces} />
          {sets.map(({ names, off }, at) => (
            <Sum
              key={`${at} ${named(names)}`}
              words={named(names)}
              value={{ ...off, minor: -off.minor }}
              testId="applied-set"
            />
          ))}
        </dl>
      ) : null}
      <Rail
        tag={
          <div className="g-contents" data-testid="list-total">
            <PriceTag price={total} cash={false} />
          </div>
        }
        title={t('list.total')}
        lines={left}
      />
      {own ? (
        <div className="g-totals__line" data-testid="own-total" data-minor={own.total.minor}>
          <Well tone="good" icon={UserRound} />
          <div className="g-totals__words">
            <p className="g-totals__title">{t('list.own')}</p>
            <p className="g-totals__note">{named(own.names)}</p>
          </div>
          <PriceTag price={own.total} size="row" />
        </div>
      ) : null}
      {next.map((one) => (
        <Missing key={one.deal.id} next={one} />
      ))}
    </section>
  );
}

function useNamed(): (names: readonly LocalText[]) => string {
  const locale = useLocale();
  return (names) => names.map((name) => wordsIn(name, locale)).join(' · ');
}

function Sum({ words, value, testId }: { words: string; value: Money; testId?: string }) {
  const format = useFormat();
  return (
    <div className="g-totals__sum" data-testid={testId} data-minor={value.minor}>
      <dt>{words}</dt>
      <dd>{value.minor < 0 ? `−\u00a0${format.money({ ...value, minor: -value.minor })}` : format.money(value)}</dd>
    </div>
  );
}

/** "Falta 1 peça para “Leve 3, pague 2”", with a way to what is missing. */
function Missing({ next: { deal, toMs, missing } }: { next: NextSet }) {
  const t = useText();
  const format = useFormat();
  const locale = useLocale();
  const catalogue = useCatalogue();
  const openVariant = useOpenVariant();
  const { zone } = useInstallation();
  const name = wordsIn(deal.name, locale);
  const parts = missing.flatMap(({ productId, units }) => {
    const product = productId === null ? null : catalogue?.product(productId);
    const variant = productId === null ? null : catalogue?.variantsOf(productId)[0];
    return product && variant ? [{ units, name: wordsIn(product.name, locale), variant }] : [];
  });
  const count = missing.reduce((sum, { units }) => sum + units, 0);
  return (
    <div className="g-totals__line" data-testid="next-set">
      <Well tone="note" icon={deal.rule.kind === 'bundle' ? PackagePlus : TicketPercent} />
      <div className="g-totals__words">
        <p className="g-totals__title">
          {parts.length > 0
            ? t('list.next_of', {
                deal: name,
                products: parts.map((part) => unitsInWords(t, part.name, part.units)).join(' + '),
              })
            : t('list.next_any', { deal: name, count })}
        </p>
        {toMs === null ? null : (
          <p className="g-totals__note">
            {t('price.until', { day: format.day(toMs, zone), time: format.time(toMs, zone) })}
          </p>
        )}
      </div>
      {parts.map((part) => (
        <Button key={part.variant.id} onClick={() => openVariant(part.variant)}>
          {t('deal.see', { product: part.name })}
        </Button>
      ))}
    </div>
  );
}
