// `--lan`: what tablets in the shop's network need to reach this server over https, and the two
// codes that lead them there.
import { join } from 'node:path';
import qrcode from 'qrcode-terminal';
import { StartRefusal } from '#server/start-refusal.ts';
import { isPrivateAddress, lanAddresses, machineNames } from './addresses.ts';
import { type Authority, loadAuthority } from './authority.ts';
import { type Tls, makeLeaf } from './leaf.ts';
import { NAME_CONSTRAINTS, permitsAddress } from './name-constraints.ts';

export type Lan = { authority: Authority; tls: Tls };

/** This machine's address for tablets. */
export function chooseLanAddress(addresses = lanAddresses()): string {
  const [address] = addresses;
  if (address !== undefined) return address;
  throw new StartRefusal(
    'This machine is in no network.',
    'Join the shop’s network and start again, or leave out --lan.',
  );
}

export async function prepareLan(dataDir: string): Promise<Lan> {
  const [names, addresses] = [machineNames(), lanAddresses()];
  const authority = await loadAuthority(dataDir, names, addresses);
  const constraints = authority.certificate.getExtension(NAME_CONSTRAINTS);
  const covered = addresses.filter(
    (address) => isPrivateAddress(address) || (constraints && permitsAddress(constraints.value, address)),
  );
  const [address] = addresses;
  if (address !== undefined && !covered.includes(address)) {
    throw new StartRefusal(
      `The shop’s certificate authority may not vouch for ${address}: it was made for private networks and this machine’s earlier address.`,
      `Remove ${join(dataDir, 'lan')} to make a new one, which every tablet must install.`,
    );
  }
  return { authority, tls: await makeLeaf(authority, [...covered, '127.0.0.1', 'localhost', ...names]) };
}

export function lanBlock(appOrigin: string, certificateUrl: string, fingerprint: string): string {
  return `
  1. Instale o certificado da loja, uma vez por tablet:  ${certificateUrl}
     Install the shop's certificate, once per tablet
${drawn(certificateUrl)}
     ${fingerprint}

  2. Abra a loja:  ${appOrigin}
     Open the shop
${drawn(appOrigin)}`;
}

function drawn(url: string): string {
  let text = '';
  qrcode.generate(url, { small: true }, (code) => (text = code));
  return text.trimEnd().replaceAll(/^/gm, '     ');
}
