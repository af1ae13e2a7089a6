// Who waits: a number to tap and whose it is, a name to look for, or the code they will say. Staff devices only, in an
// open shift. Promise: a telephone number is never broken.
import Phone from 'lucide-react/icons/phone';
import User from 'lucide-react/icons/user';
import { useNow } from '#app/now.ts';
import { useInstallation } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { useText } from '#app/text/text.ts';
import { Icon } from '#app/ui/icon.tsx';
import { names } from '#app/ui/names.ts';
import { deskNotes, type Problem } from '#domain/problem.ts';

export interface PersonProps extends Pick<Problem, 'contact' | 'code'> {
  /** The order's own name, where the act was about an order. */
  name?: string | null;
  /** True beside a button that calls. */
  plain?: boolean;
}

const telOf = (phone: string): string => `tel:${phone.replaceAll(/[^+\d]/g, '')}`;
/** With spaces and hyphens that hold it together. */
const whole = (phone: string): string => phone.replaceAll(' ', '\u00a0').replaceAll('-', '\u2011');

export function Person({ contact, code, name: known = null, plain = false }: PersonProps) {
  const t = useText();
  const name = contact?.name ?? known;
  const phone = contact?.phone;
  if (phone && !plain) {
    return (
      <p className="g-person">
        <a
          className="g-person__call"
          href={telOf(phone)}
          aria-label={name ? `${t('problem.call_number', { phone: whole(phone) })}, ${name}` : undefined}
        >
          <Icon of={Phone} size="s" />
          <span>{whole(phone)}</span>
        </a>
        {name ? <span>{name}</span> : null}
      </p>
    );
  }
  return (
    <p className="g-person">
      <Icon of={User} size="s" />
      <span>
        {phone
          ? (name ?? whole(phone))
          : name
            ? t('problem.contact_name', { name })
            : t('problem.no_contact', { code })}
      </span>
    </p>
  );
}

export interface CallButtonProps {
  phone: string;
  size?: 'dock' | 'touch';
  onCall?: () => void;
}

/** "Ligar (11) 97654-3210": what a device without a telephone shows is read and dialled elsewhere. */
export function CallButton({ phone, size = 'touch', onCall }: CallButtonProps) {
  const t = useText();
  return (
    <a
      className={names('g-call', 'g-button', 'g-button--primary', `g-button--${size}`, 'g-button--wide')}
      href={telOf(phone)}
      onClick={onCall}
    >
      <Icon of={Phone} />
      <span className="g-button__words">{t('problem.call_number', { phone: whole(phone) })}</span>
    </a>
  );
}

/** "Ligaram 2 vezes, a última às 23:10: não atendeu"; nothing when nobody has called. */
export function Tried({ problem }: { problem: Problem }) {
  const t = useText();
  const format = useFormat();
  const { zone } = useInstallation();
  const nowMs = useNow(60_000);
  const { calls, calledMs } = deskNotes(problem);
  if (calls === 0 || calledMs === null) return null;
  const values = { count: calls, ...format.moment(calledMs, zone, nowMs) };
  return <p className="g-note g-quiet">{t('problem.tried', values)}</p>;
}

/** "Você cuida desde 23:03" */
export function useOwner(subject: string | null): (problem: Problem) => string {
  const t = useText();
  const format = useFormat();
  const { zone } = useInstallation();
  return (problem) => {
    const { owner, ownerName } = problem;
    if (owner === null) return t('problem.of_nobody');
    const { sinceMs } = deskNotes(problem);
    const of = owner === subject ? t('problem.of_you') : t('problem.of', { name: ownerName ?? '' });
    return sinceMs === null ? of : `${of} ${t('problem.since', { time: format.time(sinceMs, zone) })}`;
  };
}
