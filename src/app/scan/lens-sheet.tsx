// The cameras of this tablet by their own names, the one for tags first; the choice is kept.
import Check from 'lucide-react/icons/check';
import { useLook } from '#app/look-context.tsx';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { Sheet } from '#app/ui/sheet.tsx';
import type { Lens } from '#scan/lens.ts';

export interface LensSheetProps {
  lenses: readonly Lens[];
  chosen: string | null;
  onChoose: (id: string) => void;
  onClose: () => void;
}

export function LensSheet({ lenses, chosen, onChoose, onClose }: LensSheetProps) {
  const t = useText();
  const { openAccessibility } = useLook();
  return (
    <Sheet open onClose={onClose} title={t('camera.lens_title')} onAccessibility={openAccessibility}>
      <p className="g-note">{t('camera.lens_line')}</p>
      <ul className="g-lens-choice">
        {lenses.map(({ id, label }, index) => (
          <li key={id}>
            <Button aria-pressed={id === chosen} onClick={() => onChoose(id)}>
              {label || t('camera.lens_number', { number: index + 1 })}
              {id === chosen ? (
                <>
                  {' '}
                  <Icon of={Check} size="s" />
                  <span className="g-sr">{t('camera.lens_now')}</span>
                </>
              ) : null}
            </Button>
          </li>
        ))}
      </ul>
      <Button variant="plain" onClick={onClose}>
        {t('do.cancel')}
      </Button>
    </Sheet>
  );
}
