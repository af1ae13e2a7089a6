// One suggestion on its own small shelf: picture, tag, name and why it is shown; "não mostrar" is one tap of 48 px.
import './suggestion-card.css';
import EyeOff from 'lucide-react/icons/eye-off';
import type { ReactNode } from 'react';
import type { Money } from '#domain/money.ts';
import type { Pigment } from '#domain/product.ts';
import { useText } from '#app/text/text.ts';
import { Icon } from './icon.tsx';
import { names } from './names.ts';
import { Picture, type PictureShape } from './picture.tsx';
import { PriceTag } from './price-tag.tsx';
import { ProductName } from './product-name.tsx';
import { TilePattern } from './tile-pattern.tsx';

export interface SuggestionCardProps {
  id: string;
  name: string;
  /** The name with parts marked; leave out to show it as it is. */
  marked?: ReactNode;
  pigment: Pigment;
  picture: PictureShape | null;
  price: Money | null;
  was?: Money | null | undefined;
  /** A fact: "Vai com esta bota". Words: `suggest.reason_*`. */
  reason?: string | undefined;
  onOpen: () => void;
  /** Leave out where nothing can be hidden (recently seen). */
  onHide?: () => void;
  /** Where a reason may be asked after: it rests on what is known of a person. */
  onWhy?: () => void;
  /** `shelf`: picture above the rail (portrait) · `row`: picture left (landscape, lists of seen things). */
  shape?: 'shelf' | 'row';
}

export function SuggestionCard({
  id,
  name,
  marked,
  pigment,
  picture,
  price,
  was,
  reason,
  onOpen,
  onHide,
  onWhy,
  shape = 'shelf',
}: SuggestionCardProps) {
  const t = useText();
  return (
    <article className={names('g-card', 'g-suggestion', `g-suggestion--${shape}`)}>
      <div className={`g-suggestion__field g-pigment-${pigment}`}>
        <TilePattern seed={id} rows={shape === 'shelf' ? 3 : 2} />
        <Picture picture={picture} className="g-suggestion__picture" />
      </div>
      {shape === 'shelf' ? (
        <div className="g-suggestion__rail">
          <PriceTag price={price} was={was} size="s" />
        </div>
      ) : null}
      <div className="g-suggestion__words">
        <h3>
          <button type="button" className="g-cover" onClick={onOpen}>
            <ProductName name={name}>{marked}</ProductName>
          </button>
        </h3>
        {shape === 'row' ? <PriceTag price={price} was={was} size="row" /> : null}
        {reason ? <p className="g-suggestion__reason">{reason}</p> : null}
        {onWhy ? (
          <button
            type="button"
            className="g-suggestion__why"
            aria-label={t('suggest.why_of', { product: name })}
            onClick={onWhy}
          >
            {t('suggest.why')}
          </button>
        ) : null}
      </div>
      {onHide ? (
        <button
          type="button"
          className="g-suggestion__hide"
          aria-label={t('suggest.hide', { product: name })}
          onClick={onHide}
        >
          <Icon of={EyeOff} />
        </button>
      ) : null}
    </article>
  );
}

/** Lays cards out side by side: three shelves in portrait, two rows in landscape, one column on a phone. */
export function SuggestionRow({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="g-suggestions">
      <h2 className="g-suggestions__title">{title}</h2>
      <div className="g-suggestions__cards">{children}</div>
    </section>
  );
}
