// The two frames of a tablet: `Screen` (one column) and `TwoPane` (shelf and answer; side by side in landscape).
// Both keep the bar and the dock where they are; only the middle scrolls. Reach mode moves the bar under the dock.
import './screen.css';
import './screen-max.css';
import './reach.css';
import type { ReactNode } from 'react';
import type { Pigment } from '#domain/product.ts';
import { names } from './names.ts';

export interface ScreenProps {
  bar: ReactNode;
  /** `<OfflineLine>` */
  note?: ReactNode;
  /** Page title (h1) and a line under it. */
  title?: string;
  line?: string;
  /** Title for readers only, where the screen is its own title (staff home). */
  titleHidden?: boolean;
  /** Above the dock, across: `<ReaderLine rail>` */
  foot?: ReactNode;
  dock?: ReactNode;
  /** No padding (viewfinder, attract). In landscape the first child fills the left, up to three others stand on the right. */
  bleed?: boolean;
  /** Full width for tiles, tables and columns; default is a readable column. */
  wide?: boolean;
  children: ReactNode;
}

export function Screen({
  bar,
  note,
  title,
  line,
  titleHidden = false,
  foot,
  dock,
  bleed = false,
  wide = false,
  children,
}: ScreenProps) {
  return (
    <div className={names('g-screen', bleed && 'g-screen--bleed', wide && 'g-screen--wide')}>
      <div className="g-screen__bar">{bar}</div>
      <div className="g-screen__note">{note}</div>
      {/* A place that scrolls is reached by keys too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <main id="content" tabIndex={0} className="g-screen__body" data-scrolls="">
        {title ? (
          <div className={titleHidden ? 'g-sr' : 'g-screen__head'}>
            <h1>{title}</h1>
            {line ? <p data-said="">{line}</p> : null}
          </div>
        ) : null}
        {children}
      </main>
      <footer className="g-screen__foot">
        {foot}
        {dock}
      </footer>
    </div>
  );
}

export interface TwoPaneProps {
  /** Paints bar buttons to fit the field. */
  pigment: Pigment;
  bar: ReactNode;
  /** `<ShelfField>` without an AppBar of its own. */
  field: ReactNode;
  /** `<Rail>` */
  rail: ReactNode;
  note?: ReactNode;
  dock?: ReactNode;
  /** The answer: choice, stock, suggestions. */
  children: ReactNode;
}

export function TwoPane({ pigment, bar, field, rail, note, dock, children }: TwoPaneProps) {
  return (
    <div className={`g-two g-pigment-${pigment}`}>
      <div className="g-two__bar">{bar}</div>
      <main id="content" tabIndex={-1} className="g-two__main">
        <div className="g-two__shelf">
          <div className="g-two__field">{field}</div>
          {rail}
        </div>
        <div className="g-two__note">{note}</div>
        <div className="g-two__body" data-scrolls="">
          {children}
        </div>
      </main>
      <footer className="g-two__dock">{dock}</footer>
    </div>
  );
}
