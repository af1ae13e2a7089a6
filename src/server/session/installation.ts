// What a device is told about itself: its store, chain, languages, its own grant and the server's key.
import type { HomeId } from '#domain/ids.ts';
import type { Installation } from '#protocol/session.ts';
import type * as z from 'zod/mini';
import type { Authority } from '#server/authority.ts';
import { findHome, webHomeOf } from '#server/homes.ts';
import type { Caller } from './caller.ts';
import { deviceGrantOf } from './grants.ts';
import { ownPersonOf } from './own-person.ts';

export async function installationOf(
  authority: Authority,
  { device, home, chain }: Caller,
): Promise<z.infer<typeof Installation>> {
  const { db } = authority;
  const [storeHome, chainHome, web] = await Promise.all([
    findHome(db, home),
    findHome(db, chain),
    webHomeOf(db, chain),
  ]);
  const store = await db
    .selectFrom('store')
    .select(['name', 'zone'])
    .where('home_id', '=', chain)
    .where('id', '=', home)
    .executeTakeFirst();
  if (!storeHome || !chainHome) throw new Error(`device ${device.id} of no store`);
  // A phone acts as its person and never as a device of the shop.
  const person = device.mode === 'phone' ? await ownPersonOf(authority, device.id) : null;
  return {
    device,
    grant: person?.grant ?? (await deviceGrantOf(authority, home, device.id)),
    home,
    chain,
    chainName: chainHome.name,
    // A chain without a web shop sells in this store only.
    web: web ?? (home satisfies HomeId),
    currency: chainHome.currency,
    locales: chainHome.locales,
    storeName: store?.name ?? storeHome.name,
    zone: store?.zone ?? 'UTC',
    demo: chainHome.demo,
    serverKey: authority.key.publicKey,
    sealingKey: await authority.sealing.newest(),
    ...(person ? { person } : {}),
  };
}
