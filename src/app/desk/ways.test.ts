import { deskFullKind } from '#domain/problem.ts';
import { describe, expect, it } from 'vitest';
import { DeviceId } from '#domain/ids.ts';
import type { Problem } from '#domain/problem.ts';
import { type Facts, leavesTelling, waysOut } from './ways.ts';

const buildProblem = (changes: Partial<Problem> = {}): Problem => ({
  id: '01890a5d-ac96-7000-8000-000000000001',
  code: '7F3K',
  reason: 'outcome',
  kind: 'hold',
  status: 'needs_choice',
  outcomeCode: 'sold_out',
  open: { productId: 'boot', variantId: '39', quantity: 1, siblings: ['40', '41'] },
  result: {},
  alternatives: [{ kind: 'other_variant', variantId: '40', available: 2 }],
  contact: null,
  device: DeviceId.parse('01890a5d-ac96-7000-8000-000000000002'),
  deviceName: 'Tablet 1',
  madeMs: 0,
  opensMs: 0,
  deadlineMs: 1,
  state: 'open',
  owner: null,
  ownerName: null,
  how: null,
  answer: null,
  solvedBy: null,
  solvedMs: null,
  ...changes,
});

const joao = { name: 'João', phone: '(11) 97654-3210' };

const buildFacts = (stock: Record<string, number> = {}, online = 0): Facts => ({
  free: (variantId) => stock[variantId] ?? 0,
  onlineFree: () => online,
  orderNumber: (id) => (id === 'parcel' ? '4127' : null),
  mayDo: () => true,
});

const kinds = (problem: Problem, facts: Facts) => waysOut(problem, facts).map(({ kind }) => kind);

describe('the ways out of a problem', () => {
  it('begin with another size that is here now, not with one that was here at the tap', () => {
    expect(waysOut(buildProblem(), buildFacts({ '41': 3 }, 5)).slice(0, 2)).toEqual([
      { kind: 'variant', variantId: '41', count: 3 },
      { kind: 'online', count: 5 },
    ]);
  });

  it('begin with the thing itself when it is back on the shelf', () => {
    expect(kinds(buildProblem(), buildFacts({ '39': 1, '40': 2 }))[0]).toBe('again');
  });

  it('never ask again for a piece that is called back', () => {
    const problem = buildProblem({ status: 'rejected', outcomeCode: 'wrong_state', result: { recall: {} } });
    expect(kinds(problem, buildFacts({ '39': 1 }))).not.toContain('again');
  });

  it('are talking and counting when nothing is left anywhere', () => {
    expect(kinds(buildProblem(), buildFacts())).toEqual(['told', 'counted', 'dismissed']);
  });

  it('never put more aside for somebody who has got a part: the rest of it is on the site', () => {
    const problem = buildProblem({ status: 'adjusted', outcomeCode: 'fewer', alternatives: [] });
    expect(kinds(problem, buildFacts({ '39': 5, '40': 5 }, 5))).toEqual(['told', 'online', 'counted', 'dismissed']);
    expect(kinds(problem, buildFacts({ '39': 5, '40': 5 }))).toEqual(['told', 'counted', 'dismissed']);
  });

  it('call whoever has left a number, and say what the call came to', () => {
    expect(waysOut(buildProblem({ contact: joao }), buildFacts()).slice(0, 3)).toEqual([
      { kind: 'call', phone: '(11) 97654-3210' },
      { kind: 'told' },
      { kind: 'missed' },
    ]);
  });

  it('are the telling alone once something was done for the person', () => {
    const done = { state: 'taken', how: 'other_variant' } as const;
    const facts = buildFacts({ '39': 5, '40': 5 }, 5);
    expect(kinds(buildProblem({ ...done, contact: joao }), facts)).toEqual(['call', 'told', 'missed']);
    expect(kinds(buildProblem(done), facts)).toEqual(['told']);
  });

  it('leave the telling open only after a deed, and only for somebody who can be called', () => {
    const [hers, nameless] = [buildProblem({ contact: joao }), buildProblem()];
    const size = { kind: 'variant', variantId: '40', count: 1 } as const;
    expect([leavesTelling(hers, size), leavesTelling(nameless, size)]).toEqual([true, false]);
    expect(leavesTelling(buildProblem({ contact: { name: 'Ana', phone: null } }), size)).toBe(false);
    expect(leavesTelling(hers, { kind: 'told' })).toBe(false);
    expect(leavesTelling({ ...hers, kind: 'call-staff' }, { kind: 'again' })).toBe(false);
  });

  it('look for the box first when an order was handed over with a wrong code', () => {
    const open = { fulfilmentId: 'parcel', proof: '123456' };
    const problem = buildProblem({ kind: 'hand-over', status: 'rejected', outcomeCode: 'wrong_proof', open });
    expect(kinds(problem, buildFacts())).toEqual(['box_here', 'box_gone', 'see', 'dismissed']);
  });

  it('do a stopped act again in the name of who is signed in, if they may', () => {
    const problem = buildProblem({ reason: 'parked', kind: 'call-staff', status: null, outcomeCode: null, open: {} });
    expect(kinds(problem, buildFacts())).toEqual(['again', 'told', 'dismissed']);
    expect(kinds(problem, { ...buildFacts(), mayDo: () => false })).toEqual(['told', 'dismissed']);
  });

  it('lead to the order where the order says more', () => {
    const open = { fulfilmentId: 'parcel', proof: '123456' };
    const problem = buildProblem({ kind: 'hand-over', status: 'rejected', outcomeCode: 'already_done', open });
    expect(waysOut(problem, buildFacts())[0]).toEqual({ kind: 'see', number: '4127' });
  });

  it('ask around the store when the acts themselves are gone [SG3]', () => {
    const problem = buildProblem({ reason: 'lost', kind: 'outbox', status: null, outcomeCode: null, open: null });
    expect(kinds(problem, buildFacts())).toEqual(['asked', 'dismissed']);
  });

  it('ask around the store when the desk does not list what the device asked for [OC1]', () => {
    const problem = buildProblem({ kind: deskFullKind, outcomeCode: 'too_many', open: null, result: { more: 3 } });
    expect(kinds(problem, buildFacts())).toEqual(['asked', 'dismissed']);
  });
});
