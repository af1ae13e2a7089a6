import type { Action } from '#protocol/action.ts';
import { seal } from '#protocol/sealed.ts';
import {
  addDevice,
  buildAction,
  nextId,
  post,
  postSigned,
  pushOne,
  signedBy,
  type TestDevice,
  type TestServer,
} from '#test/build/shop-server.ts';
import type { SmallShop } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { describe, expect, test } from 'vitest';
import { protocolVersion } from '#protocol/version.ts';
import { loadSealing } from './session/sealing.ts';

let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
let tablet: TestDevice;
withShopServer(async (scene) => {
  ({ database, server, shop } = scene);
  tablet = await addDevice(database.db, shop.store);
});

const contact = { name: 'Luís', phone: '+55 11 99999-0000' };
const holdInput = (part: object = {}) => ({
  productId: shop.productId,
  variantId: shop.variantIds[1],
  quantity: 1,
  shown: null,
  customer: null,
  siblings: [],
  ...part,
});
async function sealedHold(value: unknown, part: { input?: object; key?: { kid: string; publicKey: string } } = {}) {
  const id = nextId();
  const about = { id, kind: 'hold', v: 2 };
  const sealed = await seal(part.key ?? server.authority.sealing.current, about, value);
  const open = holdInput(part.input);
  const action = await buildAction(tablet, 'hold', open, { v: 2, payload: { open: open as never, sealed } });
  return { ...action, id } as Action;
}
const one = (action: Action) => pushOne(server.app, tablet, action);
const letters = () => database.db.selectFrom('dead_letter').select(['id', 'reason']).execute();

describe('the personal part of an act', () => {
  test('[AR1] is opened by the server alone, and its receipt keeps it sealed', async () => {
    const action = await sealedHold(contact);
    expect(await one(action)).toMatchObject({ outcome: { status: 'applied' } });
    expect(await database.db.selectFrom('hold').select('contact').execute()).toEqual([{ contact }]);
    const kept = await database.db.selectFrom('receipt').select(['action', 'outcome']).executeTakeFirstOrThrow();
    expect(kept.action?.payload).toEqual(action.payload);
    expect(JSON.stringify(kept)).not.toContain('99999');
    expect(JSON.stringify(await database.db.selectFrom('event').selectAll().execute())).not.toContain('Luís');
  });

  test('[AR1] [OC1] tells the desk whom to call, when the act did not end as asked', async () => {
    await one(await sealedHold(contact, { input: { variantId: shop.variantIds[2] } }));
    expect(await database.db.selectFrom('problem').select('contact').execute()).toEqual([{ contact }]);
  });

  test('[AR1] sealed to a key that nobody has: refused in words, and kept for a person to look at', async () => {
    const foreign = { ...server.authority.sealing.current, kid: 'gone' };
    const action = await sealedHold(contact, { key: foreign });
    expect((await one(action)).outcome).toMatchObject({
      code: 'invalid_input',
      result: { reason: 'sealed to a key that this server does not have' },
    });
    expect(await letters()).toEqual([{ id: action.id, reason: 'unopenable' }]);
    expect(await database.db.selectFrom('hold').selectAll().execute()).toEqual([]);
  });

  test('[AR1] taken from another act it opens nothing, and of the wrong shape it is refused', async () => {
    const [one1, two] = [await sealedHold(contact), await sealedHold({ name: 'x'.repeat(500), phone: 'none' })];
    const stolen = await buildAction(tablet, 'hold', holdInput(), { v: 2, payload: one1.payload });
    expect((await one(stolen)).outcome).toMatchObject({
      code: 'invalid_input',
      result: { reason: expect.stringMatching(/changed, or belongs/) },
    });
    expect((await one(two)).outcome).toMatchObject({
      code: 'invalid_input',
      result: { reason: expect.stringMatching(/personal part: /) },
    });
    expect(await database.db.selectFrom('hold').selectAll().execute()).toEqual([]);
  });

  test('[AR1] an act that has none refuses one; an act that may have one does without', async () => {
    const { payload } = await sealedHold(contact);
    const call = { reason: 'call', text: 'x', productId: null, variantId: null };
    const odd = await buildAction(tablet, 'call-staff', call, { payload: { open: call, sealed: payload.sealed } });
    expect((await one(odd)).outcome).toMatchObject({
      code: 'invalid_input',
      result: { reason: expect.stringMatching(/has none/) },
    });
    expect((await one(await buildAction(tablet, 'hold', holdInput(), { v: 2 }))).outcome?.status).toBe('applied');
  });
});

describe('sealing keys', () => {
  test('[AR1] the newest goes out at hello; the old ones go on opening', async () => {
    const old = server.authority.sealing.current;
    const before = await sealedHold(contact);
    const made = await loadSealing(database.db, () => 1);
    expect(made.current).toEqual(old);
    const other = await database.db.selectFrom('sealing_key').selectAll().executeTakeFirstOrThrow();
    await database.db
      .insertInto('sealing_key')
      .values({
        ...other,
        private_jwk: JSON.stringify(other.private_jwk),
        kid: 'newer',
        created_ms: other.created_ms + 1,
      })
      .execute();
    const fresh = await loadSealing(database.db, () => 1);
    expect(fresh.current).toEqual({ kid: 'newer', publicKey: old.publicKey });
    // This server has not heard of the new key before an act names it.
    expect((await one(await sealedHold(contact, { key: fresh.current }))).outcome?.status).toBe('applied');
    expect((await one(before)).outcome?.status).toBe('applied');
    const hello = {
      epoch: tablet.epoch,
      appVersion: '1',
      protocol: protocolVersion,
      pending: 0,
      maxSeq: 0,
      persisted: null,
      lost: null,
    };
    const { body } = await postSigned<{ installation: { sealingKey: unknown } }>(
      server.app,
      tablet,
      '/sync/v1/hello',
      hello,
    );
    expect(body.installation.sealingKey).toEqual(fresh.current);
    await database.db.deleteFrom('sealing_key').where('kid', '=', 'newer').execute();
  });

  test('[AR1] what a hello does not know of itself it may leave out', async () => {
    const body = await signedBy(tablet, {
      deviceId: tablet.id,
      epoch: tablet.epoch,
      appVersion: '1',
      protocol: protocolVersion,
      pending: 0,
      maxSeq: 0,
      persisted: null,
      lost: null,
    });
    expect((await post(server.app, '/sync/v1/hello', body)).status).toBe(200);
  });
});
