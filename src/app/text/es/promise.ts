// Spanish words for pt-br/promise.ts; a missing key fails the type check.
import type { promise as source } from '#app/text/pt-br/promise.ts';

export const promise: Record<keyof typeof source, string> = {
  'promise.hand': 'En tu mano hoy: {percent}%',
  'promise.doubt': 'Puede que ya no esté. El equipo confirma.',
  'stock.other_old': 'Sin número de las otras tiendas ahora',
  'product.cell_count': '{count, plural, one {# aquí} other {# aquí}}',
  'product.chosen_beside': 'Elegido: {choice}',
  'product.choice_beside': 'Más de este producto',
  'product.choice_more':
    '{count, plural, one {# opción más: muestra su etiqueta o teclea el código.} other {# opciones más: muestra la etiqueta o teclea el código.}}',
  'reviews.title': 'Lo que dice quien compró',
  'reviews.average': '{average} de 5',
  'reviews.count': '{count, plural, one {# valoración} other {# valoraciones}}',
};
