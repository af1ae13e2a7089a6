// One order: picture, what is in it, where it was placed and at what hour, its state and total.
import './order-row.css';
import Globe from 'lucide-react/icons/globe';
import Store from 'lucide-react/icons/store';
import type { ReactNode } from 'react';
import type { Money } from '#domain/money.ts';
import type { Pigment } from '#domain/product.ts';
import { Icon } from './icon.tsx';
import type { PictureShape } from './picture.tsx';
import { PriceTag } from './price-tag.tsx';
import { Thumb } from './product-row.tsx';

export interface OrderRowProps {
  id: string;
  /** "Bota Serra, meia de lã" */
  title: string;
  /** "Online 4127 · site às 10:58": words `order.source_*`. */
  source: string;
  channel: 'online' | 'store';
  pigment: Pigment;
  picture: PictureShape | null;
  /** `<Chip tone="good" icon={PackageCheck}>` with `order.state_*`. */
  state?: ReactNode;
  total?: Money | null;
  /** Without it the row is not a button (lines inside an order). */
  onOpen?: () => void;
}

export function OrderRow({ id, title, source, channel, pigment, picture, state, total, onOpen }: OrderRowProps) {
  return (
    <li className="g-order">
      <Thumb id={id} pigment={pigment} picture={picture} corner />
      <div className="g-order__words">
        <p className="g-row-title">
          {onOpen ? (
            <button type="button" className="g-cover" onClick={onOpen}>
              {title}
            </button>
          ) : (
            title
          )}
        </p>
        <p className="g-order__source">
          <Icon of={channel === 'online' ? Globe : Store} size="s" />
          {source}
        </p>
      </div>
      <div className="g-order__end">
        {state}
        {total ? <PriceTag price={total} size="row" /> : null}
      </div>
    </li>
  );
}

export function OrderList({ children, label }: { children: ReactNode; label: string }) {
  return (
    <ul className="g-card g-orders" aria-label={label}>
      {children}
    </ul>
  );
}
