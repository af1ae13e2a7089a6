// PINs: checked on the server and only here (trust.md, fact 3). Argon2id, 5 tries, then 15 minutes that double [T9];
// a number that belongs to nobody costs the same time and the same tries.
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { type Kysely, sql } from 'kysely';
import type { Database } from '#server/database/schema.ts';

/** OWASP's floor for Argon2id: 19 MiB, 2 passes. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;
const hashWith = promisify(argon2);

const triesBeforeLock = 5;
const firstLockMs = 15 * 60_000;

/** `m=…,t=…,p=…$salt$hash`: the cost stays with the hash, so that it may rise later. */
export async function hashPin(pin: string): Promise<string> {
  const nonce = randomBytes(16);
  const hash = await hashWith('argon2id', { message: pin, nonce, ...cost });
  return [
    `m=${cost.memory},t=${cost.passes},p=${cost.parallelism}`,
    nonce.toString('base64url'),
    hash.toString('base64url'),
  ].join('$');
}

/** Where there is nobody, as much work is done for a hash that nothing matches. */
export async function pinMatches(pin: string, stored: string | null): Promise<boolean> {
  const [costs = '', salt = '', hash = ''] = (
    stored ?? `m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`
  ).split('$');
  const [memory, passes, parallelism] = [...costs.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  if (!memory || !passes || !parallelism) throw new Error('an unreadable PIN hash');
  const wanted = Buffer.from(hash, 'base64url');
  const found = await hashWith('argon2id', {
    message: pin,
    nonce: Buffer.from(salt, 'base64url'),
    memory,
    passes,
    parallelism,
    tagLength: wanted.length,
  });
  return timingSafeEqual(found, wanted) && stored !== null;
}

/** Sets or replaces a person's PIN. The person is a row of staff, made by an act or an import. */
export async function setPin(
  db: Kysely<Database>,
  home: string,
  staffId: string,
  pin: string,
  nowMs: number,
): Promise<void> {
  const row = { pin_hash: await hashPin(pin), changed_ms: nowMs };
  await db
    .insertInto('credential')
    .values({ home_id: home, id: staffId, ...row })
    .onConflict((on) => on.columns(['home_id', 'id']).doUpdateSet(row))
    .execute();
}

export interface Tries {
  home: string;
  device: string;
  number: string;
}

/**
 * Counts a try before the PIN is looked at, so that a hundred at once are a hundred tries. The fifth sets the lock
 * in the same statement; a right PIN clears it. Returns the tries left after this one, or until when it is locked.
 */
export async function countTry(
  db: Kysely<Database>,
  { home, device, number }: Tries,
  nowMs: number,
): Promise<{ left: number; untilMs: number } | { lockedUntilMs: number }> {
  const { rows } = await sql<{ failures: number; until_ms: number }>`
    insert into pin_try as t (home_id, device, number, failures, until_ms) values (${home}, ${device}, ${number}, 1, 0)
    on conflict (home_id, device, number) do update set
      failures = t.failures + 1,
      until_ms = case when (t.failures + 1) % ${triesBeforeLock}::int8 = 0
        then ${nowMs}::int8 + ${firstLockMs}::int8 * (1::int8 << least(20, ((t.failures + 1) / ${triesBeforeLock}::int8 - 1))::int)
        else t.until_ms end
    where t.until_ms <= ${nowMs}::int8
    returning failures, until_ms`.execute(db);
  const [counted] = rows;
  if (counted)
    return {
      left: (triesBeforeLock - (counted.failures % triesBeforeLock)) % triesBeforeLock,
      untilMs: counted.until_ms,
    };
  const locked = await db
    .selectFrom('pin_try')
    .select('until_ms')
    .where('home_id', '=', home)
    .where('device', '=', device)
    .where('number', '=', number)
    .executeTakeFirst();
  return { lockedUntilMs: locked?.until_ms ?? nowMs };
}

export async function clearTries(db: Kysely<Database>, { home, device, number }: Tries): Promise<void> {
  await db
    .deleteFrom('pin_try')
    .where('home_id', '=', home)
    .where('device', '=', device)
    .where('number', '=', number)
    .execute();
}
