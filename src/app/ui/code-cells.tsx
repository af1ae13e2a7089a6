// A code, one sign to a cell: being typed, shown to be copied, or with the digit that does not fit marked.
import './code-cells.css';
import CornerRightUp from 'lucide-react/icons/corner-right-up';
import { useText } from '#app/text/text.ts';
import { Icon } from './icon.tsx';
import { names } from './names.ts';

export interface CodeCellsProps {
  value: string;
  /** Cells in all; default the value's length. */
  length?: number;
  /** A wider gap after these many cells: EAN-13 is [1, 7], six digits [3], eight signs [4]. */
  groups?: readonly number[];
  /** What this code is, for readers: "Código de retirada". */
  label: string;
  /** Position (1-based) of the sign that does not fit; says so below. */
  faultAt?: number | undefined;
  /** PIN: dots instead of digits. */
  secret?: boolean;
  /** `type` outlined, being typed · `show` grey, already read · `tall` large, to be copied from a screen. */
  look?: 'type' | 'show' | 'tall';
}

export function CodeCells({
  value,
  length = value.length,
  groups = [],
  label,
  faultAt,
  secret = false,
  look = 'type',
}: CodeCellsProps) {
  const t = useText();
  const signs = [...value];
  return (
    <div className="g-cells" role="group" aria-label={label}>
      <p className="g-sr" aria-live="polite">
        {secret ? t('code.missing', { count: Math.max(0, length - signs.length) }) : signs.join(' ')}
      </p>
      <div
        className={names('g-cells__row', `g-cells__row--${look}`, length > 9 && 'g-cells__row--long')}
        aria-hidden="true"
      >
        {Array.from({ length }, (_, index) => (
          <span
            key={index}
            className={names(
              'g-cells__cell',
              groups.includes(index) && 'g-cells__cell--group',
              look === 'type' && index === signs.length && 'g-cells__cell--next',
              faultAt === index + 1 && 'g-cells__cell--fault',
            )}
          >
            {signs[index] === undefined ? '' : secret ? '•' : signs[index]}
          </span>
        ))}
      </div>
      {faultAt ? (
        <p className="g-cells__fault">
          {t('code.fault', { position: faultAt })}
          <Icon of={CornerRightUp} size="s" />
        </p>
      ) : null}
    </div>
  );
}
