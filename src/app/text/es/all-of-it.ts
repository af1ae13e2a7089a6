import type { allOfIt as source } from '#app/text/pt-br/all-of-it.ts';

export const allOfIt: Record<keyof typeof source, string> = {
  'all.title': 'Qué pasa con tus datos',
  'all.get': 'Qué recibe la tableta',
  'all.get_text':
    'Tu nombre. Si activas el historial: hasta 100 productos que viste, guardaste o compraste en la tienda en línea, sin fechas, importes, dirección, correo ni documento. Los productos delicados, como los de salud, nunca vienen.',
  'all.use': 'Para qué sirve',
  'all.use_text':
    'Solo para sugerirte productos, en esta pantalla. El precio, los puntos y los descuentos son los mismos con esto o sin esto.',
  'all.stay': 'Cuánto tiempo queda',
  'all.stay_text':
    'Hasta que toques Terminar, o 30 segundos sin nadie. Está solo en la memoria y sale; nada de esto se graba en esta tableta. Si activaste Recordar, el pase abre tu historial en la próxima visita sin volver a preguntar.',
  'all.back': 'Cómo cambiar de idea',
  'all.back_text':
    'Toca tu nombre, arriba: cada opción se apaga en el acto. “Olvidar mi historial” borra lo que la tienda guarda de lo que viste y compraste en línea para sugerir. Guardamos el texto al que dijiste sí o no, como recibo.',
};
