// The X.509 extension that binds an authority to private networks (RFC 5280, 4.2.1.10): a stolen
// key cannot speak for a bank. x509 has no writer for it; the encoding is short enough to do here.
export const NAME_CONSTRAINTS = '2.5.29.30';

/** Address and mask, as the extension wants them. */
const NETWORKS_V4 = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '127.0.0.0/8'];
const LOOPBACK_V6 = [...Array<number>(15).fill(0), 1, ...Array<number>(16).fill(255)];

const SEQUENCE = 0x30;
const PERMITTED = 0xa0; // [0] permittedSubtrees
const DNS_NAME = 0x82; // [2] dNSName
const IP_ADDRESS = 0x87; // [7] iPAddress

/** `addresses`: IPv4 of this machine, which may be public ones (a campus, a test network). */
export function permittedNames(names: string[], addresses: string[]): Uint8Array<ArrayBuffer> {
  const dns = ['local', 'localhost', ...names].map((name) => der(DNS_NAME, [...Buffer.from(name, 'ascii')]));
  const own = addresses.map((address) => `${address}/32`);
  const ip = [...[...NETWORKS_V4, ...own].map(networkBytes), LOOPBACK_V6].map((bytes) => der(IP_ADDRESS, bytes));
  const subtrees = [...dns, ...ip].flatMap((name) => der(SEQUENCE, name));
  return Uint8Array.from(der(SEQUENCE, der(PERMITTED, subtrees)));
}

export function permitsAddress(constraints: ArrayBuffer, address: string): boolean {
  return Buffer.from(constraints).includes(Buffer.from(der(IP_ADDRESS, networkBytes(`${address}/32`))));
}

function networkBytes(network: string): number[] {
  const [address = '', bits = '32'] = network.split('/');
  const mask = (0xffffffff << (32 - Number(bits))) >>> 0;
  return [...address.split('.').map(Number), mask >>> 24, (mask >>> 16) & 255, (mask >>> 8) & 255, mask & 255];
}

function der(tag: number, content: number[]): number[] {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return [tag, ...size, ...content];
}
