// One thing in which the two differ: left, what it is about, right. The better side says so with sign, weight and word.
import Check from 'lucide-react/icons/check';
import { useText } from '#app/text/text.ts';
import { Icon } from '#app/ui/icon.tsx';
import { names } from '#app/ui/names.ts';

export interface CompareRowProps {
  label: string;
  left: string;
  right: string;
  better?: 'left' | 'right' | null;
  /** For tests and checks that read back what people see. */
  testId?: string;
}

export function CompareRow({ label, left, right, better = null, testId }: CompareRowProps) {
  return (
    <div className="g-compare__row" role="row" data-testid={testId} data-better={better}>
      <Value text={left} side="left" isBetter={better === 'left'} />
      <div className="g-compare__label" role="rowheader">
        {label}
      </div>
      <Value text={right} side="right" isBetter={better === 'right'} />
    </div>
  );
}

function Value({ text, side, isBetter }: { text: string; side: 'left' | 'right'; isBetter: boolean }) {
  const t = useText();
  return (
    <div
      className={names('g-compare__value', `g-compare__value--${side}`, isBetter && 'g-compare__value--better')}
      role="cell"
    >
      {isBetter ? <Icon of={Check} /> : null}
      {text === '' ? <span className="g-quiet">{t('compare.unsaid')}</span> : <span>{text}</span>}
      {isBetter ? <span className="g-sr">{t('compare.better')}</span> : null}
    </div>
  );
}
