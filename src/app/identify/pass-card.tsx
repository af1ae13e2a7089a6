// A pass as people know it from their phone: the shop's mark on its pigment. Decoration, for the eye only.
import Check from 'lucide-react/icons/check';
import QrCode from 'lucide-react/icons/qr-code';
import { useText } from '#app/text/text.ts';
import { Icon } from '#app/ui/icon.tsx';
import { Mark } from '#app/ui/mark.tsx';
import { TilePattern } from '#app/ui/tile-pattern.tsx';

/** `read`: a pass that was read carries the sign for it. */
export function PassCard({ read }: { read: boolean }) {
  const t = useText();
  return (
    <div className="g-pass g-pigment-anil" aria-hidden="true">
      <TilePattern seed="pass" rows={6} />
      <Mark />
      <span className="g-pass__sign">
        <Icon of={read ? Check : QrCode} size="l" />
      </span>
      <span className="g-pass__words">{t('consent.card')}</span>
    </div>
  );
}
