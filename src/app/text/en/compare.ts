// English words for pt-br/compare.ts; a missing key fails the type check.
import type { compare as source } from '#app/text/pt-br/compare.ts';

export const compare: Record<keyof typeof source, string> = {
  'compare.open': 'Compare with another',
  'compare.waits': 'Show the other product',
  'compare.title': '{left} or {right}',
  'compare.difference': '{amount} apart',
  'compare.same_price': 'The same price',
  'compare.only': 'only what differs between the two',
  'compare.same': 'In everything else they are alike.',
  'compare.here': 'Here',
  'compare.here_size': 'Size {size}, here',
  'compare.count':
    '{unit, select, pair {{count, plural, one {# pair} other {# pairs}}} other {{count, plural, one {# piece} other {# pieces}}}}',
  'compare.online_only': 'Online only',
  'compare.none': 'None here or online',
  'compare.unknown': 'Staff will check',
  'compare.look': 'What it is',
  'compare.sizes': 'Sizes',
  'compare.colours': 'Colours',
  'compare.good_for': 'For',
  'compare.brand': 'Brand',
  'compare.department': 'Department',
  'compare.care': 'Care',
  'compare.better': 'better here',
  'compare.unsaid': 'not told',
  'compare.choose': 'Choose {product}',
  'compare.save_both': 'Save both',
  'compare.saved_both': 'Both are on your list',
  'compare.gone': 'One of these products has left the catalogue.',
  'compare.gone_text': 'Show the tags again, one after the other.',
};
