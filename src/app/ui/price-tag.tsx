// The paper tag: the cash price, loudest of all. Yellow only with an offer; a price that is too old is not shown.
// `data-minor` carries the painted value, so that a check can read back what people see; `data-said` marks a main fact of its
// screen, which the voice says when the screen opens.
import './price-tag.css';
import type { Money } from '#domain/money.ts';
import { useFormat } from '#app/text/format.ts';
import { useText } from '#app/text/text.ts';
import { names } from './names.ts';

export interface PriceTagProps {
  /** null: too old or unknown; says where the price is to be had instead. */
  price: Money | null;
  /** The prior price; with it the tag is an offer. */
  was?: Money | null | undefined;
  /** Whole percent off, shown as a mark. */
  percent?: number | undefined;
  /** `l` product and wall (tokens scale it) · `s` suggestion and shelf · `row` inside a list, no paper unless an offer. */
  size?: 'l' | 's' | 'row';
  /** Instead of "Veja o preço no tablet". */
  insteadOfPrice?: string;
  /** "à vista" below the price; `l` only. Default on. */
  cash?: boolean;
}

export function PriceTag({ price, was = null, percent, size = 'l', insteadOfPrice, cash = true }: PriceTagProps) {
  const t = useText();
  const format = useFormat();
  if (!price)
    return (
      <div className={names('g-tag', `g-tag--${size}`, 'g-tag--old')} data-said={size === 'l' ? '' : undefined}>
        <p>{insteadOfPrice ?? t('price.too_old')}</p>
      </div>
    );
  const { sign, number } = format.moneyParts(price);
  const cashWords = was
    ? t('price.spoken_offer', { was: format.money(was), price: format.money(price) })
    : t('price.spoken', { price: format.money(price) });
  const spoken = was && percent && size === 'l' ? `${cashWords}, ${t('speech.percent', { percent })}` : cashWords;
  return (
    <div
      className={names('g-tag', `g-tag--${size}`, was && 'g-tag--offer')}
      data-minor={price.minor}
      data-currency={price.currency}
      data-said={size === 'l' ? '' : undefined}
      key={`${price.minor}${price.currency}`}
    >
      <span className="g-sr">{spoken}</span>
      <div aria-hidden="true">
        {was && size === 'l' ? (
          <p className="g-tag__was">
            <span>{t('price.was')}</span> <s>{format.money(was)}</s>
            {percent ? <b className="g-tag__percent">{t('price.percent', { percent })}</b> : null}
          </p>
        ) : null}
        <p className="g-tag__price">
          <span className="g-tag__sign">{sign}</span>
          {number}
        </p>
        {size === 'l' && cash ? <p className="g-tag__cash">{t('price.cash')}</p> : null}
      </div>
    </div>
  );
}
