// The shelf: one pigment, its tile, and one big product standing on the rail below with a single contact shadow.
import './shelf-field.css';
import type { Pigment } from '#domain/product.ts';
import { isShort, longestWord } from './name-fit.ts';
import { names } from './names.ts';
import { Picture, type PictureShape } from './picture.tsx';
import { ProductName } from './product-name.tsx';
import { TilePattern } from './tile-pattern.tsx';
import type { CSSProperties, ReactNode } from 'react';

export interface ShelfFieldProps {
  pigment: Pigment;
  /** Keeps the tile the same for the same product; give the product's id. */
  seed: string;
  picture: PictureShape | null;
  /** "Calçados · corredor 4" */
  kicker?: string;
  /** The product's name: the page's h1. */
  name?: string;
  /** One line under the name. */
  line?: string;
  /** `side`: words left, product right (portrait) or words above, product below (landscape) · `center`: attract · `wall`: 1920 × 1080 · `half`: left or right of two. */
  place?: 'side' | 'center' | 'wall';
  /** Squares from top to bottom. Default 4. */
  rows?: number;
  /** Above everything: `<AppBar>` or the mark. */
  children?: ReactNode;
}

export function ShelfField({
  pigment,
  seed,
  picture,
  kicker,
  name,
  line,
  place = 'side',
  rows = 4,
  children,
}: ShelfFieldProps) {
  return (
    <section className={names('g-field', `g-field--${place}`, `g-pigment-${pigment}`)}>
      <TilePattern seed={seed} rows={rows} />
      {children}
      <div className="g-field__words">
        {kicker ? <p className="g-field__kicker">{kicker}</p> : null}
        {name ? (
          <h1
            className={names(
              'g-field__name',
              name.length > 20 && 'g-field__name--long',
              isShort(name) && 'g-field__name--short',
            )}
            style={{ '--longest': longestWord(name) } as CSSProperties}
          >
            <ProductName name={name} />
          </h1>
        ) : null}
        {line ? <p className="g-field__line">{line}</p> : null}
      </div>
      <div className="g-field__stand" key={picture?.src ?? 'none'}>
        <Picture picture={picture} className="g-field__picture" eager />
      </div>
    </section>
  );
}
