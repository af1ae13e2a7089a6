// The server's no to a pass or a card, in the names that screens have words for.
import type { Identified } from './tablet-port.ts';
import { Refused } from './trouble.ts';

const errors = {
  pass_expired: 'expired',
  pass_used: 'used',
  pass_forged: 'forged',
  pass_revoked: 'revoked',
  pass_foreign: 'foreign',
  card_unknown: 'unknown_card',
} as const;

export function identifiedError(error: unknown): Identified {
  const code =
    error instanceof Refused && Object.hasOwn(errors, error.code) ? (error.code as keyof typeof errors) : null;
  return { ok: false, error: code ? errors[code] : 'failed' };
}
