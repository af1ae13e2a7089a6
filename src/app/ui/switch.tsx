// A yes or no that acts at once, with the answer in words beside it. Off is never hidden, on is never preset.
import './switch.css';
import { useText } from '#app/text/text.ts';

export interface SwitchProps {
  label: string;
  line?: string;
  on: boolean;
  onChange: (on: boolean) => void;
  disabled?: boolean;
}

export function Switch({ label, line, on, onChange, disabled = false }: SwitchProps) {
  const t = useText();
  return (
    <label className="g-switch">
      <span className="g-switch__words">
        <b>{label}</b>
        {line ? <span className="g-switch__line">{line}</span> : null}
      </span>
      <span className="g-switch__answer" aria-hidden="true">
        {on ? t('do.yes') : t('do.no')}
      </span>
      <input
        type="checkbox"
        role="switch"
        checked={on}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
    </label>
  );
}
