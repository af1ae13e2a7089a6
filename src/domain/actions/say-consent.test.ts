import { describe, expect, test } from 'vitest';
import { buildContext, buildGrant, decideOn, placed, testId } from '#test/build/domain.ts';
import type { ActionId, DeviceId, HomeId } from '#domain/ids.ts';
import { forgetHistory } from './forget-history.ts';
import { joinVisit } from './join-visit.ts';
import { sayConsent } from './say-consent.ts';

const visit = testId<HomeId>();
const person = testId<HomeId>();
const known = placed('customer', person, {
  id: person,
  sourceId: null,
  kind: 'known',
  firstName: 'Marina',
  device: null,
  createdMs: 1,
} as { id: string });
const saying = { purpose: 'history_now', given: true, text: 'Usar o que vi na loja online?', locale: 'pt-BR' } as const;

describe('a consent', () => {
  test('[PR4] is a row of its own each time, with the very words', () => {
    const once = decideOn(sayConsent, saying, [], buildContext({ home: visit }));
    expect(once.writes.map(({ table }) => table)).toEqual(['customer', 'consent']);
    const context = buildContext({ home: visit });
    const twice = decideOn(sayConsent, { ...saying, given: false }, once.after, context);
    expect(twice.writes).toEqual([
      {
        table: 'consent',
        home: visit,
        id: context.actionId,
        row: { id: context.actionId, ...saying, given: false, atMs: context.atMs, device: context.grant.device },
      },
    ]);
    expect(twice.after.filter(({ table }) => table === 'consent')).toHaveLength(2);
  });

  test('is of the words that were shown: none, or too many, are no consent', () => {
    for (const text of ['', 'x'.repeat(601)])
      expect(sayConsent.open.safeParse({ ...saying, text }).success).toBe(false);
    expect(sayConsent.open.safeParse({ ...saying, purpose: 'sell_it' }).success).toBe(false);
  });

  test("is said in one's own home only", () => {
    const other = decideOn(sayConsent, saying, [known], buildContext({ home: person }));
    expect(other.outcome).toMatchObject({ status: 'rejected', code: 'not_yours' });
    const grant = buildGrant({ kind: 'visit', level: 'visit', subject: person });
    expect(decideOn(sayConsent, saying, [known], buildContext({ home: person, grant })).outcome.status).toBe('applied');
    const first = decideOn(sayConsent, saying, [], buildContext({ home: visit })).after;
    const stranger = buildContext({ home: visit, grant: buildGrant({ device: testId<DeviceId>() }) });
    expect(decideOn(sayConsent, saying, first, stranger).outcome).toMatchObject({ code: 'not_yours' });
    expect(decideOn(forgetHistory, {}, [known], buildContext({ home: person })).outcome).toMatchObject({
      code: 'not_yours',
    });
  });
});

test('what was forgotten stays forgotten, whichever of two devices is heard first', () => {
  const later = decideOn(forgetHistory, {}, [], buildContext({ home: visit, atMs: 2000 })).after;
  const earlier = decideOn(forgetHistory, {}, later, buildContext({ home: visit, atMs: 1000 }));
  expect(earlier.after.find(({ table }) => table === 'forgotten')?.row).toEqual({ id: 'history', atMs: 2000 });
});

test('a visit is joined to a known person once, and to none else', () => {
  const context = buildContext({ home: person, actionId: testId<ActionId>() });
  const joined = decideOn(joinVisit, { visitHome: visit }, [known], context);
  expect(joined.writes.map(({ table, id }) => [table, id])).toEqual([['identity', `merge/${visit}`]]);
  expect(decideOn(joinVisit, { visitHome: visit }, joined.after, context).outcome).toMatchObject({
    code: 'already_done',
  });
  expect(decideOn(joinVisit, { visitHome: person }, [known], context).outcome.status).toBe('rejected');
  expect(decideOn(joinVisit, { visitHome: visit }, [], context).outcome.status).toBe('rejected');
});
