import { expect, test } from 'vitest';
import { BadPicture } from '#server/pictures/re-encode.ts';
import { StartRefusal } from '#server/start-refusal.ts';
import { allowedAddress, isPublic, parseHosts } from './picture-hosts.ts';

const hosts = parseHosts(['cdn.shop.example,*.img.example', '127.0.0.1:8080', '[::1]:9000']);

test.each([
  ['https://cdn.shop.example/a.jpg', true],
  ['http://cdn.shop.example:80/a.jpg', true],
  ['https://a.img.example/x', false],
  ['https://a.b.img.example/x', false],
  ['http://127.0.0.1:8080/x', true],
  ['http://[::1]:9000/x', true],
  ['https://CDN.shop.example/a', true],
])('%s is allowed; named as it stands: %s', (address, isNamed) => {
  expect(allowedAddress(address, hosts).isNamed).toBe(isNamed);
});

test.each([
  'https://shop.example/a.jpg',
  'https://evil-cdn.shop.example/a.jpg',
  'https://cdn.shop.example.evil.example/a.jpg',
  'https://img.example/x',
  'https://evilimg.example/x',
  'https://cdn.shop.example:8443/x',
  'http://127.0.0.1/x',
  'http://127.0.0.1:8081/x',
  'http://localhost:8080/x',
  'http://2130706433/x',
  'https://user:secret@cdn.shop.example/x',
  'file:///etc/passwd',
  'ftp://cdn.shop.example/x',
  'cdn.shop.example/x',
  '',
])('%s is not', (address) => {
  expect(() => allowedAddress(address, hosts)).toThrow(BadPicture);
});

test('an address written as a number is the address it means, and has to be named as that', () => {
  expect(allowedAddress('http://2130706433:8080/x', hosts).url.hostname).toBe('127.0.0.1');
});

test.each(['*', '*.example', 'https://cdn.example', 'a b', '*.127.0.0.1', 'a.example:99999x'])(
  '--pictures-from %s is refused',
  (text) => {
    expect(() => parseHosts([text])).toThrow(StartRefusal);
  },
);

test.each([
  ['8.8.8.8', true],
  ['2606:4700::1111', true],
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['172.31.0.1', false],
  ['192.168.1.1', false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['255.255.255.255', false],
  ['::1', false],
  ['fe80::1', false],
  ['fd00::1', false],
  ['::ffff:10.0.0.1', false],
  ['::ffff:8.8.8.8', false],
  ['64:ff9b::a00:1', false],
  ['2002:a00:1::', false],
  ['2001:db8::1', false],
])('%s is public: %s', (address, expected) => {
  expect(isPublic(address)).toBe(expected);
});
