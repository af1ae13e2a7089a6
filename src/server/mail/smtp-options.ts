// SMTP_URL and MAIL_FROM as a start finds them. Both or neither: a mail without a sender reaches nobody.
import { StartRefusal } from '#server/start-refusal.ts';
import type { Smtp } from './mailer.ts';

export function smtpIn(env: Readonly<Record<string, string | undefined>>): Smtp | undefined {
  const { SMTP_URL: url, MAIL_FROM: from } = env;
  if (!url && !from) return undefined;
  if (!url || !from)
    throw new StartRefusal('SMTP_URL and MAIL_FROM go together.', 'Set both, or neither: then no mail is sent.');
  const protocol = URL.parse(url)?.protocol ?? '';
  if (!['smtp:', 'smtps:'].includes(protocol))
    throw new StartRefusal('SMTP_URL is no address of a mail server.', 'It looks like smtps://user:password@host:465');
  return { url, from };
}
