// English words for pt-br/promise.ts; a missing key fails the type check.
import type { promise as source } from '#app/text/pt-br/promise.ts';

export const promise: Record<keyof typeof source, string> = {
  'promise.hand': 'In your hand today: {percent}%',
  'promise.doubt': 'It may be gone already. Staff will check.',
  'stock.other_old': 'No number from the other stores now',
  'product.cell_count': '{count, plural, one {# here} other {# here}}',
  'product.chosen_beside': 'Chosen: {choice}',
  'product.choice_beside': 'More of this product',
  'product.choice_more':
    '{count, plural, one {# more choice: show its tag or type the code.} other {# more choices: show the tag or type the code.}}',
  'reviews.title': 'What buyers say',
  'reviews.average': '{average} out of 5',
  'reviews.count': '{count, plural, one {# rating} other {# ratings}}',
};
