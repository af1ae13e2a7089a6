// Six digits in a mail instead of a password: who reads them and types them into the browser that asked is the mailbox's
// owner. 10 minutes, 5 tries, one use, and nothing that tells a known address from an unknown one [T9].
import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type * as z from 'zod/mini';
import type { MailAskAnswer, MailAskRequest, MailEnterAnswer, MailEnterRequest } from '#protocol/session.ts';
import type { Authority } from '#server/authority.ts';
import { Refused } from '#server/http/refused.ts';
import { codeMail } from '#server/mail/code-mail.ts';
import { emailIdOf } from './email-id.ts';
import { findPerson, makePerson, shopOfPhones } from './person.ts';
import { admitPhone, admittedPhone, waitingPhone } from './phone.ts';
import { hashPin, pinMatches } from './pin.ts';

const liveMs = 10 * 60_000;
const triesPerCode = 5;
const mailWindowMs = 15 * 60_000;
const mailsPerWindow = 3;
const dayMs = 86_400_000;
/** So that who guesses for days gets 60 tries at a million in each of them, not 1,440. */
const mailsPerDay = 12;

/** Throws Refused 401, 404 no_shop, 429 locked, 503 mail_down. */
export async function askCode(
  authority: Authority,
  body: z.infer<typeof MailAskRequest>,
): Promise<z.infer<typeof MailAskAnswer>> {
  const { db } = authority;
  await waitingPhone(authority, body);
  const shop = await shopOfPhones(authority);
  const emailId = emailIdOf(shop.chain, body.email);
  await countMail(authority, emailId);

  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const nowMs = authority.now();
  const endsMs = nowMs + liveMs;
  const row = { email_id: emailId, code_hash: await hashPin(code), tries: 0, made_ms: nowMs, ends_ms: endsMs };
  await db
    .insertInto('mail_code')
    .values({ device_id: body.deviceId, used_ms: null, ...row })
    .onConflict((on) => on.column('device_id').doUpdateSet({ used_ms: null, ...row }))
    .execute();
  // The browser's own key is good for as long as the code is.
  await db.updateTable('enrolment').set({ ends_ms: endsMs }).where('device_id', '=', body.deviceId).execute();
  try {
    await authority.mail.send(codeMail({ to: body.email, code, shop: shop.name, locale: body.locale }), shop);
  } catch (error) {
    authority.log.error({ err: error }, 'A mail could not be handed over');
    await db.deleteFrom('mail_code').where('device_id', '=', body.deviceId).execute();
    await uncountMail(authority, emailId);
    throw new Refused(503, 'mail_down');
  }
  return { serverTimeMs: authority.now(), endsMs };
}

/** Throws Refused 401 wrong_code, 404 no_shop, 409 first_name_needed. */
export async function enterCode(
  authority: Authority,
  body: z.infer<typeof MailEnterRequest>,
): Promise<z.infer<typeof MailEnterAnswer>> {
  // The answer to the right code was lost on its way: the key says that it is the same browser.
  const admitted = await admittedPhone(authority, body);
  if (admitted) return { serverTimeMs: authority.now(), installation: admitted };
  const enrolment = await waitingPhone(authority, body);
  const shop = await shopOfPhones(authority);
  const emailId = emailIdOf(shop.chain, body.email);
  const counted = await countTry(authority, body.deviceId, emailId);
  const isRight = await pinMatches(body.code, counted?.code_hash ?? null);
  if (!counted || !isRight)
    throw new Refused(401, 'wrong_code', { triesLeft: counted ? triesPerCode - counted.tries : 0 });

  const known = await findPerson(authority, shop, emailId);
  if (!known && body.firstName === undefined) {
    // Asked for after the right code only, and the code stays good.
    await setCode(authority, body.deviceId, { tries: 0 });
    throw new Refused(409, 'first_name_needed');
  }
  const used = await authority.db
    .updateTable('mail_code')
    .set({ used_ms: authority.now() })
    .where('device_id', '=', body.deviceId)
    .where('code_hash', '=', counted.code_hash)
    .where('used_ms', 'is', null)
    .returning('device_id')
    .executeTakeFirst();
  if (!used) throw new Refused(401, 'wrong_code', { triesLeft: 0 });
  try {
    const customer = known ?? (await makePerson(authority, shop, emailId, body.firstName ?? ''));
    return {
      serverTimeMs: authority.now(),
      installation: await admitPhone(authority, shop, enrolment, customer),
    };
  } catch (error) {
    // Nothing was half done that a second try with the same code would not finish.
    await setCode(authority, body.deviceId, { used_ms: null });
    throw error;
  }
}

const setCode = (
  { db }: Authority,
  deviceId: string,
  change: { tries: number } | { used_ms: number | null },
): Promise<unknown> => db.updateTable('mail_code').set(change).where('device_id', '=', deviceId).execute();

/** Before the code is looked at, so that a hundred tries at once are a hundred. Null: there is none that may be tried. */
async function countTry(
  { db, now }: Authority,
  deviceId: string,
  emailId: string,
): Promise<{ code_hash: string; tries: number } | null> {
  const found = await db
    .updateTable('mail_code')
    .set(({ eb }) => ({ tries: eb('tries', '+', 1) }))
    .where('device_id', '=', deviceId)
    .where('email_id', '=', emailId)
    .where('used_ms', 'is', null)
    .where('ends_ms', '>', now())
    .where('tries', '<', triesPerCode)
    .returning(['code_hash', 'tries'])
    .executeTakeFirst();
  return found ?? null;
}

/** One statement counts and decides. Throws Refused 429 locked. */
async function countMail({ db, now }: Authority, emailId: string): Promise<void> {
  const nowMs = now();
  const { rows } = await sql`
    insert into mail_try as t (email_id, since_ms, mails, day_ms, day_mails) values (${emailId}, ${nowMs}, 1, ${nowMs}, 1)
    on conflict (email_id) do update set
      since_ms = case when t.since_ms <= ${nowMs - mailWindowMs}::int8 then ${nowMs}::int8 else t.since_ms end,
      mails = case when t.since_ms <= ${nowMs - mailWindowMs}::int8 then 1 else t.mails + 1 end,
      day_ms = case when t.day_ms <= ${nowMs - dayMs}::int8 then ${nowMs}::int8 else t.day_ms end,
      day_mails = case when t.day_ms <= ${nowMs - dayMs}::int8 then 1 else t.day_mails + 1 end
    where (t.mails < ${mailsPerWindow}::int8 or t.since_ms <= ${nowMs - mailWindowMs}::int8)
      and (t.day_mails < ${mailsPerDay}::int8 or t.day_ms <= ${nowMs - dayMs}::int8)
    returning 1 as counted`.execute(db);
  if (rows.length > 0) return;
  const full = await db.selectFrom('mail_try').selectAll().where('email_id', '=', emailId).executeTakeFirst();
  const dayIsFull = full !== undefined && full.day_mails >= mailsPerDay;
  const untilMs = full ? (dayIsFull ? full.day_ms + dayMs : full.since_ms + mailWindowMs) : nowMs + mailWindowMs;
  throw new Refused(429, 'locked', { untilMs });
}

/** A mail that was not sent counts for nothing. */
const uncountMail = ({ db }: Authority, emailId: string): Promise<unknown> =>
  db
    .updateTable('mail_try')
    .set(({ eb }) => ({ mails: eb('mails', '-', 1), day_mails: eb('day_mails', '-', 1) }))
    .where('email_id', '=', emailId)
    .execute();
