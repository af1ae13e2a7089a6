// What every catalogue must answer, however its rows are packed. Part of it is put in a file, part comes later.
import { describe, expect, it } from 'vitest';
import { dealOfPromotion } from '#domain/discount/deal.ts';
import { offerAt } from '#domain/offer.ts';
import type { Locale } from '#domain/text.ts';
import type { Catalogue } from '#local/catalogue.ts';
import {
  buildOffers,
  buildProduct,
  buildStock,
  buildStore,
  buildVariant,
  chainHome,
  storeHome,
  testId,
  testNowMs,
  webHome,
} from '#test/build/domain.ts';
import type { PlainFeed } from '#test/build/plain-catalogue.ts';

const boot = buildProduct({ tags: ['trilha'] });
const pan = buildProduct({
  name: { 'pt-BR': 'Panela de pressão', en: 'Pressure cooker' },
  department: { 'pt-BR': 'Cozinha' },
  brand: 'Ágata',
  subtitle: { 'pt-BR': 'Serra, 5 litros' },
});
const gone = buildProduct({ name: { 'pt-BR': 'Bota antiga' }, live: false });
const sizes = [39, 38, 40].map((size, index) =>
  buildVariant({ id: testId(), productId: boot.id, size: String(size), order: size, gtin14: `0952000000000${index}` }),
);
const withdrawn = buildVariant({ id: testId(), productId: boot.id, size: '41', order: 41, live: false });
const [b39, b38] = sizes as [(typeof sizes)[0] & object, (typeof sizes)[0] & object];
const panV = buildVariant({
  id: testId(),
  productId: pan.id,
  gtin14: b39.gtin14,
  colour: { key: 'azul', name: { 'pt-BR': 'Azul-céu', en: 'Sky blue' }, hex: '#0000ff' },
});
const dead = buildVariant({ id: testId(), productId: gone.id, gtin14: b39.gtin14, live: false });

const recall = {
  id: 'recall',
  gtin14: b39.gtin14,
  lots: ['L1'],
  serials: [],
  fromMs: 0,
  toMs: null,
  text: { 'pt-BR': 'Não use.' },
  level: 'stop' as const,
};
const tagRule = {
  id: 'rule',
  prefix: '20',
  item: [3, 7] as [number, number],
  names: 'sku' as const,
  base: null,
  value: null,
};
const deal = {
  name: { 'pt-BR': 'Leve 3, pague 2' },
  scope: { all: false, productIds: [boot.id], departments: [], tags: [] },
  fromMs: 0,
  toMs: null,
  weekly: [],
  stacking: { rule: 'best' as const, group: '', priority: 0 },
};
const promotion = { id: 'promo', name: deal.name, percent: 10, productIds: [pan.id], fromMs: 0, toMs: testNowMs };
const discount = { ...deal, id: 'three', rule: { kind: 'buyGet' as const, buy: 2, get: 1, percent: 100 } };
const club = { ...deal, id: 'club', rule: { kind: 'percent' as const, percent: 5 }, group: 'clube' };
const coupon = { ...deal, id: 'c0de', rule: { kind: 'percent' as const, percent: 5 }, use: 'once' as const };
const poster = { id: 'poster', code: '100014', name: { 'pt-BR': 'Trilha' }, productIds: [boot.id] };

export const contractChain: PlainFeed = {
  home: chainHome,
  cursor: { timeline: 't', rev: 7, tag: 'x' },
  asOfMs: testNowMs,
  rows: {
    store: [buildStore(), buildStore({ id: webHome, name: 'Site', kind: 'web' })],
    product: [boot, pan, gone],
    variant: [...sizes, withdrawn, panV, dead],
    offer: [...buildOffers(b39.id, boot.id, 38_990), ...buildOffers(b38.id, boot.id, 35_000)],
    neighbours: [{ id: boot.id, near: [[pan.id, 200]] }],
    recall: [recall, { ...recall, id: 'recall-2', gtin14: b38.gtin14 }],
    markdown: [{ id: 'markdown', productIds: [pan.id], steps: [{ daysLeft: 3, percent: 40 }] }],
    tagRule: [tagRule],
    promotion: [promotion],
    discount: [discount],
    priceList: [club],
    coupon: [coupon],
    poster: [poster, { ...poster, id: 'poster-2', code: '100021' }],
  },
};
export const contractFloors: PlainFeed[] = [
  {
    home: storeHome,
    cursor: { timeline: 's', rev: 3, tag: 'y' },
    asOfMs: testNowMs - 60_000,
    rows: {
      stock: [buildStock({ id: b39.id, onHand: 2 })],
      place: [{ id: b39.id, aisle: '4', bay: 'B', seenMs: testNowMs }],
    },
  },
  {
    home: webHome,
    cursor: { timeline: 'w', rev: 9, tag: 'z' },
    asOfMs: testNowMs,
    rows: { stock: [buildStock({ id: b39.id, onHand: 40 })] },
  },
];

export function catalogueContract(
  name: string,
  fill: (chain: PlainFeed, floors: readonly PlainFeed[]) => Promise<Catalogue> | Catalogue,
): void {
  const open = async (): Promise<Catalogue> => fill(contractChain, contractFloors);

  describe(`a catalogue ${name}`, () => {
    it('finds every variant on sale that carries a code', async () => {
      const catalogue = await open();
      expect(
        catalogue
          .variantsByGtin(b39.gtin14)
          .map(({ id }) => id)
          .toSorted(),
      ).toEqual([b39.id, panV.id].toSorted());
      expect(catalogue.variantsByGtin('00000000000000')).toEqual([]);
    });

    it('finds variants on sale by their in-store number', async () => {
      const catalogue = await open();
      const own = sizes.filter(({ sku }) => sku === 'BS39').map(({ id }) => id);
      expect(
        catalogue
          .variantsBySku('BS39')
          .map(({ id }) => id)
          .toSorted(),
      ).toEqual([...own, panV.id].toSorted());
      expect(catalogue.variantsBySku('BS')).toEqual([]);
    });

    it('knows what the chain says of its tags: recalls of a number, markdowns, rules, posters by their code', async () => {
      const catalogue = await open();
      expect(catalogue.recallsOf(b39.gtin14)).toEqual([recall]);
      expect(catalogue.recallsOf('00000000000000')).toEqual([]);
      expect(catalogue.markdowns().map(({ id }) => id)).toEqual(['markdown']);
      expect(catalogue.tagRules()).toEqual([tagRule]);
      expect(catalogue.poster('100014')).toEqual(poster);
      expect(catalogue.poster('100038')).toBeNull();
    });

    it('has all discounts in one shape, price lists, and a coupon by the key of its code', async () => {
      const catalogue = await open();
      expect(catalogue.discounts()).toEqual([dealOfPromotion(promotion), discount]);
      expect(catalogue.priceLists()).toEqual([club]);
      expect(catalogue.coupon('c0de')).toEqual(coupon);
      expect([catalogue.coupon('none'), catalogue.promotion('promo')]).toEqual([null, promotion]);
    });

    it('gives products, variants and stores by id, and null for what is none', async () => {
      const catalogue = await open();
      expect(catalogue.product(boot.id)).toEqual(boot);
      expect(catalogue.variant(panV.id)).toEqual(panV);
      expect(catalogue.store(webHome)?.name).toBe('Site');
      expect(catalogue.stores()).toHaveLength(2);
      expect([
        catalogue.product('none'),
        catalogue.variant('none'),
        catalogue.store(chainHome),
        catalogue.promotion('none'),
      ]).toEqual([null, null, null, null]);
    });

    it('gives the same object for a row as long as it is the same', async () => {
      const catalogue = await open();
      expect(catalogue.product(boot.id)).toBe(catalogue.product(boot.id));
    });

    it('lists the variants of a style that are on sale in the order of its matrix', async () => {
      expect((await open()).variantsOf(boot.id).map(({ size }) => size)).toEqual(['38', '39', '40']);
    });

    it('still gives a variant that was withdrawn to whoever has its id', async () => {
      expect((await open()).variant(withdrawn.id)).toEqual(withdrawn);
    });

    it('has the offers of one variant and of no other', async () => {
      const catalogue = await open();
      expect(offerAt(catalogue.offersOf(b39.id), testNowMs)?.price.minor).toBe(38_990);
      expect(catalogue.offersOf(panV.id)).toEqual([]);
    });

    it('tells stock by store, with the age of what the server vouched for', async () => {
      const catalogue = await open();
      expect(catalogue.stock(storeHome, b39.id)).toMatchObject({ stock: { onHand: 2 }, seenMs: testNowMs - 60_000 });
      expect(catalogue.stock(webHome, b39.id)).toMatchObject({ stock: { onHand: 40 }, seenMs: testNowMs });
      expect(catalogue.stock(storeHome, panV.id)).toBeNull();
      expect(catalogue.stock(testId(), b39.id)).toBeNull();
      expect(catalogue.place(storeHome, b39.id)).toMatchObject({ aisle: '4', bay: 'B' });
    });

    it('says of when it is, home by home', async () => {
      const catalogue = await open();
      expect([catalogue.asOfMs(chainHome), catalogue.asOfMs(storeHome), catalogue.asOfMs(testId())]).toEqual([
        testNowMs,
        testNowMs - 60_000,
        null,
      ]);
      expect([catalogue.cursor(chainHome)?.rev, catalogue.cursor(storeHome)?.rev, catalogue.cursor(testId())]).toEqual([
        7,
        3,
        null,
      ]);
    });

    it('shows what is on sale, by department', async () => {
      const catalogue = await open();
      const names = catalogue.departments().map(({ name: words, count }) => [words['pt-BR'], count]);
      expect(names).toEqual([
        ['Calçados', 1],
        ['Cozinha', 1],
      ]);
      expect(catalogue.inDepartment('Cozinha', 9)).toEqual([pan.id]);
      expect([catalogue.inDepartment('Cozinha', 0), catalogue.inDepartment('Jardim', 9)]).toEqual([[], []]);
    });

    it('gives some products on sale from anywhere in the list, round its end, each once', async () => {
      const catalogue = await open();
      const ids = (from: number, most: number) => catalogue.sample(from, most).map(({ id }) => id);
      expect(ids(0, 9).toSorted()).toEqual([boot.id, pan.id].toSorted());
      expect(ids(0.99, 9).toSorted()).toEqual(ids(0, 9).toSorted());
      expect(ids(0.5, 1)).toHaveLength(1);
    });

    it('keeps the neighbours that suggestions follow', async () => {
      expect((await open()).neighbours(boot.id)?.near).toEqual([[pan.id, 200]]);
    });

    it.each([
      ['panela', [pan.id]],
      ['PRESSAO', [pan.id]],
      ['pan pre', [pan.id]],
      ['agata', [pan.id]],
      ['azul', [pan.id]],
      ['trilha bota', [boot.id]],
      ['serra', [boot.id, pan.id]],
      ['antiga', []],
      ['', []],
      ['  ', []],
    ])('searches "%s" by the beginnings of words, names first', async (text, found) => {
      const answers = (await open()).search(text, 'pt-BR', { limit: 10 });
      expect(answers.map(({ productId }) => productId).toSorted()).toEqual(found.toSorted());
    });

    it('searches in the language of the reader, and stops at the limit', async () => {
      const catalogue = await open();
      const found = (text: string, locale: Locale, limit = 10) =>
        catalogue.search(text, locale, { limit }).map(({ productId }) => productId);
      expect(found('cooker', 'en')).toEqual([pan.id]);
      expect(found('cooker', 'pt-BR')).toEqual([]);
      expect(found('serra', 'pt-BR', 1)).toHaveLength(1);
    });

    it('searches among those that are asked for', async () => {
      const catalogue = await open();
      const filter = { limit: 10, isShown: (id: string) => id === pan.id };
      expect(catalogue.search('serra', 'pt-BR', filter).map(({ productId }) => productId)).toEqual([pan.id]);
    });
  });
}
