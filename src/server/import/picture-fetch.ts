// Pictures from addresses, each step within bounds: host, redirects, time, size. Promise: what comes back is bytes or a
// BadPicture; nothing of this shop is told to the other side, no cookie and no name.
import { Agent as HttpAgent, get as httpGet, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, get as httpsGet } from 'node:https';
import { BadPicture, bytesAtMost } from '#server/pictures/re-encode.ts';
import { allowedAddress, type AllowedHost, publicOnly } from './picture-hosts.ts';

export interface PictureFetcher {
  /** 'same': the server says that it is still the one with this tag. */
  fetch(address: string, etag: string | null): Promise<{ bytes: Buffer; etag: string | null } | 'same'>;
  close(): void;
}

const redirectsAtMost = 5;
const patienceMs = 20_000;

export function pictureFetcher(
  hosts: readonly AllowedHost[],
  signal: AbortSignal,
  limits: { bytes?: number; patienceMs?: number } = {},
): PictureFetcher {
  // A connection that is kept belongs to one host and port: what was allowed for it is allowed for the next picture.
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };

  const ask = (address: string, etag: string | null, ends: AbortSignal): Promise<IncomingMessage> => {
    const { url, isNamed } = allowedAddress(address, hosts);
    const options = {
      signal: ends,
      headers: {
        accept: 'image/avif,image/webp,image/png,image/jpeg;q=0.9,image/*;q=0.5',
        'accept-encoding': 'identity',
        'user-agent': 'Gondola',
        ...(etag === null ? {} : { 'if-none-match': etag }),
      },
      ...(isNamed ? {} : { lookup: publicOnly }),
    };
    return new Promise((resolve, reject) => {
      const request =
        url.protocol === 'https:'
          ? httpsGet(url, { ...options, agent: agents.https }, resolve)
          : httpGet(url, { ...options, agent: agents.http }, resolve);
      request.once('error', reject);
    });
  };

  return {
    async fetch(address, etag) {
      const late = AbortSignal.timeout(limits.patienceMs ?? patienceMs);
      const ends = AbortSignal.any([signal, late]);
      try {
        let at = address;
        for (let redirects = 0; ; redirects++) {
          const answer = await ask(at, etag, ends);
          const { statusCode: status = 0, headers } = answer;
          if (status === 304 && etag !== null) return (answer.resume(), 'same');
          if (status === 200)
            return { bytes: await bytesOf(answer, limits.bytes ?? bytesAtMost), etag: headers.etag ?? null };
          answer.destroy();
          if (![301, 302, 303, 307, 308].includes(status) || headers.location === undefined)
            throw new BadPicture(`the server answered ${status}`);
          if (redirects >= redirectsAtMost) throw new BadPicture('the address leads on and on');
          at = URL.parse(headers.location, at)?.href ?? '';
        }
      } catch (error) {
        if (error instanceof BadPicture || signal.aborted) throw error;
        if (late.aborted) throw new BadPicture('the server took too long');
        throw new BadPicture(`the server can't be reached (${(error as NodeJS.ErrnoException).code ?? 'failed'})`);
      }
    },
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

/** Counted as they come: a length that was promised is no bound. */
async function bytesOf(answer: IncomingMessage, limit: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > limit) throw new BadPicture('the picture is larger than 20 MB');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
