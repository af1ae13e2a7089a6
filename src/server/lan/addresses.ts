// This machine in the local network: the addresses under which tablets can reach it.
import { hostname, networkInterfaces } from 'node:os';

/** Bridges of containers and virtual machines: no tablet is on them. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|utun|tun|tap|lo)/;
const PRIVATE_V4 = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.)/;

/** IPv4 addresses: real cards first, private ones before public ones. */
export function lanAddresses(interfaces = networkInterfaces()): string[] {
  const found = Object.entries(interfaces).flatMap(([name, entries = []]) =>
    entries
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => ({ address, isVirtual: VIRTUAL.test(name) })),
  );
  const order = ({ address, isVirtual }: (typeof found)[number]): number =>
    Number(isVirtual) * 2 + Number(!isPrivateAddress(address));
  return found.toSorted((a, b) => order(a) - order(b)).map(({ address }) => address);
}

export function isPrivateAddress(address: string): boolean {
  return PRIVATE_V4.test(address);
}

/** Names of this machine: as set, and as multicast DNS announces it. */
export function machineNames(): string[] {
  const own = hostname().toLowerCase();
  const short = own.split('.')[0] ?? own;
  return [...new Set([own, short, `${short}.local`])].filter((name) => /^[a-z0-9.-]+$/.test(name));
}
