// English words for pt-br/speech.ts; a missing key fails the type check.
import type { speech as source } from '#app/text/pt-br/speech.ts';

export const speech: Record<keyof typeof source, string> = {
  'speech.on': 'Speech is on. A touch beside the buttons or the Escape key silences it.',
  'speech.can': 'You can: {list}.',
  'speech.again': 'Touch again to use it.',
  'speech.button': '{name}, button{state, select, on {, on} off {, off} other {}}',
  'speech.switch': '{name}, {state, select, on {on} other {off}}',
  'speech.option': '{name}, option{state, select, on {, chosen} other {}}',
  'speech.option_of': '{name}, option {nth} of {count}{state, select, on {, chosen} other {}}',
  'speech.field': '{name}, text field: {value}',
  'speech.field_empty': '{name}, empty text field',
  'speech.field_filled': '{name}, filled text field',
  'speech.is_open': 'open',
  'speech.is_closed': 'closed',
  'speech.unavailable': 'not available now',
  'speech.units':
    '{currency, select, BRL {{count, plural, one {# real} other {# reais}}} USD {{count, plural, one {# dollar} other {# dollars}}} other {{count, plural, one {# euro} other {# euros}}}}',
  'speech.cents': '{money} and {cents, plural, one {# cent} other {# cents}}',
  'speech.percent': '{percent}% off',
};
