// From where an import may fetch pictures: hosts that were named, and through a pattern never an address of this
// machine or its network. Promise: a file from outside can't make the server ask anything inside.
import { lookup } from 'node:dns';
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net';
import { StartRefusal } from '#server/start-refusal.ts';
import { BadPicture } from '#server/pictures/re-encode.ts';

export interface AllowedHost {
  /** "cdn.shop.example", "*.shop.example", "127.0.0.1:8080". */
  host: string;
  port: string;
  /** Stands for the hosts below it: those have to be public. */
  isPattern: boolean;
}

/** Throws StartRefusal for what is no host. */
export function parseHosts(texts: readonly string[]): AllowedHost[] {
  return texts
    .flatMap((text) => text.split(','))
    .map((text) => text.trim().toLowerCase())
    .filter((text) => text !== '')
    .map((text) => {
      const [, star, name = '', port = ''] = /^(\*\.)?([a-z0-9.-]+|\[[0-9a-f:.]+\])(?::(\d{1,5}))?$/.exec(text) ?? [];
      if (name === '' || (star && (!name.includes('.') || isIP(name) > 0)))
        throw new StartRefusal(
          `--pictures-from ${text}: that is no host.`,
          'Write cdn.shop.example, *.shop.example or 127.0.0.1:8080.',
        );
      return { host: name, port, isPattern: star !== undefined };
    });
}

/**
 * Throws BadPicture for an address that nobody allowed. `isNamed`: this very host was written down, so that it may lie in
 * the network of the shop.
 */
export function allowedAddress(address: string, hosts: readonly AllowedHost[]): { url: URL; isNamed: boolean } {
  const url = URL.parse(address);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) throw new BadPicture('the address is no http(s)');
  if (url.username !== '' || url.password !== '') throw new BadPicture('the address holds a password');
  const fits = hosts.filter(
    ({ host, port, isPattern }) =>
      (isPattern ? url.hostname.endsWith(`.${host}`) && isIP(url.hostname) === 0 : url.hostname === host) &&
      (port === '' ? url.port === '' : url.port === port || defaultPorts[url.protocol] === port),
  );
  if (fits.length === 0) throw new BadPicture(`pictures from ${url.host} were not allowed (--pictures-from)`);
  return { url, isNamed: fits.some(({ isPattern }) => !isPattern) };
}

const defaultPorts: Record<string, string> = { 'http:': '80', 'https:': '443' };

/** Resolves like the system does, and gives no address that is not public: the connection goes to what was looked at. */
export const publicOnly: LookupFunction = (host, options, answer) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    const bad = error ? undefined : found.find(({ address }) => !isPublic(address));
    const [first] = found ?? [];
    if (error || !first) answer(error ?? new BadPicture(`${host} has no address`), []);
    else if (bad) answer(new BadPicture(`${host} lies in a private network`), []);
    else if (options.all === true) answer(null, found);
    else answer(null, first.address, first.family);
  });
};

// IANA's registries of special-purpose addresses; of IPv6 only 2000::/3 is out in the open, without its tunnels.
const notPublic = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  notPublic.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  notPublic.addSubnet(net, bits, 'ipv6');
const open = new BlockList();
open.addSubnet('2000::', 3, 'ipv6');

export function isPublic(address: string): boolean {
  if (!isIPv6(address)) return isIP(address) === 4 && !notPublic.check(address, 'ipv4');
  return open.check(address, 'ipv6') && !notPublic.check(address, 'ipv6');
}
