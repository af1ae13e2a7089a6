// The bar of every screen with its two sheets: language and accessibility are always in the same corner.
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useLocation } from 'wouter';
import { useLocale } from '#app/text/text.ts';
import { AppBar } from '#app/ui/app-bar.tsx';
import { useLook } from './look-context.tsx';
import { routes } from './routes.ts';

const AccessibilitySheet = lazy(async () => ({
  default: (await import('#app/ui/accessibility-sheet.tsx')).AccessibilitySheet,
}));
const LanguageSheet = lazy(async () => ({ default: (await import('#app/ui/language-sheet.tsx')).LanguageSheet }));

export interface ScreenBarProps {
  /** Where Home leads; null hides it (attract). Default: the first screen. */
  home?: string | null;
  /** Where Back leads; true: one step back. */
  back?: boolean | string;
  brand?: boolean;
  title?: string;
  subtitle?: string;
  language?: boolean;
  children?: ReactNode;
  reader?: ReactNode;
}

export function ScreenBar({ home = routes.home, back = false, language = true, children, ...bar }: ScreenBarProps) {
  const [, navigate] = useLocation();
  const locale = useLocale();
  const { look, setLook, setLocale } = useLook();
  const [open, setOpen] = useState<'accessibility' | 'language' | null>(null);
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
        {...(language ? { onLanguage: () => setOpen('language') } : {})}
        onAccessibility={() => setOpen('accessibility')}
      >
        {children}
      </AppBar>
      <Suspense fallback={null}>
        {open === 'accessibility' ? (
          <AccessibilitySheet open look={look} onChange={setLook} onClose={() => setOpen(null)} />
        ) : null}
        {open === 'language' ? (
          <LanguageSheet
            open
            locale={locale}
            onChoose={(chosen) => {
              setLocale(chosen);
              setOpen(null);
            }}
            onClose={() => setOpen(null)}
            onAccessibility={() => setOpen('accessibility')}
          />
        ) : null}
      </Suspense>
    </>
  );
}
