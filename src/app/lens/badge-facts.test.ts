import { describe, expect, it } from 'vitest';
import type { View } from '#local/view.ts';
import {
  buildOffers,
  buildProduct,
  buildStock,
  buildVariant,
  chainHome,
  storeHome,
  testNowMs,
  webHome,
} from '#test/build/domain.ts';
import { plainCatalogue, type PlainFeed } from '#test/build/plain-catalogue.ts';
import { badgeFacts } from './badge-facts.ts';
import { toneOf } from './badge-words.tsx';

const boot = buildProduct({ id: 'boot' });
const variant = buildVariant({ id: 'boot-39', productId: 'boot', gtin14: '07891000100103' });
const ean = { text: '7891000100103', symbology: 'EAN13', aim: ']E0' };

/** AI 17 and its date. */
const yymmdd = (atMs: number): string => `17${new Date(atMs).toISOString().slice(2, 10).replaceAll('-', '')}`;

type World = {
  here?: number;
  online?: number;
  ageMs?: number;
  was?: number;
  suggested?: boolean;
  rows?: PlainFeed['rows'];
};

function factsOf({ here, online, ageMs = 0, was, suggested = false, rows = {} }: World, code = ean) {
  const offers = buildOffers(variant.id, boot.id, 30_000).map((offer) =>
    was === undefined ? offer : { ...offer, was: { minor: was, currency: 'BRL' as const } },
  );
  const catalogue = plainCatalogue(
    {
      home: chainHome,
      cursor: { timeline: 't', rev: 1, tag: 't' },
      asOfMs: testNowMs,
      rows: { product: [boot], variant: [variant], offer: offers, ...rows },
    },
    [],
  );
  const seen = (home: typeof storeHome, id: string) => {
    const onHand = home === storeHome ? here : online;
    return onHand === undefined ? null : { stock: buildStock({ id, onHand }), seenMs: testNowMs - ageMs };
  };
  const view = { stock: seen, offersOf: (_: unknown, id: string) => catalogue.offersOf(id) } as unknown as View;
  const homes = { home: storeHome, web: webHome, chain: chainHome };
  const money = { zone: 'America/Sao_Paulo', currency: 'BRL' };
  const forYou = new Set(suggested ? [boot.id] : []);
  return badgeFacts(code, { catalogue, view, ...homes, ...money, nowMs: testNowMs, forYou });
}

describe('the badge of a tag', () => {
  it('says price, discount and what is here and online', () => {
    const facts = factsOf({ here: 3, online: 7, was: 40_000 });
    expect(facts).toMatchObject({ kind: 'known', badge: { percent: 25, here: 3, online: 7, forYou: false } });
    expect(toneOf(facts)).toBe('offer');
  });

  it('names what this visit would be shown', () => {
    expect(toneOf(factsOf({ here: 3, suggested: true }))).toBe('for-you');
    expect(toneOf(factsOf({ here: 3 }))).toBe('plain');
  });

  it('gives no number that is too old to be believed without its age', () => {
    const facts = factsOf({ here: 3, online: 7, ageMs: 16 * 60_000 });
    expect(facts).toMatchObject({ badge: { here: null, online: null } });
    expect(toneOf(facts)).toBe('ask');
  });

  it('is the same for the Digital Link beside the bars', () => {
    const link = { text: 'https://id.example.com/01/07891000100103', symbology: 'QRCode', aim: ']Q1' };
    expect(factsOf({ here: 3 }, link)).toMatchObject({ kind: 'known', badge: { variant: { id: 'boot-39' } } });
  });

  it('has no price where its number is of two products: nobody guesses which of them is on the shelf', () => {
    const twin = buildVariant({ id: 'lamp', productId: 'lamp', gtin14: variant.gtin14 });
    const shared = { product: [boot, buildProduct({ id: 'lamp' })], variant: [variant, twin] };
    expect(factsOf({ here: 3, was: 40_000, rows: shared })).toEqual({ kind: 'several', isStopped: false });
    const rows = { ...shared, ...recall([]) };
    expect(toneOf(factsOf({ here: 3, rows }))).toBe('stop');
  });

  const piece = (rest: string) => ({ text: `01${variant.gtin14}${rest}`, symbology: 'DataMatrix', aim: ']d2' });
  const recall = (lots: string[]): PlainFeed['rows'] => ({
    recall: [
      {
        id: 'r',
        gtin14: variant.gtin14,
        lots,
        serials: [],
        fromMs: 0,
        toMs: null,
        text: { 'pt-BR': '' },
        level: 'stop',
      },
    ],
  });
  it.each([
    ['called back, all of them', recall([]), ean],
    ['of a lot that is called back', recall(['L1']), piece('10L1')],
    ['past its date', {}, piece(yymmdd(testNowMs - 2 * 86_400_000))],
  ])('that is %s is no offer of anything', (_, rows, code) => {
    expect(toneOf(factsOf({ here: 3, was: 40_000, suggested: true, rows }, code))).toBe('stop');
  });

  it('that is called back in another lot, or one that is not said, goes on: a person looks at the label', () => {
    expect(toneOf(factsOf({ here: 3, rows: recall(['L1']) }, piece('10L2')))).toBe('plain');
    expect(toneOf(factsOf({ here: 3, rows: recall(['L1']) }))).toBe('plain');
  });

  it('of a piece near its date says what this piece costs', () => {
    const rows = { markdown: [{ id: 'm', productIds: [], steps: [{ daysLeft: 3, percent: 40 }] }] };
    const facts = factsOf({ here: 3, rows }, piece(yymmdd(testNowMs + 2 * 86_400_000)));
    expect(facts).toMatchObject({
      badge: { percent: 40, offer: { price: { minor: 18_000 }, was: { minor: 30_000 } } },
    });
    expect(factsOf({ here: 3, rows })).toMatchObject({ badge: { percent: 0, offer: { price: { minor: 30_000 } } } });
  });

  it.each(['4006381333931', 'https://evil.example/gift', 'javascript:alert(1)'])('of %s is a question mark', (text) => {
    expect(toneOf(factsOf({ here: 3 }, { ...ean, text }))).toBe('unknown');
  });
});
