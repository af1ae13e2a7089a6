// The demo shop's own mail server: on this machine only, it keeps every mail as a file and sends none on.
// The code is shown on the machine's console, for whoever tries the shop; it is never in the log.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import type { Log } from '#server/authority.ts';

export interface Sink {
  url: string;
  close(): Promise<void>;
}

const maxBytes = 64 * 1024;
/** What lies there is for a look after a try, not an archive. */
const keptMails = 50;

export async function openSink(
  dataDir: string,
  log: Pick<Log, 'info'>,
  show: (line: string) => void = (line) => console.log(line),
): Promise<Sink> {
  const folder = join(dataDir, 'mail');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let nth = 0;
  const keep = (text: string): void => {
    const name = `${Date.now()}-${String((nth += 1)).padStart(4, '0')}.eml`;
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    const old = readdirSync(folder)
      .filter((file) => file.endsWith('.eml'))
      .toSorted()
      .slice(0, -keptMails);
    for (const file of old) rmSync(join(folder, file), { force: true });
    log.info({ file: join('mail', name) }, 'A mail of the demo shop was kept');
    const code = /\b\d{6}\b/.exec(text.slice(text.indexOf('\r\n\r\n')))?.[0];
    if (code) show(`  código / code: ${code}   (mail/${name})`);
  };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: maxBytes,
    disableReverseLookup: true,
    logger: false,
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.once('error', done);
      stream.once('end', () => {
        if (stream.sizeExceeded) return done(new Error('too large'));
        try {
          keep(Buffer.concat(parts).toString('utf8'));
          done();
        } catch (error) {
          done(error as Error);
        }
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  // A connection that breaks is its sender's trouble.
  server.on('error', () => undefined);
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
