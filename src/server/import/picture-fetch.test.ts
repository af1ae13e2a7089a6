// Against a real server on this machine, which has to be named to be asked at all.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseHosts } from './picture-hosts.ts';
import { type PictureFetcher, pictureFetcher } from './picture-fetch.ts';

let server: Server;
let answer: RequestListener;
let port = 0;
let fetcher: PictureFetcher | undefined;
let asked: string[] = [];

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterEach(async () => {
  fetcher?.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const open = (hosts: string, limits = {}, signal = new AbortController().signal): PictureFetcher =>
  (fetcher = pictureFetcher(parseHosts([hosts]), signal, limits));
const here = (path: string): string => `http://127.0.0.1:${port}${path}`;

test('bytes and their tag come from a host that was named', async () => {
  answer = (request, response) => {
    expect(request.headers.cookie).toBeUndefined();
    response.setHeader('etag', '"one"').end('bytes');
  };
  expect(await open(`127.0.0.1:${port}`).fetch(here('/a'), null)).toEqual({
    bytes: Buffer.from('bytes'),
    etag: '"one"',
  });
});

test('what has not changed is not sent again', async () => {
  answer = (request, response) =>
    void response.writeHead(request.headers['if-none-match'] === '"one"' ? 304 : 200).end();
  expect(await open(`127.0.0.1:${port}`).fetch(here('/a'), '"one"')).toBe('same');
});

test('a host that was not named is not asked', async () => {
  answer = (_, response) => response.end('bytes');
  await expect(open('cdn.shop.example').fetch(here('/a'), null)).rejects.toThrow(/were not allowed/);
  expect(asked).toEqual([]);
});

test('a pattern never leads into the own network, by no name', async () => {
  answer = (_, response) => response.end('bytes');
  // RFC 6761: every name below localhost is this machine.
  const failed = open(`*.localhost.:${port},*.sub.localhost:${port}`).fetch(`http://a.sub.localhost:${port}/a`, null);
  await expect(failed).rejects.toThrow(/private network|can't be reached/);
  expect(asked).toEqual([]);
});

test('a redirect is looked at like the address itself', async () => {
  answer = (request, response) =>
    request.url === '/a'
      ? void response.writeHead(302, { location: '/b' }).end()
      : request.url === '/b'
        ? void response.writeHead(302, { location: `http://localhost:${port}/inside` }).end()
        : response.end('inside');
  await expect(open(`127.0.0.1:${port}`).fetch(here('/a'), null)).rejects.toThrow(/localhost.* were not allowed/);
  expect(asked).toEqual(['/a', '/b']);
});

test('an address that leads on and on is left', async () => {
  answer = (_, response) => void response.writeHead(302, { location: '/again' }).end();
  await expect(open(`127.0.0.1:${port}`).fetch(here('/a'), null)).rejects.toThrow(/on and on/);
  expect(asked).toHaveLength(6);
});

test('more bytes than the limit end the answer, whatever length was promised', async () => {
  answer = (_, response) => {
    response.writeHead(200, { 'transfer-encoding': 'chunked' });
    const more = setInterval(() => response.write(Buffer.alloc(5_000)), 1);
    response.once('close', () => clearInterval(more));
  };
  const failed = open(`127.0.0.1:${port}`, { bytes: 20_000 }).fetch(here('/a'), null);
  await expect(failed).rejects.toThrow(/larger than 20 MB/);
});

test('a server that says nothing is left after a while', async () => {
  answer = () => undefined;
  await expect(open(`127.0.0.1:${port}`, { patienceMs: 50 }).fetch(here('/a'), null)).rejects.toThrow(/took too long/);
});

test('whoever stops the import is no fault of the picture', async () => {
  const stop = new AbortController();
  answer = () => stop.abort();
  const failed = open(`127.0.0.1:${port}`, {}, stop.signal).fetch(here('/a'), null);
  await expect(failed).rejects.toThrow(/abort/);
});

test.each([404, 500, 304])('an answer of %d is told', async (status) => {
  answer = (_, response) => void response.writeHead(status).end();
  await expect(open(`127.0.0.1:${port}`).fetch(here('/a'), null)).rejects.toThrow(`the server answered ${status}`);
});
