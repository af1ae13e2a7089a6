// Three languages, each by its own name. Choosing one changes every word at once and closes.
import type { Locale } from '#domain/text.ts';
import { useText } from '#app/text/text.ts';
import { Button } from './button.tsx';
import { Segmented } from './segmented.tsx';
import { Sheet, SheetActions } from './sheet.tsx';

// Written out: the domain's list would bring the schema library into this chunk.
const order = ['pt-BR', 'en', 'es'] as const satisfies readonly Locale[];

export interface LanguageSheetProps {
  open: boolean;
  onClose: () => void;
  onAccessibility: () => void;
  locale: Locale;
  onChoose: (locale: Locale) => void;
}

export function LanguageSheet({ open, onClose, onAccessibility, locale, onChoose }: LanguageSheetProps) {
  const t = useText();
  return (
    <Sheet open={open} onClose={onClose} onAccessibility={onAccessibility} title={t('language.title')}>
      <LanguageChoice locale={locale} onChoose={onChoose} />
      <SheetActions>
        <Button variant="primary" onClick={onClose}>
          {t('do.done')}
        </Button>
      </SheetActions>
    </Sheet>
  );
}

/** The three names as buttons; the attract screen shows them in place. */
export function LanguageChoice({ locale, onChoose }: { locale: Locale; onChoose: (locale: Locale) => void }) {
  const t = useText();
  return (
    <Segmented
      label={t('language.title')}
      labelHidden
      value={locale}
      onChange={onChoose}
      options={order.map((value) => ({ value, label: t(`language.${value}`), lang: value }))}
    />
  );
}
