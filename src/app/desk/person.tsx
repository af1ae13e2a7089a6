// Who waits: a name to call and a number to tap, or the code they will say. Staff devices only, in an open shift.
import Phone from 'lucide-react/icons/phone';
import User from 'lucide-react/icons/user';
import { useText } from '#app/text/text.ts';
import { Icon } from '#app/ui/icon.tsx';
import type { Problem } from '#domain/problem.ts';

export interface PersonProps extends Pick<Problem, 'contact' | 'code'> {
  /** The order's own name, where the act was about an order. */
  name?: string | null;
}

export function Person({ contact, code, name: known = null }: PersonProps) {
  const t = useText();
  const name = contact?.name ?? known;
  if (contact?.phone) {
    return (
      <a className="g-person g-person--call" href={`tel:${contact.phone.replaceAll(/[^+\d]/g, '')}`}>
        <Icon of={Phone} size="s" />
        <span>
          {name
            ? `${t('problem.call', { name })}: ${contact.phone}`
            : t('problem.call_number', { phone: contact.phone })}
        </span>
      </a>
    );
  }
  return (
    <p className="g-person">
      <Icon of={User} size="s" />
      <span>{name ? t('problem.contact_name', { name }) : t('problem.no_contact', { code })}</span>
    </p>
  );
}

/** "Você cuida" */
export function useOwner(subject: string | null): (problem: Problem) => string {
  const t = useText();
  return ({ owner, ownerName }) =>
    owner === null
      ? t('problem.of_nobody')
      : owner === subject
        ? t('problem.of_you')
        : t('problem.of', { name: ownerName ?? '' });
}
