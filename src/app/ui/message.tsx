// Empty and error states of a whole screen: what happened, what you can do, who helps. Never only a sign.
import './message.css';
import CircleAlert from 'lucide-react/icons/circle-alert';
import type { ReactNode } from 'react';
import { Icon, type IconType } from './icon.tsx';

export interface MessageProps {
  title: string;
  /** What to do now. */
  text?: string;
  icon?: IconType;
  /** Buttons; the primary one first. */
  children?: ReactNode;
}

export function EmptyState({ title, text, icon, children }: MessageProps) {
  return (
    <section className="g-message">
      {icon ? (
        <span className="g-message__sign">
          <Icon of={icon} size="l" />
        </span>
      ) : null}
      <h2 className="g-message__title" data-said="">
        {title}
      </h2>
      {text ? (
        <p className="g-message__text" data-said="">
          {text}
        </p>
      ) : null}
      {children ? <div className="g-message__actions">{children}</div> : null}
    </section>
  );
}

/** Same, announced at once. `code` is what the staff may ask for. */
export function ErrorState({ title, text, icon = CircleAlert, code, children }: MessageProps & { code?: string }) {
  return (
    <section className="g-message g-message--error" role="alert">
      <span className="g-message__sign">
        <Icon of={icon} size="l" />
      </span>
      <h2 className="g-message__title">{title}</h2>
      {text ? <p className="g-message__text">{text}</p> : null}
      {code ? <p className="g-note g-quiet">{code}</p> : null}
      {children ? <div className="g-message__actions">{children}</div> : null}
    </section>
  );
}
