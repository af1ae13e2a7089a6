// Spanish words for pt-br/compare.ts; a missing key fails the type check.
import type { compare as source } from '#app/text/pt-br/compare.ts';

export const compare: Record<keyof typeof source, string> = {
  'compare.open': 'Comparar con otro',
  'compare.waits': 'Muestra el otro producto',
  'compare.title': '{left} o {right}',
  'compare.difference': '{amount} de diferencia',
  'compare.same_price': 'El mismo precio',
  'compare.only': 'solo lo que cambia entre los dos',
  'compare.same': 'En lo demás son iguales.',
  'compare.here': 'Aquí',
  'compare.here_size': 'Del {size}, aquí',
  'compare.count':
    '{unit, select, pair {{count, plural, one {# par} other {# pares}}} other {{count, plural, one {# pieza} other {# piezas}}}}',
  'compare.online_only': 'Solo en línea',
  'compare.none': 'Agotado aquí y en línea',
  'compare.unknown': 'El equipo confirma',
  'compare.look': 'Cómo es',
  'compare.sizes': 'Tallas',
  'compare.colours': 'Colores',
  'compare.good_for': 'Para',
  'compare.brand': 'Marca',
  'compare.department': 'Departamento',
  'compare.care': 'Cuidados',
  'compare.better': 'mejor aquí',
  'compare.unsaid': 'sin dato',
  'compare.choose': 'Me quedo con {product}',
  'compare.save_both': 'Guardar los dos',
  'compare.saved_both': 'Los dos están en tu lista',
  'compare.gone': 'Uno de estos productos salió del catálogo.',
  'compare.gone_text': 'Muestra las etiquetas otra vez, una tras otra.',
};
