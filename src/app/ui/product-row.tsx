// A product in a list: picture on its pigment, name, one line, price. The whole row is the button.
import './product-row.css';
import ChevronRight from 'lucide-react/icons/chevron-right';
import type { ReactNode } from 'react';
import type { Money } from '#domain/money.ts';
import type { Pigment } from '#domain/product.ts';
import { Icon } from './icon.tsx';
import { Picture, type PictureShape } from './picture.tsx';
import { PriceTag } from './price-tag.tsx';
import { ProductName } from './product-name.tsx';
import { TilePattern } from './tile-pattern.tsx';

export interface ProductRowProps {
  id: string;
  name: string;
  line?: string | undefined;
  pigment: Pigment;
  picture: PictureShape | null;
  price?: Money | null | undefined;
  was?: Money | null | undefined;
  /** null: there is nothing to open. */
  onOpen: (() => void) | null;
  /** Instead of the arrow: a button of its own (remove from the list). */
  end?: ReactNode;
}

export function ProductRow({ id, name, line, pigment, picture, price, was, onOpen, end }: ProductRowProps) {
  return (
    <li className="g-card g-product-row">
      <Thumb id={id} pigment={pigment} picture={picture} />
      <div className="g-product-row__words">
        <p className="g-row-title">
          {onOpen ? (
            <button type="button" className="g-cover" onClick={onOpen}>
              <ProductName name={name} />
            </button>
          ) : (
            <ProductName name={name} />
          )}
        </p>
        {line ? <p className="g-note g-quiet">{line}</p> : null}
      </div>
      {price === undefined ? null : <PriceTag price={price} was={was} size="row" />}
      <div className="g-product-row__end">{end ?? (onOpen ? <Icon of={ChevronRight} /> : null)}</div>
    </li>
  );
}

/** The square picture of rows: pigment, two squares of tile, product. `corner` gives it the quarter-round corner. */
export function Thumb({
  id,
  pigment,
  picture,
  corner = false,
}: {
  id: string;
  pigment: Pigment;
  picture: PictureShape | null;
  corner?: boolean;
}) {
  return (
    <span className={`g-thumb g-pigment-${pigment}${corner ? ' g-thumb--corner' : ''}`}>
      <TilePattern seed={id} rows={2} />
      <Picture picture={picture} className="g-thumb__picture" />
    </span>
  );
}
