// The app's own number keys (no system keyboard on a kiosk): 3 × 4, at least 64 px. Real keys on a keyboard work too.
import './keypad.css';
import Delete from 'lucide-react/icons/delete';
import { useEffect, useRef } from 'react';
import { useText } from '#app/text/text.ts';
import { Icon, type IconType } from './icon.tsx';

export interface KeypadProps {
  onDigit: (digit: string) => void;
  onDelete: () => void;
  /** Bottom left: another way in (read with the camera). */
  extra?: { icon: IconType; label: string; onPress: () => void };
  /** Digits typed on a real keyboard count while this keypad is on the screen and no field has the focus. Default on. */
  listen?: boolean;
  disabled?: boolean;
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

export function Keypad({ onDigit, onDelete, extra, listen = true, disabled = false }: KeypadProps) {
  const t = useText();
  const handlers = useRef({ onDigit, onDelete });
  useEffect(() => {
    handlers.current = { onDigit, onDelete };
  });
  useEffect(() => {
    if (!listen || disabled) return;
    const onKey = (event: KeyboardEvent): void => {
      if (
        event.defaultPrevented ||
        event.ctrlKey ||
        event.altKey ||
        event.metaKey ||
        event.target instanceof HTMLInputElement ||
        event.target instanceof HTMLTextAreaElement
      )
        return;
      if (/^[0-9]$/.test(event.key)) handlers.current.onDigit(event.key);
      else if (event.key === 'Backspace') handlers.current.onDelete();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [listen, disabled]);
  return (
    <div className="g-keypad" role="group" aria-label={t('keypad.label')}>
      {digits.map((digit) => (
        <button type="button" className="g-key" key={digit} disabled={disabled} onClick={() => onDigit(digit)}>
          {digit}
        </button>
      ))}
      {extra ? (
        <button type="button" className="g-key g-key--soft" aria-label={extra.label} onClick={extra.onPress}>
          <Icon of={extra.icon} size="l" />
        </button>
      ) : (
        <span />
      )}
      <button type="button" className="g-key" disabled={disabled} onClick={() => onDigit('0')}>
        0
      </button>
      <button type="button" className="g-key" aria-label={t('do.delete_digit')} disabled={disabled} onClick={onDelete}>
        <Icon of={Delete} size="l" />
      </button>
    </div>
  );
}
