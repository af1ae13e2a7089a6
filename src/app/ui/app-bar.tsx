// The bar of every screen: Home and Back left, visit, language and accessibility right, always in the same place.
// The accessibility button stays the last control of the bar, in the same corner, on every screen.
import './app-bar.css';
import Accessibility from 'lucide-react/icons/accessibility';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import House from 'lucide-react/icons/house';
import type { ReactNode } from 'react';
import { useText } from '#app/text/text.ts';
import { Icon } from './icon.tsx';
import { Mark } from './mark.tsx';

export interface AppBarProps {
  /** Leave out a handler and its button is not there (attract has no Home). */
  onHome?: () => void;
  onBack?: () => void;
  /** Where Back leads, when it is not just back ("Casos"). */
  backLabel?: string;
  onLanguage?: () => void;
  onAccessibility: () => void;
  /** Show the mark, on home screens; 'ipe' on a yellow field. */
  brand?: boolean | 'ipe';
  /** Title with a second line, for the manager's pages. */
  title?: string;
  subtitle?: string;
  /** Right side, before language: `<VisitBar>`, a staff chip, a state. */
  children?: ReactNode;
  /** Left of the right side in landscape: `<ReaderLine>`. */
  reader?: ReactNode;
}

export function AppBar({
  onHome,
  onBack,
  backLabel,
  onLanguage,
  onAccessibility,
  brand = false,
  title,
  subtitle,
  children,
  reader,
}: AppBarProps) {
  const t = useText();
  return (
    <header className="g-bar" aria-label={t('bar.label')}>
      <button type="button" className="g-skip" onClick={() => document.getElementById('content')?.focus()}>
        {t('app.skip')}
      </button>
      <div className="g-bar__start">
        {onHome ? (
          <button type="button" className="g-bar__button g-bar__square" aria-label={t('bar.home')} onClick={onHome}>
            <Icon of={House} />
          </button>
        ) : null}
        {onBack ? (
          <button type="button" className="g-bar__button" aria-label={backLabel ?? t('bar.back')} onClick={onBack}>
            <Icon of={ArrowLeft} size="s" />
            <span className="g-bar__word">{backLabel ?? t('bar.back')}</span>
          </button>
        ) : null}
        {brand ? <Mark ground={brand === 'ipe' ? 'ipe' : 'page'} /> : null}
        {title ? (
          <div className="g-bar__title">
            <h1>{title}</h1>
            {subtitle ? <p>{subtitle}</p> : null}
          </div>
        ) : null}
      </div>
      {reader ? <div className="g-bar__reader">{reader}</div> : null}
      <div className="g-bar__end">
        {children}
        {onLanguage ? (
          <button
            type="button"
            className="g-bar__button g-bar__square"
            aria-label={t('bar.language')}
            onClick={onLanguage}
          >
            {t('bar.language_code')}
          </button>
        ) : null}
        <AccessibilityButton onPress={onAccessibility} />
      </div>
    </header>
  );
}

/** Also drawn by every sheet above its veil, in the same corner. */
export function AccessibilityButton({ onPress }: { onPress: () => void }) {
  const t = useText();
  return (
    <button
      type="button"
      className="g-bar__button g-bar__accessibility"
      aria-label={t('bar.accessibility')}
      onClick={onPress}
    >
      <Icon of={Accessibility} size="l" />
    </button>
  );
}
