// Palabras en español de los resultados.
import type { outcome as source } from '#app/text/pt-br/outcome.ts';

export const outcome: Record<keyof typeof source, string> = {
  'activity.sending': 'Enviando.',
  'activity.queued_online': 'Sale en cuanto la tienda responda.',
  'activity.call': 'Llamar a alguien: {product}',
  'activity.publish': 'Publicar en la pantalla',
  'activity.price': 'Cambiar el precio de {product}',
  'activity.approve': 'Aprobar {name}',
  'activity.retire': 'Cambiar un aparato',
  'activity.task': 'Atender una llamada',
  'activity.held': 'Apartado hasta las {time} en el mostrador de retiro.',
  'activity.choice_here': 'Aquí todavía hay: {sizes}.',
  'activity.choice_online': 'En la web hay {count}.',
  'outcome.saved': 'Pedido guardado.',
  'outcome.saved_text': 'Está guardado en esta tableta y sale solo. El número prueba el pedido.',
  'outcome.choice': 'Hay que elegir.',
  'outcome.refused': 'No funcionó.',
  'outcome.called': 'El equipo está avisado.',
  'outcome.called_text': 'Alguien viene hacia ti. Di el número.',
  'outcome.done': 'Hecho.',
  'outcome.not_saved': 'No se guardó.',
  'outcome.not_saved_text': 'Esta tableta no pudo guardar el pedido. Prueba otra vez o habla con el equipo.',
  'stock.other_none': 'Tampoco queda en las otras tiendas',
  'enrol.demo': 'Tienda de demostración',
  'enrol.demo_line': 'Aquí este aparato entra solo. En una tienda real, la gerencia aprueba el código.',
};
