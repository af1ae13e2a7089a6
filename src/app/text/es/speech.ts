// Palabras en español para pt-br/speech.ts; una clave que falta no pasa los tipos.
import type { speech as source } from '#app/text/pt-br/speech.ts';

export const speech: Record<keyof typeof source, string> = {
  'speech.on': 'La voz está activada. Un toque fuera de los botones o la tecla Escape hace silencio.',
  'speech.can': 'Puedes: {list}.',
  'speech.again': 'Toca otra vez para usarlo.',
  'speech.button': '{name}, botón{state, select, on {, activado} off {, desactivado} other {}}',
  'speech.switch': '{name}, {state, select, on {activado} other {desactivado}}',
  'speech.option': '{name}, opción{state, select, on {, elegida} other {}}',
  'speech.option_of': '{name}, opción {nth} de {count}{state, select, on {, elegida} other {}}',
  'speech.field': '{name}, campo de texto: {value}',
  'speech.field_empty': '{name}, campo de texto vacío',
  'speech.field_filled': '{name}, campo de texto lleno',
  'speech.is_open': 'abierto',
  'speech.is_closed': 'cerrado',
  'speech.unavailable': 'no disponible ahora',
  'speech.units':
    '{currency, select, BRL {{count, plural, one {# real} other {# reales}}} USD {{count, plural, one {# dólar} other {# dólares}}} other {{count, plural, one {# euro} other {# euros}}}}',
  'speech.cents': '{money} con {cents, plural, one {# centavo} other {# centavos}}',
  'speech.percent': '{percent}% de descuento',
};
