// The shelf edge: dark, carrying the tag on the left and what explains the price on the right.
import './rail.css';
import type { ReactNode } from 'react';

export interface RailProps {
  /** `<PriceTag>` */
  tag?: ReactNode;
  /** Why and until when: "Semana da Serra". */
  title?: string | undefined;
  /** Lines under it: "Até domingo, 29/11, às 20h", instalments with their total. */
  lines?: readonly string[];
  /** Right end: QR code, an arrow. */
  end?: ReactNode;
  /** Instead of title and lines. */
  children?: ReactNode;
}

export function Rail({ tag, title, lines = [], end, children }: RailProps) {
  return (
    <section className="g-rail">
      {tag}
      <div className="g-rail__words" data-said="">
        {title ? <p className="g-rail__title">{title}</p> : null}
        {lines.map((line) => (
          <p className="g-rail__line" key={line}>
            {line}
          </p>
        ))}
        {children}
      </div>
      {end ? <div className="g-rail__end">{end}</div> : null}
    </section>
  );
}
