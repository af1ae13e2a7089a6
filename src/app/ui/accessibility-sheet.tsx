// Language, colours, letter size, speech, reach and motion, each with what it does; acts at once and ends with the visit.
// It opens above every other sheet, so that none of them has to be left for it (S34).
import VolumeX from 'lucide-react/icons/volume-x';
import type { Locale } from '#domain/text.ts';
import { useText } from '#app/text/text.ts';
import { Button } from './button.tsx';
import { LanguageChoice } from './language-sheet.tsx';
import { type Look, normalLook, textSteps, themes } from './look.ts';
import { Segmented } from './segmented.tsx';
import { Sheet, SheetActions } from './sheet.tsx';
import { StatusLine } from './status-line.tsx';
import { Switch } from './switch.tsx';

export interface AccessibilitySheetProps {
  open: boolean;
  onClose: () => void;
  look: Look;
  /** Apply with `applyLook` and keep for the visit. */
  onChange: (look: Look) => void;
  /** Speech is on, and the device has no voice of this language. */
  isMute: boolean;
  locale: Locale;
  onLocale: (locale: Locale) => void;
}

export function AccessibilitySheet({
  open,
  onClose,
  look,
  onChange,
  isMute,
  locale,
  onLocale,
}: AccessibilitySheetProps) {
  const t = useText();
  return (
    <Sheet open={open} onClose={onClose} title={t('look.title')}>
      <Segmented
        label={t('look.theme')}
        value={look.theme}
        onChange={(theme) => onChange({ ...look, theme })}
        options={themes.map((value) => ({ value, label: t(`look.theme_${value}`) }))}
      />
      <Segmented
        label={t('look.text')}
        value={look.text}
        onChange={(text) => onChange({ ...look, text })}
        options={textSteps.map((value) => ({ value, label: t(`look.text_${value}`) }))}
      />
      <div>
        <Switch
          label={t('look.speech')}
          line={t('look.speech_line')}
          on={look.speech !== 'off'}
          onChange={(on) => onChange({ ...look, speech: on ? 'on' : 'off' })}
        />
        {look.speech === 'off' ? null : (
          <>
            <StatusLine
              tone="stale"
              icon={VolumeX}
              words={isMute ? t('look.no_voice', { language: t(`language.${locale}`) }) : ''}
            />
            <Switch
              label={t('look.twice')}
              line={t('look.twice_line')}
              on={look.speech === 'twice'}
              onChange={(on) => onChange({ ...look, speech: on ? 'twice' : 'on' })}
            />
          </>
        )}
        <Switch
          label={t('look.reach')}
          line={t('look.reach_line')}
          on={look.reach === 'low'}
          onChange={(on) => onChange({ ...look, reach: on ? 'low' : 'normal' })}
        />
        <Switch
          label={t('look.motion')}
          line={t('look.motion_line')}
          on={look.motion === 'none'}
          onChange={(on) => onChange({ ...look, motion: on ? 'none' : 'normal' })}
        />
      </div>
      <LanguageChoice locale={locale} onChoose={onLocale} />
      <p className="g-note g-quiet">{t('look.resets')}</p>
      <SheetActions>
        <Button onClick={() => onChange(normalLook)}>{t('look.reset')}</Button>
        <Button variant="primary" onClick={onClose}>
          {t('do.done')}
        </Button>
      </SheetActions>
    </Sheet>
  );
}
