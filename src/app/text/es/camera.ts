// Spanish words of the camera's own buttons and of the shelf lens.
import type { camera as source } from '#app/text/pt-br/camera.ts';

export const camera: Record<keyof typeof source, string> = {
  'camera.controls': 'Cámara',
  'camera.light': 'Luz',
  'camera.near': 'Ampliar',
  'camera.lens': 'Cambiar',
  'camera.lens_title': '¿Qué cámara lee las etiquetas?',
  'camera.lens_line': 'La elección se guarda en esta tableta.',
  'camera.lens_number': 'Cámara {number}',
  'camera.lens_now': 'En uso',
  'camera.focusing': 'Enfocando donde tocaste',
  'camera.other_ways': 'Otras salidas',
  'camera.photo_looking': 'Buscando el código en la foto',
  'camera.photo_bad': 'No pudimos abrir este archivo. Usa una foto de la etiqueta.',
  'lens.open': 'Estante',
  'lens.title': 'Estante',
  'lens.point': 'Apunta a las etiquetas del estante.',
  'lens.one': 'Leer solo una',
  'lens.offers': 'Solo ofertas',
  'lens.in_view':
    '{count, plural, =0 {Ninguna etiqueta a la vista} one {# etiqueta a la vista} other {# etiquetas a la vista}}',
  'lens.no_offers': 'Ninguna oferta a la vista.',
  'lens.unknown': 'Un código que no conocemos',
  'lens.for_you': 'Para ti',
  'lens.here': '{count} aquí',
  'lens.online': '{count} online',
  'lens.here_and_online': '{here} aquí, {online} online',
  'lens.none': 'Agotado',
  'lens.ask': 'Pregunta al equipo',
  'lens.no_price': 'Precio en el mostrador',
};
