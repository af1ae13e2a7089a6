// One of the two shelves: pigment, tile, name on the outer side, the product towards the middle.
import type { CSSProperties } from 'react';
import type { Pigment } from '#domain/product.ts';
import { longestWord } from '#app/ui/name-fit.ts';
import { Picture, type PictureShape } from '#app/ui/picture.tsx';
import { ProductName } from '#app/ui/product-name.tsx';
import { TilePattern } from '#app/ui/tile-pattern.tsx';

export interface CompareHalfProps {
  side: 'left' | 'right';
  id: string;
  pigment: Pigment;
  picture: PictureShape | null;
  name: string;
  kicker: string;
  choice: string;
}

/** Three lines of a name; a longer one is cut rather than written smaller. */
const mostToFit = 22;

export function CompareHalf({ side, id, pigment, picture, name, kicker, choice }: CompareHalfProps) {
  const longest = Math.max(longestWord(name), Math.min(mostToFit, Math.ceil(name.length / 3)));
  return (
    <section className={`g-compare__half g-compare__half--${side} g-pigment-${pigment}`}>
      <TilePattern seed={id} rows={4} />
      <div className="g-compare__words">
        <p className="g-compare__kicker">{kicker}</p>
        <h2 className="g-compare__name" style={{ '--longest': longest } as CSSProperties}>
          <ProductName name={name} />
        </h2>
        {choice ? <p className="g-compare__choice">{choice}</p> : null}
      </div>
      <div className="g-compare__stand">
        <Picture picture={picture} className="g-compare__picture" eager />
      </div>
    </section>
  );
}
