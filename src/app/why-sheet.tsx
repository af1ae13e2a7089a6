// "Por quê?": the fact that a suggestion rests on, and the two ways to be rid of it: this one, or all that it comes from.
import { Forget } from './identify/forget.tsx';
import { useLook } from './look-context.tsx';
import { useText } from './text/text.ts';
import { Button } from './ui/button.tsx';
import { Sheet, SheetActions } from './ui/sheet.tsx';

export interface WhySheetProps {
  name: string;
  reason: string;
  onHide: () => void;
  onClose: () => void;
}

export function WhySheet({ name, reason, onHide, onClose }: WhySheetProps) {
  const t = useText();
  const { openAccessibility } = useLook();
  return (
    <Sheet open onClose={onClose} onAccessibility={openAccessibility} title={t('suggest.why_title')}>
      <p>
        <b>{`${name}.`}</b> {`${reason}.`}
      </p>
      <p>{t('suggest.why_same')}</p>
      <Forget />
      <SheetActions>
        <Button
          onClick={() => {
            onHide();
            onClose();
          }}
        >
          {t('suggest.not_this')}
        </Button>
        <Button variant="primary" data-first onClick={onClose}>
          {t('do.ok')}
        </Button>
      </SheetActions>
    </Sheet>
  );
}
