// The gôndola mark: two leaves of a quarter circle over the shelf. The third shape takes the accent of its ground.
import './mark.css';
import { names } from './names.ts';

/** `ground="ipe"` paints the accent in caju, because yellow would vanish there. `word={false}` draws the sign alone. */
export function Mark({ word = true, ground = 'page' }: { word?: boolean; ground?: 'page' | 'ipe' }) {
  return (
    <span className={names('g-mark', ground === 'ipe' && 'g-mark--ipe')}>
      <svg viewBox="0 0 40 40" aria-hidden="true" focusable="false">
        <path d="M0 0H18.5V18.5A18.5 18.5 0 0 1 0 0ZM0 22.5H40V40H20A20 17.5 0 0 1 0 22.5Z" fill="currentColor" />
        <path className="g-mark__leaf" d="M40 0V18.5H21.5A18.5 18.5 0 0 1 40 0Z" />
      </svg>
      {word ? <span>gôndola</span> : null}
    </span>
  );
}
