import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { get as getPlain } from 'node:http';
import { createServer, get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lanAddresses } from './addresses.ts';
import { serveAuthority } from './authority-page.ts';
import { type Authority, loadAuthority } from './authority.ts';
import { chooseLanAddress, lanBlock } from './lan.ts';
import { makeLeaf } from './leaf.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'gondola-lan-'));
let authority: Authority;
beforeAll(async () => {
  authority = await loadAuthority(dataDir, ['shop', 'shop.local'], ['192.0.2.7']);
});
afterAll(() => rmSync(dataDir, { recursive: true }));

/** What a client that trusts only our authority thinks of a server with these names. */
async function visit(names: string[], asked: string): Promise<string> {
  const server = createServer(await makeLeaf(authority, names), (_request, response) => response.end('shop'));
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );
  try {
    return await new Promise<string>((resolve) => {
      const lookup = (
        _name: string,
        _options: unknown,
        done: (error: null, found: { address: string; family: number }[]) => void,
      ): void => done(null, [{ address: '127.0.0.1', family: 4 }]);
      const request = get(
        { host: asked, port, ca: authority.certificate.toString('pem'), agent: false, lookup: lookup as never },
        (response) => resolve(text(response)),
      );
      request.on('error', (error) => resolve(error.message));
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('a browser that has the authority trusts the server under its address and its names', async () => {
  const names = ['127.0.0.1', 'localhost', 'shop.local', '192.168.0.7'];
  expect(await visit(names, '127.0.0.1')).toBe('shop');
  expect(await visit(names, 'shop.local')).toBe('shop');
});

test('under a name that is not in the certificate it is refused', async () => {
  expect(await visit(['127.0.0.1'], 'shop.local')).toContain('does not match certificate');
});

test('a stolen authority cannot vouch for anything outside: name constraints hold', async () => {
  expect(await visit(['bank.example'], 'bank.example')).toContain('permitted subtree violation');
});

test('the key is private and the authority the same at the next start', async () => {
  expect(statSync(join(dataDir, 'lan', 'authority.key')).mode & 0o777).toBe(0o600);
  const again = await loadAuthority(dataDir, ['other'], []);
  expect(again.fingerprint).toBe(authority.fingerprint);
  expect(again.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
});

test('the certificate is served with its instructions, in Portuguese first', async () => {
  const page = await serveAuthority(authority, 'https://192.168.0.7:8080', 0, '127.0.0.1');
  const read = (path: string): Promise<{ type: string; body: string }> =>
    new Promise((resolve) =>
      getPlain(`http://127.0.0.1:${page.port}${path}`, async (response) =>
        resolve({ type: response.headers['content-type'] ?? '', body: await text(response.setEncoding('latin1')) }),
      ),
    );
  expect(await read('/ca.crt')).toEqual({
    type: 'application/x-x509-ca-cert',
    body: Buffer.from(authority.certificate.rawData).toString('latin1'),
  });
  const { body } = await read('/');
  expect(body.indexOf('Baixar o certificado')).toBeGreaterThan(0);
  expect(body).toContain('https://192.168.0.7:8080');
  expect(body).toContain(authority.fingerprint);
  await page.close();
});

test('real cards come before bridges, private addresses before public ones', () => {
  const entry = (address: string) => [{ family: 'IPv4', internal: false, address }] as never;
  const addresses = lanAddresses({
    docker0: entry('172.17.0.1'),
    eth0: entry('203.0.113.5'),
    wlan0: entry('192.168.0.7'),
  });
  expect(addresses).toEqual(['192.168.0.7', '203.0.113.5', '172.17.0.1']);
  expect(() => chooseLanAddress([])).toThrow(/in no network/);
});

test('the terminal shows a code for the certificate and one for the shop', () => {
  const block = lanBlock('https://192.168.0.7:8080', 'http://192.168.0.7:8081', 'AA');
  expect(block.match(/█ ▄▄▄▄▄ █/g)?.length).toBeGreaterThanOrEqual(4);
  expect(block.indexOf('8081')).toBeLessThan(block.indexOf('8080'));
});
