import { expect, it } from 'vitest';
import { buildVariant } from '#test/build/domain.ts';
import { comparisonPath, variantMeant, variantOrChoice, variantPath, variantShown } from './shared-code.ts';

const shared = '09520000000004';
const [boot, otherBoot, lamp, pan] = [
  buildVariant({ id: 'boot-39', productId: 'boot', gtin14: shared }),
  buildVariant({ id: 'boot-40', productId: 'boot', gtin14: shared }),
  buildVariant({ id: 'lamp', productId: 'lamp', gtin14: shared }),
  buildVariant({ id: 'pan', productId: 'pan', gtin14: '07891000100103' }),
];
const shopOf = (...variants: (typeof boot)[]) => ({
  variantsByGtin: (gtin14: string) => variants.filter((variant) => variant.gtin14 === gtin14),
});
const shop = shopOf(boot, lamp, pan);

it('a number of two products is asked about, one row each; who has pointed at one gets it', () => {
  expect(variantOrChoice([boot, otherBoot, lamp], null)).toEqual({ choice: [boot, lamp] });
  expect(variantOrChoice([boot, lamp], 'lamp')).toEqual({ variant: lamp });
  expect(variantOrChoice([boot, lamp], 'gone')).toEqual({ choice: [boot, lamp] });
});

it('a number of one product, or of none, is nothing to ask about', () => {
  expect(variantOrChoice([boot, otherBoot], null)).toEqual({ variant: boot });
  expect(variantOrChoice([], null)).toEqual({ variant: undefined });
});

it('a tag of two products means neither until somebody points at one', () => {
  expect(variantMeant(shop, shared, null)).toBeUndefined();
  expect(variantMeant(shop, shared, 'lamp')).toBe(lamp);
  expect(variantMeant(shop, pan.gtin14, null)).toBe(pan);
  expect(variantMeant(null, pan.gtin14, null)).toBeUndefined();
});

it('a tag that names a variant by its own number means that one, whoever else has its GTIN', () => {
  expect(variantShown(shop, { variant: boot, isNamed: false })).toBeUndefined();
  expect(variantShown(shop, { variant: lamp, isNamed: true })).toBe(lamp);
  const twice = shopOf(boot, otherBoot);
  expect(variantShown(twice, { variant: otherBoot, isNamed: true })).toBe(otherBoot);
  expect(variantShown(twice, { variant: boot, isNamed: false })).toBe(boot);
});

/** What the page at such an address shows. */
const opened = (path: string, at: typeof shop) => {
  const { pathname, searchParams } = new URL(path, 'https://loja.example');
  return variantMeant(at, pathname.slice('/p/'.length), searchParams.get('v'));
};

it('whatever was touched is what opens, also where its number is another product’s too', () => {
  for (const variant of [boot, lamp, pan]) expect(opened(variantPath(shop, variant), shop)).toBe(variant);
  const twice = shopOf(boot, otherBoot);
  for (const variant of [boot, otherBoot]) expect(opened(variantPath(twice, variant), twice)).toBe(variant);
});

it('the address of a number that one product has is the number alone', () => {
  expect(variantPath(shop, pan)).toBe('/p/07891000100103');
  expect(variantPath(shopOf(boot, otherBoot), boot)).toBe(`/p/${shared}`);
});

it('a comparison is of the two that were pointed at, even where both have one number', () => {
  expect(comparisonPath(shop, pan, lamp)).toBe(`/compare/${pan.gtin14}/${shared}?right=lamp`);
  expect(comparisonPath(shop, boot, lamp)).toBe(`/compare/${shared}/${shared}?left=boot-39&right=lamp`);
  expect(comparisonPath(shopOf(pan, boot), pan, boot)).toBe(`/compare/${pan.gtin14}/${shared}`);
});
