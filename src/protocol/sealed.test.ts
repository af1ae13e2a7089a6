import { describe, expect, test } from 'vitest';
import { importSealingKey, newSealingPair, openSealed, seal, Unopenable } from './sealed.ts';

const about = { id: '019c0000-0000-7000-8000-000000000001', kind: 'hold', v: 2 };
const contact = { name: 'Luís', phone: '+55 11 99999-0000' };

async function pairOf(kid: string) {
  const { publicKey, privateJwk } = await newSealingPair();
  return { to: { kid, publicKey }, keys: new Map([[kid, await importSealingKey(privateJwk)]]) };
}

describe('the sealed part of an act', () => {
  test('[AR1] what is sealed to the server opens there, and nowhere says what it is', async () => {
    const { to, keys } = await pairOf('k1');
    const sealed = await seal(to, about, contact);
    // Longer than chance makes in a few hundred random letters.
    const shown = [JSON.stringify(sealed), Buffer.from(sealed.ct, 'base64url').toString('latin1')];
    for (const text of shown) for (const part of ['Luís', '99999-0000']) expect(text).not.toContain(part);
    expect(await openSealed(keys, about, sealed)).toEqual(contact);
  });

  test('[AR1] two seals of one value differ, and short and long ones have one length', async () => {
    const { to } = await pairOf('k1');
    const [one, two] = [await seal(to, about, contact), await seal(to, about, { name: 'B', phone: null })];
    expect(one.ct).not.toBe(two.ct);
    expect(one.ct).toHaveLength(two.ct.length);
    expect((await seal(to, about, contact)).ct).not.toBe(one.ct);
  });

  test('[AR1] an older key goes on opening what was sealed to it; a key that is gone opens nothing', async () => {
    const [old, fresh] = [await pairOf('k1'), await pairOf('k2')];
    const sealed = await seal(old.to, about, contact);
    expect(await openSealed(new Map([...fresh.keys, ...old.keys]), about, sealed)).toEqual(contact);
    await expect(openSealed(fresh.keys, about, sealed)).rejects.toThrow(Unopenable);
  });

  test.each([
    ['another id', { ...about, id: '019c0000-0000-7000-8000-000000000002' }],
    ['another kind', { ...about, kind: 'call-staff' }],
    ['another version', { ...about, v: 1 }],
  ])('[AR1] what was sealed for one act opens for none with %s', async (_name, other) => {
    const { to, keys } = await pairOf('k1');
    await expect(openSealed(keys, other, await seal(to, about, contact))).rejects.toThrow(Unopenable);
  });

  test.each([
    ['a changed text', { ct: 'AAAA' }],
    ['a changed key', { enc: 'AAAA' }],
    ['no base64url at all', { ct: '%%%' }],
  ])('[AR1] %s is refused in words', async (_name, part) => {
    const { to, keys } = await pairOf('k1');
    await expect(openSealed(keys, about, { ...(await seal(to, about, contact)), ...part })).rejects.toThrow(Unopenable);
  });
});
