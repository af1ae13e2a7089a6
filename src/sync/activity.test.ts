import { describe, expect, it } from 'vitest';
import { shortCode } from '#domain/ids.ts';
import { rejected } from '#domain/outcome.ts';
import { buildRecord } from '#test/build/record.ts';
import { activityOf, parkedParents } from './activity.ts';
import { claimCodeFrom, claimCodeOf } from './claim.ts';

describe('an act that waits', () => {
  it('[OR4] names the parked act it waits for: its parent, its parent’s, or the one before it in its lane', () => {
    const parked = buildRecord({ seq: 1, state: 'parked', lane: 'a' });
    const child = buildRecord({ seq: 2, lane: 'b', dependsOn: [parked.id] });
    const grandchild = buildRecord({ seq: 3, lane: 'c', dependsOn: [child.id] });
    const behind = buildRecord({ seq: 4, lane: 'a' });
    const free = buildRecord({ seq: 5, lane: 'd' });
    const waits = parkedParents([parked, child, grandchild, behind, free]);
    expect(waits).toEqual(new Map([child, grandchild, behind].map(({ id }) => [id, parked.id])));
    expect(activityOf(child, null, parked.id).parent).toBe(shortCode(parked.id));
    expect(activityOf(free, null).parent).toBeNull();
  });

  it('[OR4] waits no longer once the parked one is tried again', () => {
    const tried = buildRecord({ seq: 1, state: 'queued', lane: 'a' });
    expect(parkedParents([tried, buildRecord({ seq: 2, lane: 'a', dependsOn: [tried.id] })]).size).toBe(0);
  });

  it('[OC1] says when the desk has it', () => {
    const receipt = { status: 'final', outcome: rejected('sold_out'), revs: {}, serverTimeMs: 1 } as const;
    expect(activityOf(buildRecord({ receipt }), null).desk).toBe(false);
    expect(activityOf(buildRecord({ receipt: { ...receipt, deskMs: 9 } }), null).desk).toBe(true);
    expect(activityOf(buildRecord({ receipt: { ...receipt, deskMs: null } }), null).desk).toBe(false);
  });
});

describe('a claim code', () => {
  it('[AR2] is eight characters of forty random bits, and is read however it was typed', () => {
    expect(claimCodeOf(new Uint8Array(5))).toBe('00000000');
    expect(claimCodeOf(new Uint8Array(5).fill(255))).toBe('ZZZZZZZZ');
    const code = claimCodeOf(Uint8Array.of(0x08, 0x42, 0x10, 0x84, 0x21));
    expect(code).toBe('11111111');
    expect(claimCodeFrom(' iIlL-1111 ')).toBe(code);
    expect(claimCodeFrom('oooo0000')).toBe('00000000');
    expect([claimCodeFrom('1234567'), claimCodeFrom('UUUUUUUU'), claimCodeFrom('')]).toEqual([null, null, null]);
  });
});
