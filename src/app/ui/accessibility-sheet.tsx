// Colours, letter size, motion and reach, each with what it does; acts at once and ends with the visit.
import { useText } from '#app/text/text.ts';
import { Button } from './button.tsx';
import { type Look, normalLook, textSteps, themes } from './look.ts';
import { Segmented } from './segmented.tsx';
import { Sheet, SheetActions } from './sheet.tsx';
import { Switch } from './switch.tsx';

export interface AccessibilitySheetProps {
  open: boolean;
  onClose: () => void;
  look: Look;
  /** Apply with `applyLook` and keep for the visit. */
  onChange: (look: Look) => void;
}

export function AccessibilitySheet({ open, onClose, look, onChange }: AccessibilitySheetProps) {
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
          label={t('look.motion')}
          line={t('look.motion_line')}
          on={look.motion === 'none'}
          onChange={(on) => onChange({ ...look, motion: on ? 'none' : 'normal' })}
        />
        <Switch
          label={t('look.reach')}
          line={t('look.reach_line')}
          on={look.reach === 'low'}
          onChange={(on) => onChange({ ...look, reach: on ? 'low' : 'normal' })}
        />
      </div>
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
