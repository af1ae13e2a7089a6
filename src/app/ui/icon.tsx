// One way to draw an icon: lucide, stroke 2.1, hidden from readers because a word stands beside it (or on the button).
import type { LucideIcon } from 'lucide-react';

export type IconType = LucideIcon;

/** `s` 22, `m` 28, `l` 36 px at normal text size. Import icons one by one: `import House from 'lucide-react/icons/house'`. */
export function Icon({ of: Of, size = 'm' }: { of: IconType; size?: 's' | 'm' | 'l' }) {
  return (
    <Of
      aria-hidden="true"
      focusable="false"
      strokeWidth={2.1}
      className={size === 'm' ? 'g-icon' : `g-icon g-icon--${size}`}
    />
  );
}
