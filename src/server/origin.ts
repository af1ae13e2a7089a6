// The one address of a shop. Tablets keep what they still have to send under it, so it is fixed
// at the first start, and every other name of this machine leads to it.
import { createServer } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { StartRefusal } from './start-refusal.ts';

/** `isGiven`: named by --origin (a proxy or a DNS name stands in front), not made from host and port. */
export type Address = { origin: string; host: string; port: number; isLan: boolean; isGiven: boolean };
export type AskedAddress = {
  host?: string | undefined;
  port?: number | undefined;
  origin?: string | undefined;
  isLan: boolean;
  hasCertificate: boolean;
  mayMove: boolean;
};

export const DEFAULT_PORT = 8080;
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];
const EVERY_INTERFACE = ['0.0.0.0', '::'];

/** What is not asked for stays as it was at the first start. `lanName` is this machine's own
 *  address in the local network, or undefined without one. */
export function settleAddress(stored: Address | undefined, asked: AskedAddress, lanName: string | undefined): Address {
  const before = asked.mayMove ? undefined : stored;
  const isLan = asked.isLan || (before?.isLan ?? false);
  const host = asked.host ?? (asked.isLan ? '0.0.0.0' : (before?.host ?? '127.0.0.1'));
  const port = asked.port ?? before?.port ?? DEFAULT_PORT;
  const isGiven = asked.origin !== undefined || (before?.isGiven ?? false);
  const givenOrigin = asked.origin ?? (before?.isGiven ? before.origin : undefined);
  const name = EVERY_INTERFACE.includes(host) ? (lanName ?? 'localhost') : host.includes(':') ? `[${host}]` : host;
  const scheme = isLan || asked.hasCertificate ? 'https' : 'http';
  const origin = new URL(givenOrigin ?? `${scheme}://${name}:${port}`).origin;
  if (before && origin !== before.origin) refuseMove(before.origin, origin);
  return { origin, host, port, isLan, isGiven };
}

function refuseMove(from: string, to: string): never {
  throw new StartRefusal(
    `This shop's address is ${from}; this start would make it ${to}. It was fixed at the first start, because browsers keep what a tablet still has to send under its address.`,
    `Start again as the first time to keep ${from}. If no tablet has anything left to send, add --new-origin to move to ${to}; tablets are then enrolled again.`,
  );
}

/** A taken port is an error, never another port: the port is part of the address. */
export async function refuseTakenPort(host: string, port: number): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(port, host, resolve));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new StartRefusal(
        `Port ${port} on ${host} is taken by another program.`,
        `End that program and start again. Before the first start of a shop another port can be chosen: --port ${port + 1}.`,
      );
    }
    if (code === 'EACCES')
      throw new StartRefusal(
        `Port ${port} needs more rights than this account has.`,
        'Choose a port above 1023 with --port.',
      );
    throw new StartRefusal(`Cannot listen on ${host}: ${message}`, 'Correct --host.');
  } finally {
    if (probe.listening) await new Promise((resolve) => probe.close(resolve));
  }
}

/** The other names under which a browser could reach this server. Empty when a proxy stands in
 *  front: it may rewrite the name, so only the proxy can keep the address one. */
export function otherNames({ origin, isLan, isGiven }: Address, lanNames: string[]): ReadonlySet<string> {
  if (isGiven) return new Set();
  const own = new URL(origin).hostname;
  const names = isLan || !LOOPBACK.includes(own) ? [...LOOPBACK, ...lanNames] : LOOPBACK;
  return new Set(names.filter((name) => name !== own));
}

/** Another name of this machine is led to the one address; a foreign name (DNS rebinding) is refused. */
export function keepOneOrigin(
  app: FastifyInstance,
  { origin, otherNames: names }: { origin: string; otherNames: ReadonlySet<string> },
): void {
  const { host } = new URL(origin);
  app.addHook('onRequest', async (request, reply) => {
    const asked = request.headers.host ?? '';
    if (asked === host || names.size === 0) return undefined;
    const name = URL.parse(`http://${asked}`)?.hostname ?? '';
    if (!names.has(name) && name !== new URL(origin).hostname)
      return reply.code(421).type('text/plain').send(`${origin}\n`);
    // What is no path at all ("//") leads to the first page.
    const { pathname, search } = URL.parse(request.url, origin) ?? new URL(origin);
    return reply.redirect(origin + pathname + search, 308);
  });
}
