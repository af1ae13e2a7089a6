// How mails leave: by the shop's own mail server, or in a demo shop into a folder, by the same road.
// Promise: what send() resolves for has been taken by a mail server; nothing is opened before the first mail.
import type { Transporter } from 'nodemailer';
import type { Log } from '#server/authority.ts';
import type { ServerConfig } from '#server/server-config.ts';
import type { Sink } from './sink.ts';

export interface Mail {
  to: string;
  subject: string;
  /** Plain text; there is no other part. */
  text: string;
}

export interface Smtp {
  /** smtp:// or smtps://, with user and password in it when the server wants them. */
  url: string;
  from: string;
}

export interface Mailer {
  /** Rejects when no mail server has taken it. `demo`: of a demo shop, which keeps its own mails. */
  send(mail: Mail, shop: { demo: boolean }): Promise<void>;
  close(): Promise<void>;
}

/** Shorter than a browser waits for the answer. */
const timeouts = { connectionTimeout: 4_000, greetingTimeout: 4_000, socketTimeout: 6_000, dnsTimeout: 4_000 };

export function mailerOf({ smtp, dataDir }: Pick<ServerConfig, 'smtp' | 'dataDir'>, log: Pick<Log, 'info'>): Mailer {
  let sink: Promise<Sink> | null = null;
  let sending: { transport: Transporter; url: string } | null = null;

  const openSink = async (): Promise<Sink> => (await import('./sink.ts')).openSink(dataDir, log);
  const addressOf = async (demo: boolean): Promise<Smtp> => {
    if (smtp) return smtp;
    if (!demo) throw new Error('no SMTP_URL is set');
    // One that did not open is tried again with the next mail.
    sink ??= openSink().catch((error: unknown) => {
      sink = null;
      throw error;
    });
    return { url: (await sink).url, from: 'Gôndola <demo@gondola.example>' };
  };

  return {
    async send({ to, subject, text }, { demo }) {
      const { url, from } = await addressOf(demo);
      if (sending?.url !== url) {
        const { createTransport } = await import('nodemailer');
        sending = {
          url,
          transport: createTransport({ url, ...timeouts, disableFileAccess: true, disableUrlAccess: true }),
        };
      }
      // The address as an object: nothing in it is read as a list of others.
      await sending.transport.sendMail({ from, to: { name: '', address: to }, subject, text });
    },
    async close() {
      sending?.transport.close();
      await (await sink)?.close();
    },
  };
}
