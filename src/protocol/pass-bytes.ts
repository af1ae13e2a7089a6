// The bytes of a certificate without its signature: fixed places, then the name and the products, which say how long they are.
const version = 1;
const keyBytes = 33;

export interface CertificateFields {
  /** Hex: four bytes each, the alias eight. */
  kid: string;
  chain: string;
  alias: string;
  issuedS: number;
  consents: number;
  /** Language, text, theme: a place in a list each, 0 for none. */
  wishes: readonly number[];
  name: Uint8Array<ArrayBuffer>;
  products: readonly string[];
  phoneKey: Uint8Array<ArrayBuffer>;
}

export function writeCertificate(fields: CertificateFields): Uint8Array<ArrayBuffer> {
  const { kid, chain, alias, issuedS, consents, wishes, name, products, phoneKey } = fields;
  const issued = [24, 16, 8, 0].map((shift) => (issuedS >>> shift) & 0xff);
  return Uint8Array.from([
    version,
    ...bytesOf(kid),
    ...bytesOf(chain),
    ...bytesOf(alias),
    ...issued,
    consents,
    ...wishes,
    name.length,
    ...name,
    products.length,
    ...products.flatMap(bytesOf),
    ...phoneKey,
  ]);
}

/** null unless every byte has its place. */
export function readCertificate(bytes: Uint8Array<ArrayBuffer>): CertificateFields | null {
  let at = 0;
  const take = (count: number): Uint8Array<ArrayBuffer> => bytes.slice(at, (at += count));
  const byte = (): number => take(1)[0] ?? -1;
  const hex = (count: number): string => [...take(count)].map((one) => one.toString(16).padStart(2, '0')).join('');
  if (byte() !== version) return null;
  const [kid, chain, alias] = [hex(4), hex(4), hex(8)];
  const issuedS = Number.parseInt(hex(4) || '0', 16);
  const consents = byte();
  const wishes = [byte(), byte(), byte()];
  const name = take(Math.max(0, byte()));
  const products = Array.from({ length: Math.max(0, byte()) }, () => hex(4));
  const phoneKey = take(keyBytes);
  if (at !== bytes.length || consents < 0 || phoneKey.length !== keyBytes) return null;
  return { kid, chain, alias, issuedS, consents, wishes, name, products, phoneKey };
}

const bytesOf = (hex: string): number[] => (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
