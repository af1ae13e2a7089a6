// A certificate authority for one shop's local network. Its key never leaves the data folder,
// and the certificate itself says that it may vouch for private networks and this machine only.
import 'reflect-metadata'; // x509's injector refuses to load without it
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';
import { NAME_CONSTRAINTS, permittedNames } from './name-constraints.ts';

export type Authority = { certificate: x509.X509Certificate; key: CryptoKey; fingerprint: string };

export const SIGNING = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
export const DAY_MS = 86_400_000;
const LIFE_DAYS = 3650;

export async function loadAuthority(dataDir: string, names: string[], addresses: string[]): Promise<Authority> {
  const folder = join(dataDir, 'lan');
  const [certFile, keyFile] = [join(folder, 'authority.crt'), join(folder, 'authority.key')];
  if (!existsSync(certFile)) await makeAuthority({ folder, certFile, keyFile, names, addresses });
  chmodSync(keyFile, 0o600);
  const certificate = new x509.X509Certificate(readFileSync(certFile, 'utf8'));
  const [pkcs8] = x509.PemConverter.decode(readFileSync(keyFile, 'utf8'));
  if (!pkcs8) throw new Error(`${keyFile} holds no key`);
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, SIGNING, false, ['sign']);
  const digest = Buffer.from(await certificate.getThumbprint('SHA-256'))
    .toString('hex')
    .toUpperCase();
  return { certificate, key, fingerprint: digest.match(/../g)?.join(':') ?? digest };
}

type NewAuthority = { folder: string; certFile: string; keyFile: string; names: string[]; addresses: string[] };

async function makeAuthority({ folder, certFile, keyFile, names, addresses }: NewAuthority): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const keys = await crypto.subtle.generateKey(SIGNING, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=Gôndola ${names[0] ?? ''} ${new Date().toISOString().slice(0, 10)}, O=Gôndola`,
    keys,
    signingAlgorithm: SIGNING,
    // Tablets' clocks may be behind.
    notBefore: new Date(Date.now() - DAY_MS),
    notAfter: new Date(Date.now() + LIFE_DAYS * DAY_MS),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      new x509.Extension(NAME_CONSTRAINTS, true, permittedNames(names, addresses)),
    ],
  });
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  writeFileSync(keyFile, x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'), { mode: 0o600 });
  // The certificate last: it is what says that the pair is whole.
  writeFileSync(`${certFile}.new`, certificate.toString('pem'), { mode: 0o644 });
  renameSync(`${certFile}.new`, certFile);
}
