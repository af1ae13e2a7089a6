// The reader is armed, or not: a yellow mark and its words, on the rail or on the page.
import './reader-line.css';
import type { ReactNode } from 'react';
import { names } from './names.ts';

/** `rail`: dark bar across the screen, above the dock; `big`: the verb of the scan home, its h1; without `on` the dot is hollow. */
export function ReaderLine({
  words,
  end,
  rail = false,
  big = false,
  on = true,
}: {
  words: string;
  end?: ReactNode;
  rail?: boolean;
  big?: boolean;
  on?: boolean;
}) {
  return (
    <div className={names('g-reader', rail && 'g-reader--rail', big && 'g-reader--big', !on && 'g-reader--off')}>
      <span className="g-reader__dot" aria-hidden="true" />
      {big ? <h1 className="g-reader__words">{words}</h1> : <p className="g-reader__words">{words}</p>}
      {end ? <p className="g-reader__end">{end}</p> : null}
    </div>
  );
}
