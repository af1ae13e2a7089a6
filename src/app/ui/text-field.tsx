// A field with its name above and, when something is wrong, what and how to mend it below.
import './text-field.css';
import CircleAlert from 'lucide-react/icons/circle-alert';
import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react';
import { Icon, type IconType } from './icon.tsx';
import { names } from './names.ts';

export interface TextFieldProps extends Omit<
  InputHTMLAttributes<HTMLInputElement>,
  'onChange' | 'className' | 'style' | 'size'
> {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  /** What is wrong; marks the field. */
  error?: string | null;
  icon?: IconType;
  /** Right inside: a button, a count ("15 de 24"). */
  end?: ReactNode;
  ref?: Ref<HTMLInputElement>;
}

export function TextField({ label, value, onChange, hint, error = null, icon, end, ...rest }: TextFieldProps) {
  const id = useId();
  const below = error ?? hint;
  return (
    <div className={names('g-text', error !== null && 'g-text--wrong')}>
      <label htmlFor={id} className="g-text__label">
        {label}
      </label>
      <div className="g-text__box">
        {icon ? <Icon of={icon} size="s" /> : null}
        <input
          autoComplete="off"
          spellCheck={false}
          {...rest}
          id={id}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          aria-invalid={error !== null}
          aria-describedby={below ? `${id}b` : undefined}
        />
        {end}
      </div>
      {below ? (
        <p id={`${id}b`} className="g-text__below" role={error ? 'alert' : undefined}>
          {error ? <Icon of={CircleAlert} size="s" /> : null}
          {below}
        </p>
      ) : null}
    </div>
  );
}
