import { createServer } from 'node:net';
import fastify from 'fastify';
import { expect, test } from 'vitest';
import {
  type Address,
  type AskedAddress,
  keepOneOrigin,
  otherNames,
  refuseTakenPort,
  settleAddress,
} from './origin.ts';

const nothing: AskedAddress = { isLan: false, hasCertificate: false, mayMove: false };
const first = settleAddress(undefined, nothing, undefined);

test('the first start listens on the loopback, port 8080', () => {
  expect(first).toEqual({
    origin: 'http://127.0.0.1:8080',
    host: '127.0.0.1',
    port: 8080,
    isLan: false,
    isGiven: false,
  });
});

test('a later start without options keeps what the first one chose', () => {
  const stored = settleAddress(undefined, { ...nothing, port: 9000, isLan: true }, '192.168.0.7');
  expect(stored).toMatchObject({ origin: 'https://192.168.0.7:9000', host: '0.0.0.0', isLan: true });
  expect(settleAddress(stored, nothing, '192.168.0.7')).toEqual(stored);
});

test.each([
  ['another port', { port: 8081 }],
  ['another host', { host: 'localhost' }],
  ['https', { hasCertificate: true }],
  ['another origin', { origin: 'https://shop.example' }],
])('%s at a later start is refused with the way on', (_name, change) => {
  expect(() => settleAddress(first, { ...nothing, ...change }, undefined)).toThrow(
    /address is http:\/\/127\.0\.0\.1:8080/,
  );
  try {
    settleAddress(first, { ...nothing, ...change }, undefined);
  } catch (error) {
    expect(error).toMatchObject({ wayOn: expect.stringContaining('--new-origin') });
  }
});

test('a machine that got another address in the network is refused, and moves only when told to', () => {
  const stored = settleAddress(undefined, { ...nothing, isLan: true }, '192.168.0.7');
  expect(() => settleAddress(stored, nothing, '192.168.0.8')).toThrow(/192\.168\.0\.7.*192\.168\.0\.8/);
  const moved = settleAddress(stored, { ...nothing, isLan: true, mayMove: true }, '192.168.0.8');
  expect(moved.origin).toBe('https://192.168.0.8:8080');
});

test('a given origin stays when the machine behind it changes', () => {
  const stored = settleAddress(undefined, { ...nothing, origin: 'https://shop.example', host: '0.0.0.0' }, '10.0.0.1');
  expect(settleAddress(stored, { ...nothing, port: 9999 }, '10.0.0.2')).toMatchObject({
    origin: 'https://shop.example',
    port: 9999,
  });
});

test('a taken port is an error that names it', async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve) =>
    other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
  );
  await expect(refuseTakenPort('127.0.0.1', port)).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken`);
  await new Promise((resolve) => other.close(resolve));
  await expect(refuseTakenPort('127.0.0.1', port)).resolves.toBeUndefined();
});

async function ask(
  address: Address,
  host: string,
  url = '/p/1?a=b',
  lanNames: string[] = [],
): Promise<{ status: number; location: string | undefined }> {
  const app = fastify();
  keepOneOrigin(app, { origin: address.origin, otherNames: otherNames(address, lanNames) });
  app.all('/*', () => 'shop');
  const { statusCode, headers } = await app.inject({ url, headers: { host } });
  await app.close();
  return { status: statusCode, location: headers.location };
}

test('other loopback names lead to the printed one, path kept', async () => {
  expect(await ask(first, '127.0.0.1:8080')).toEqual({ status: 200, location: undefined });
  for (const host of ['localhost:8080', '[::1]:8080', 'localhost', '127.0.0.1:9999']) {
    expect(await ask(first, host)).toEqual({ status: 308, location: 'http://127.0.0.1:8080/p/1?a=b' });
  }
});

test('a redirect never leaves the origin', async () => {
  for (const url of ['//evil.example/x', 'http://evil.example/x', '/\\evil.example/x', '//']) {
    expect((await ask(first, 'localhost:8080', url)).location).toMatch(/^http:\/\/127\.0\.0\.1:8080\//);
  }
});

test('a foreign host name is refused, as in DNS rebinding', async () => {
  expect(await ask(first, 'evil.example')).toMatchObject({ status: 421 });
  expect(await ask(first, 'localhost.evil.example:8080')).toMatchObject({ status: 421 });
});

test('in the local network the machine’s names lead to its address', async () => {
  const lan = settleAddress(undefined, { ...nothing, isLan: true }, '192.168.0.7');
  expect(await ask(lan, 'shop.local:8080', '/', ['192.168.0.7', 'shop.local'])).toEqual({
    status: 308,
    location: 'https://192.168.0.7:8080/',
  });
  expect(await ask(lan, '192.168.0.7:8080', '/', ['192.168.0.7', 'shop.local'])).toMatchObject({ status: 200 });
});

test('behind a proxy nothing is redirected: the proxy may rewrite the name', async () => {
  const proxied = settleAddress(undefined, { ...nothing, origin: 'https://shop.example' }, undefined);
  expect(await ask(proxied, '127.0.0.1:8080')).toMatchObject({ status: 200 });
});
