// One way out as a button: what will happen, in the words of the thing itself.
import Bookmark from 'lucide-react/icons/bookmark';
import Box from 'lucide-react/icons/box';
import ClipboardCheck from 'lucide-react/icons/clipboard-check';
import Globe from 'lucide-react/icons/globe';
import MessageCircle from 'lucide-react/icons/message-circle-more';
import PackageCheck from 'lucide-react/icons/package-check';
import Phone from 'lucide-react/icons/phone';
import PhoneMissed from 'lucide-react/icons/phone-missed';
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import UserRoundCog from 'lucide-react/icons/user-round-cog';
import X from 'lucide-react/icons/x';
import { useCatalogue } from '#app/tablet-context.ts';
import { type Translate, useText } from '#app/text/text.ts';
import { Button, type ButtonProps } from '#app/ui/button.tsx';
import type { IconType } from '#app/ui/icon.tsx';
import type { Catalogue } from '#local/catalogue.ts';
import { CallButton } from './person.tsx';
import type { Way } from './ways.ts';

const icons: Record<Way['kind'], IconType> = {
  variant: Bookmark,
  again: RotateCcw,
  online: Globe,
  see: PackageCheck,
  asked: MessageCircle,
  told: MessageCircle,
  call: Phone,
  missed: PhoneMissed,
  box_here: Box,
  box_gone: UserRoundCog,
  counted: ClipboardCheck,
  dismissed: X,
};

export interface WayButtonProps extends Pick<ButtonProps, 'variant' | 'size' | 'wide'> {
  way: Way;
  /** The act's kind: a hold is "separar de novo". */
  kind: string;
  /** Whom it is for: "Falei com João". */
  name: string | null;
  onTake: (way: Way) => void;
}

export function WayButton({ way, kind, name, onTake, ...look }: WayButtonProps) {
  const t = useText();
  const catalogue = useCatalogue();
  if (way.kind === 'call')
    return <CallButton phone={way.phone} size={look.size ?? 'touch'} onCall={() => onTake(way)} />;
  return (
    <Button {...look} icon={icons[way.kind]} onClick={() => onTake(way)}>
      {wordsOf(way, { kind, name }, t, catalogue)}
    </Button>
  );
}

function wordsOf(
  way: Exclude<Way, { kind: 'call' }>,
  { kind, name }: Pick<WayButtonProps, 'kind' | 'name'>,
  t: Translate,
  catalogue: Catalogue | null,
): string {
  if (way.kind === 'variant') {
    const size = catalogue?.variant(way.variantId)?.size;
    return size
      ? t('problem.do_variant', { size, count: way.count })
      : t('problem.do_variant_one', { count: way.count });
  }
  if (way.kind === 'online') return t('problem.do_online', { count: way.count });
  if (way.kind === 'told' && name) return t('problem.do_told_name', { name });
  if (way.kind === 'again') return t(kind === 'hold' ? 'problem.do_again_hold' : 'problem.do_again');
  if (way.kind === 'dismissed') return t('problem.do_dismiss');
  return t(`problem.do_${way.kind}`);
}
