// A person's own phone, as far as a server can tell: it signs in by the six digits of a mail and shows the pass of the
// minute. It is Node here, so that a test may show an old code, show one twice, or say another instant.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { passText } from '#protocol/pass.ts';
import { PassAnswer } from '#protocol/person.ts';
import { EnrolAnswer, MailAskAnswer, MailEnterAnswer } from '#protocol/session.ts';
import { fromBase64Url, newKeyPair, publicKeyOf, sign } from '#protocol/signature.ts';
import { serverUrl } from './running.ts';

export interface OwnPhone {
  /** What its screen shows; `agoMs`: as it stood that long ago. The same second, the same code. */
  pass(agoMs?: number): Promise<string>;
  /** Signed JSON, as the phone's page sends it. */
  post(path: string, body: object): Promise<unknown>;
  deviceId: string;
  customer: string;
}

export interface PhoneWishes {
  locale: 'pt-BR' | 'en' | 'es' | null;
  text: 'normal' | 'large' | 'max' | null;
  theme: 'light' | 'dark' | 'contrast' | null;
}

/** `firstName`: of somebody whose address is new to the shop. */
export async function signInPhone(
  email: string,
  firstName: string | null,
  wishes: PhoneWishes = { locale: null, text: null, theme: null },
): Promise<OwnPhone> {
  const keys = await newKeyPair(false);
  const post = async (path: string, body: object): Promise<unknown> => {
    const answer = await fetch(serverUrl() + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, sig: await sign(body, keys.privateKey) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  };
  const enrol = { publicKey: await publicKeyOf(keys.publicKey), screen: { width: 390, height: 844 }, demo: null };
  const asked = await fetch(`${serverUrl()}/session/v1/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(enrol),
  });
  const { deviceId } = EnrolAnswer.parse(await asked.json());
  const before = new Set(mails());
  MailAskAnswer.parse(await post('/session/v1/mail/ask', { deviceId, email, locale: 'pt-BR' }));
  const code = await codeAfter(before);
  const name = firstName === null ? {} : { firstName };
  const { installation } = MailEnterAnswer.parse(
    await post('/session/v1/mail/enter', { deviceId, email, code, ...name }),
  );
  if (!installation.person) throw new Error('the server made this phone nobody’s');
  return {
    deviceId,
    customer: installation.person.customer,
    post: (path, body) => post(path, { deviceId, ...body }),
    async pass(agoMs = 0) {
      const { certificate, serverTimeMs } = PassAnswer.parse(await post('/session/v1/pass', { deviceId, wishes }));
      const bytes = fromBase64Url(certificate, 600);
      if (!bytes) throw new Error('the server gave no certificate');
      return passText(bytes, serverTimeMs - agoMs, keys.privateKey);
    },
  };
}

const folder = (): string => join(inject('dataDir'), 'mail');

function mails(): string[] {
  try {
    return readdirSync(folder());
  } catch {
    return [];
  }
}

/** The demo shop keeps its mails as files; the newest may be a moment behind its answer. */
async function codeAfter(before: ReadonlySet<string>): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const fresh = mails().find((name) => name.endsWith('.eml') && !before.has(name));
    const text = fresh && readFileSync(join(folder(), fresh), 'utf8');
    const code = text && /\b\d{6}\b/.exec(text.slice(text.indexOf('\r\n\r\n')))?.[0];
    if (code) return code;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('no mail came');
}
