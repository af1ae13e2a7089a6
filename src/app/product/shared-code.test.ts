import { expect, it } from 'vitest';
import { buildVariant } from '#test/build/domain.ts';
import { variantOrChoice } from './shared-code.ts';

const [boot, otherBoot, lamp] = [
  buildVariant({ id: 'boot-39', productId: 'boot' }),
  buildVariant({ id: 'boot-40', productId: 'boot' }),
  buildVariant({ id: 'lamp', productId: 'lamp' }),
];

it('a number of two products is asked about, one row each; who has pointed at one gets it', () => {
  expect(variantOrChoice([boot, otherBoot, lamp], null)).toEqual({ choice: [boot, lamp] });
  expect(variantOrChoice([boot, lamp], 'lamp')).toEqual({ variant: lamp });
  expect(variantOrChoice([boot, lamp], 'gone')).toEqual({ choice: [boot, lamp] });
});

it('a number of one product, or of none, is nothing to ask about', () => {
  expect(variantOrChoice([boot, otherBoot], null)).toEqual({ variant: boot });
  expect(variantOrChoice([], null)).toEqual({ variant: undefined });
});
