// One way out as a button: what will happen, in the words of the thing itself.
import Bookmark from 'lucide-react/icons/bookmark';
import ClipboardCheck from 'lucide-react/icons/clipboard-check';
import Globe from 'lucide-react/icons/globe';
import MessageCircle from 'lucide-react/icons/message-circle-more';
import PackageCheck from 'lucide-react/icons/package-check';
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import X from 'lucide-react/icons/x';
import { useCatalogue } from '#app/tablet-context.ts';
import { type Translate, useText } from '#app/text/text.ts';
import { Button, type ButtonProps } from '#app/ui/button.tsx';
import type { IconType } from '#app/ui/icon.tsx';
import type { Catalogue } from '#local/catalogue.ts';
import type { Way } from './ways.ts';

const icons: Record<Way['kind'], IconType> = {
  variant: Bookmark,
  again: RotateCcw,
  online: Globe,
  see: PackageCheck,
  asked: MessageCircle,
  told: MessageCircle,
  counted: ClipboardCheck,
  dismissed: X,
};

export interface WayButtonProps extends Pick<ButtonProps, 'variant' | 'size' | 'wide'> {
  way: Way;
  /** The act's kind: a hold is "separar de novo". */
  kind: string;
  onTake: (way: Way) => void;
}

export function WayButton({ way, kind, onTake, ...look }: WayButtonProps) {
  const t = useText();
  const catalogue = useCatalogue();
  return (
    <Button {...look} icon={icons[way.kind]} onClick={() => onTake(way)}>
      {wordsOf(way, kind, t, catalogue)}
    </Button>
  );
}

function wordsOf(way: Way, kind: string, t: Translate, catalogue: Catalogue | null): string {
  if (way.kind === 'variant') {
    const size = catalogue?.variant(way.variantId)?.size;
    return size
      ? t('problem.do_variant', { size, count: way.count })
      : t('problem.do_variant_one', { count: way.count });
  }
  if (way.kind === 'again') return t(kind === 'hold' ? 'problem.do_again_hold' : 'problem.do_again');
  if (way.kind === 'dismissed') return t('problem.do_dismiss');
  return t(`problem.do_${way.kind}`);
}
