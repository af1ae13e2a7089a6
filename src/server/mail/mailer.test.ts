import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { codeMail } from './code-mail.ts';
import { type Mailer, mailerOf } from './mailer.ts';
import { smtpIn } from './smtp-options.ts';

let dataDir = '';
let said: string[] = [];
let logged: string[] = [];
const log = { info: (fields: object, line: string) => void logged.push(`${JSON.stringify(fields)} ${line}`) };
const mailOf = (part: object = {}) =>
  codeMail({ to: 'rosa@example.com', code: '042317', shop: 'Serra', locale: 'pt-BR', ...part });

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'gondola-mail-'));
  [said, logged] = [[], []];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(dataDir, { recursive: true, force: true });
});

function open(smtp?: { url: string; from: string }): Mailer {
  const mailer = mailerOf({ dataDir, smtp }, log);
  onTestFinished(() => mailer.close());
  return mailer;
}
const keptMails = (): string[] => readdirSync(join(dataDir, 'mail')).toSorted();

describe('the demo shop', () => {
  test('keeps a mail that went over SMTP as a file that only its owner reads, and says the code on the console only', async () => {
    await open().send(mailOf(), { demo: true });
    const [name = ''] = keptMails();
    const text = readFileSync(join(dataDir, 'mail', name), 'utf8');
    expect(text).toMatch(/^To: rosa@example\.com\r?$/m);
    expect(text).toContain('Content-Type: text/plain');
    expect(text).toContain('042317');
    expect(statSync(join(dataDir, 'mail', name)).mode & 0o077).toBe(0);
    expect(said.join()).toContain('042317');
    expect(said.join()).not.toContain('rosa');
    expect(logged.join()).toContain(name);
    expect(logged.join()).not.toMatch(/042317|rosa/);
  });

  test('keeps the newest fifty', async () => {
    const mailer = open();
    for (let nth = 0; nth < 52; nth += 1) await mailer.send(mailOf(), { demo: true });
    expect(keptMails()).toHaveLength(50);
  });

  test('a name of a shop that tries to be a header is a name', async () => {
    await open().send(mailOf({ shop: 'Serra\r\nBcc: spy@example.com\r\n\r\nhi' }), { demo: true });
    const [name = ''] = keptMails();
    const head = readFileSync(join(dataDir, 'mail', name), 'utf8').split('\r\n\r\n')[0] ?? '';
    expect(head).not.toMatch(/^Bcc:/m);
  });
});

describe('a real shop', () => {
  test('without a mail server sends nothing, and says so', async () => {
    await expect(open().send(mailOf(), { demo: false })).rejects.toThrow('SMTP_URL');
    expect(readdirSync(dataDir)).toEqual([]);
  });

  test('with one that is down rejects', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as { port: number };
    await new Promise((resolve) => closed.close(resolve));
    const mailer = open({ url: `smtp://127.0.0.1:${port}`, from: 'Serra <loja@example.com>' });
    await expect(mailer.send(mailOf(), { demo: false })).rejects.toThrow('ECONNREFUSED');
  });

  test('is told of a mail server by SMTP_URL and MAIL_FROM, both or neither', () => {
    const [url, from] = ['smtps://u:p@mail.example.com', 'loja@example.com'];
    expect(smtpIn({})).toBeUndefined();
    expect(smtpIn({ SMTP_URL: url, MAIL_FROM: from })).toEqual({ url, from });
    expect(() => smtpIn({ SMTP_URL: url })).toThrow('go together');
    expect(() => smtpIn({ MAIL_FROM: from })).toThrow('go together');
    for (const bad of ['mail.example.com', 'https://mail.example.com', 'file:///etc/passwd'])
      expect(() => smtpIn({ SMTP_URL: bad, MAIL_FROM: from })).toThrow('no address');
  });
});
