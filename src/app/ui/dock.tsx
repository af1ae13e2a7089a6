// The actions of a screen, always at the bottom and never moving. At most three; the primary one is wide.
// With the largest letters a "Mais" button turns the page, so that nothing needs a drag.
import './dock.css';
import ChevronRight from 'lucide-react/icons/chevron-right';
import type { ReactNode } from 'react';
import { useText } from '#app/text/text.ts';
import { Icon } from './icon.tsx';

/** Children are `Button size="dock"`; a third one is icon only. */
export function Dock({ children }: { children: ReactNode }) {
  return (
    <div className="g-dock">
      {children}
      <TurnPage />
    </div>
  );
}

/** For a screen without a dock; there only with the largest letters. */
export function TurnPage() {
  const t = useText();
  return (
    <button type="button" className="g-button g-button--outline g-button--dock g-dock__more" onClick={turnPage}>
      {t('do.more')}
      <Icon of={ChevronRight} />
    </button>
  );
}

/** Four fifths of a page down; from the end back to the top. */
function turnPage(): void {
  const middle = document.querySelector('[data-scrolls]');
  const moving =
    middle && middle.scrollHeight > middle.clientHeight + 8 && getComputedStyle(middle).overflowY !== 'visible'
      ? middle
      : document.documentElement;
  const atEnd = moving.scrollTop + moving.clientHeight >= moving.scrollHeight - 8;
  moving.scrollTo({ top: atEnd ? 0 : moving.scrollTop + moving.clientHeight * 0.8 });
}
