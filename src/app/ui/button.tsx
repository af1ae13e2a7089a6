// What can be pressed. `primary` is the one thing to do here and carries the quarter-round corner.
import './button.css';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Icon, type IconType } from './icon.tsx';
import { names } from './names.ts';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'style'> {
  /** primary: dark, quarter corner · outline · soft: green ground · strong: outline in the action colour (equal choices) · plain: word only · dark: ink ground. */
  variant?: 'primary' | 'outline' | 'soft' | 'strong' | 'plain' | 'dark';
  /** `dock` 72 px, `touch` 56 px. */
  size?: 'dock' | 'touch';
  icon?: IconType;
  /** Icon only: `children` then is the name for readers. Only for home, back, accessibility, delete, help. */
  iconOnly?: boolean;
  /** Takes the free width of its row. */
  wide?: boolean;
  /** It may not work now, and the screen says why: no full colour, but still to be tried. */
  unsure?: boolean;
  ref?: Ref<HTMLButtonElement>;
  children: ReactNode;
}

export function Button({
  variant = 'outline',
  size = 'touch',
  icon,
  iconOnly = false,
  wide = false,
  unsure = false,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={names(
        'g-button',
        `g-button--${variant}`,
        `g-button--${size}`,
        wide && 'g-button--wide',
        unsure && 'g-button--unsure',
        iconOnly && 'g-button--icon',
      )}
    >
      {icon ? <Icon of={icon} /> : null}
      <span className={iconOnly ? 'g-sr' : 'g-button__words'}>{children}</span>
    </button>
  );
}
