// How many: one less, the number, one more. The number is told to readers as it changes.
import './stepper.css';
import Minus from 'lucide-react/icons/minus';
import Plus from 'lucide-react/icons/plus';
import { Button } from './button.tsx';

export interface StepperProps {
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
  /** Names for readers: of the whole, of the two buttons. */
  label: string;
  less: string;
  more: string;
}

export function Stepper({ value, min, max, onChange, label, less, more }: StepperProps) {
  return (
    <div className="g-stepper" role="group" aria-label={label}>
      <Button icon={Minus} iconOnly disabled={value <= min} onClick={() => onChange(value - 1)}>
        {less}
      </Button>
      <output className="g-stepper__value">{value}</output>
      <Button icon={Plus} iconOnly disabled={value >= max} onClick={() => onChange(value + 1)}>
        {more}
      </Button>
    </div>
  );
}
