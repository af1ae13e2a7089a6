// One of a few: real radio buttons, so arrow keys and readers know it. Also serves as tabs and as filters.
import './segmented.css';
import { useId } from 'react';
import { Icon, type IconType } from './icon.tsx';

export interface SegmentedProps<T extends string> {
  label: string;
  /** Hide the label where a heading says it already; readers still hear it. */
  labelHidden?: boolean;
  options: readonly { value: T; label: string; icon?: IconType; lang?: string }[];
  value: T;
  onChange: (value: T) => void;
}

export function Segmented<T extends string>({
  label,
  labelHidden = false,
  options,
  value,
  onChange,
}: SegmentedProps<T>) {
  const name = useId();
  return (
    <fieldset className="g-segmented">
      <legend className={labelHidden ? 'g-sr' : 'g-segmented__label'}>{label}</legend>
      <div className="g-segmented__options">
        {options.map((option) => (
          <label key={option.value} className="g-segmented__option" lang={option.lang}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.icon ? <Icon of={option.icon} size="s" /> : null}
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
