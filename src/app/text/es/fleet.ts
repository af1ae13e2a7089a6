// Palabras en español de pt-br/fleet.ts.
import type { fleet as source } from '#app/text/pt-br/fleet.ts';

export const fleet: Record<keyof typeof source, string> = {
  'fleet.title': 'Salud de los aparatos',
  'fleet.line': 'Los avisos van primero, antes de que algo se pierda.',
  'fleet.tile_line': 'Cola, memoria y reloj de cada uno',
  'fleet.as_of': 'Visto a las {time}, {age}',
  'fleet.no_answer': 'La tienda no respondió. Esto es lo que se sabía {age}.',
  'fleet.offline_none': 'Sin internet no se puede preguntar por los aparatos.',
  'fleet.offline_none_text': 'La página se llena sola cuando vuelva la red.',
  'fleet.refresh': 'Preguntar otra vez',
  'fleet.count_bad':
    '{count, plural, one {# aparato necesita a alguien ahora} other {# aparatos necesitan a alguien ahora}}',
  'fleet.count_watch': '{count, plural, one {# pide atención} other {# piden atención}}',
  'fleet.none_now': 'Nadie tiene que actuar ahora.',
  'fleet.shared_kept':
    '{count, plural, one {# aparato} other {# aparatos}} sin la app instalada: el navegador puede borrar su memoria. Instálala con calma, uno por uno.',
  'fleet.shared_silent':
    '{count, plural, one {# aparato no responde} other {# aparatos no responden}}. Mira si están encendidos y en la red.',
  'fleet.all_well': 'Todos los aparatos están bien.',
  'fleet.devices': 'Aparatos',
  'fleet.good': 'Bien',
  'fleet.watch': 'Atención',
  'fleet.bad': 'Actuar ahora',
  'fleet.this': 'este aparato',
  'fleet.seen': 'Visto',
  'fleet.never': 'todavía no',
  'fleet.version': 'Versión',
  'fleet.waiting': 'En cola',
  'fleet.waiting_since': '{count}, el más antiguo {age}',
  'fleet.parked': 'Detenidos',
  'fleet.storage': 'Memoria',
  'fleet.kept': 'garantizada',
  'fleet.not_kept': 'no garantizada',
  'fleet.kept_unknown': 'sin respuesta',
  'fleet.used': '{percent}% usada',
  'fleet.clock': 'Reloj',
  'fleet.clock_good': 'bien',
  'fleet.clock_ahead': '{seconds} s adelantado',
  'fleet.clock_behind': '{seconds} s atrasado',
  'fleet.none': 'nada',
  'fleet.alert_parked':
    '{count, plural, one {# pedido detenido} other {# pedidos detenidos}}. Abre “Enviados y cola” en él y prueba otra vez.',
  'fleet.alert_waiting':
    '{count, plural, one {# pedido esperaba} other {# pedidos esperaban}} a las {time}. Lleva el aparato hasta la red y déjalo abierto.',
  'fleet.alert_kept': 'El navegador puede borrar la memoria. Instala la app en este aparato y ábrela desde ahí.',
  'fleet.alert_full': 'La memoria está {percent}% llena. Déjalo en la red hasta que la cola se vacíe.',
  'fleet.alert_clock': 'El reloj falla {seconds} s. Activa la hora automática en él.',
  'fleet.alert_silent': 'No responde {age}. Mira si está encendido y en la red.',
  'fleet.alert_lost': 'La memoria se borró con {count, plural, one {# pedido} other {# pedidos}}. Mira en Problemas.',
  'fleet.see_problems': 'Ver problemas',
};
