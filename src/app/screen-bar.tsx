// The bar of every screen: language and accessibility are always in the same corner, and a shopper's own requests with
// the way to end the visit stand beside them as soon as there is anything to find again or to wipe; so does the first name
// of whoever has said who they are, which opens all that is known of them here.
import ClipboardList from 'lucide-react/icons/clipboard-list';
import './screen-bar.css';
import { createContext, lazy, type ReactNode, Suspense, use, useState } from 'react';
import { useLocation } from 'wouter';
import { useLocale, useText } from '#app/text/text.ts';
import { AppBar } from '#app/ui/app-bar.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { VisitBar } from '#app/ui/visit-bar.tsx';
import { useLook } from './look-context.tsx';
import { routes } from './routes.ts';
import { useReadable, useTablet } from './tablet-context.ts';

const LanguageSheet = lazy(async () => ({ default: (await import('#app/ui/language-sheet.tsx')).LanguageSheet }));
const DataSheet = lazy(async () => ({ default: (await import('./identify/data-sheet.tsx')).DataSheet }));

/** How a shopper's visit is ended; null on the other surfaces. */
export const EndVisitContext = createContext<(() => void) | null>(null);

export interface ScreenBarProps {
  /** Where Home leads; null hides it (attract). Default: the first screen. */
  home?: string | null;
  /** Where Back leads; true: one step back. */
  back?: boolean | string;
  brand?: boolean | 'ipe';
  title?: string;
  subtitle?: string;
  language?: boolean;
  children?: ReactNode;
  reader?: ReactNode;
}

export function ScreenBar({ home = routes.home, back = false, language = true, children, ...bar }: ScreenBarProps) {
  const [, navigate] = useLocation();
  const locale = useLocale();
  const { setLocale, openAccessibility } = useLook();
  const endVisit = use(EndVisitContext);
  const [choosing, setChoosing] = useState(false);
  const person = useReadable(useTablet().person);
  const [asking, setAsking] = useState(false);
  const goBack = () =>
    typeof back === 'string'
      ? navigate(back)
      : window.history.length > 1
        ? window.history.back()
        : navigate(routes.home);
  return (
    <>
      <AppBar
        {...bar}
        {...(home === null ? {} : { onHome: () => navigate(home) })}
        {...(back ? { onBack: goBack } : {})}
        {...(language ? { onLanguage: () => setChoosing(true) } : {})}
        onAccessibility={openAccessibility}
      >
        {endVisit ? <Visit onName={() => setAsking(true)} onEnd={endVisit} /> : null}
        {children}
      </AppBar>
      <Suspense fallback={null}>
        {choosing ? (
          <LanguageSheet
            open
            locale={locale}
            onChoose={(chosen) => {
              setLocale(chosen);
              setChoosing(false);
            }}
            onClose={() => setChoosing(false)}
            onAccessibility={openAccessibility}
          />
        ) : null}
        {asking && person && endVisit ? (
          <DataSheet person={person} onClose={() => setAsking(false)} onEnd={endVisit} />
        ) : null}
      </Suspense>
    </>
  );
}

function Visit({ onName, onEnd }: { onName: () => void; onEnd: () => void }) {
  const t = useText();
  const [path, navigate] = useLocation();
  const tablet = useTablet();
  const count = useReadable(tablet.activity).length;
  const person = useReadable(tablet.person);
  if (count === 0 && !person) return null;
  return (
    <>
      {path === routes.activity || count === 0 ? null : (
        <button
          type="button"
          className="g-bar__button g-requests"
          aria-label={t('activity.open', { count })}
          onClick={() => navigate(routes.activity)}
        >
          <Icon of={ClipboardList} size="s" />
          <span className="g-requests__word">{t('activity.short')}</span>{' '}
          <span className="g-requests__count">{count}</span>
        </button>
      )}
      <VisitBar firstName={person?.firstName ?? null} onName={onName} onEnd={onEnd} />
    </>
  );
}
