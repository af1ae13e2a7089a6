// "Comparar com outro": keeps this product until the next one is shown or chosen; once more lets it go.
import Columns2 from 'lucide-react/icons/columns-2';
import { useComparing } from '#app/comparing.ts';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import type { Variant } from '#domain/product.ts';

export function CompareButton({ variant }: { variant: Variant }) {
  const t = useText();
  const { kept, keep, drop } = useComparing();
  const waits = kept?.variant.productId === variant.productId;
  return (
    <Button
      variant={waits ? 'outline' : 'plain'}
      icon={Columns2}
      aria-pressed={waits}
      onClick={() => (waits ? drop() : keep(variant))}
    >
      {t(waits ? 'compare.waits' : 'compare.open')}
    </Button>
  );
}
