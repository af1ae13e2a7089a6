// "Ler tudo, em 1 minuto": what the tablet gets, what for, for how long, and how to go back on it.
import { useLook } from '#app/look-context.tsx';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Sheet, SheetActions } from '#app/ui/sheet.tsx';

const parts = ['get', 'use', 'stay', 'back'] as const;

export function AllOfIt({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText();
  const { openAccessibility } = useLook();
  return (
    <Sheet open={open} onClose={onClose} onAccessibility={openAccessibility} title={t('all.title')}>
      {parts.map((part) => (
        <section key={part} className="g-all">
          <h3>{t(`all.${part}`)}</h3>
          <p>{t(`all.${part}_text`)}</p>
        </section>
      ))}
      <SheetActions>
        <Button variant="primary" data-first onClick={onClose}>
          {t('do.ok')}
        </Button>
      </SheetActions>
    </Sheet>
  );
}
