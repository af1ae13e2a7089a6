// English words of outcomes.
import type { outcome as source } from '#app/text/pt-br/outcome.ts';

export const outcome: Record<keyof typeof source, string> = {
  'activity.sending': 'Sending.',
  'activity.queued_online': 'It goes as soon as the shop answers.',
  'activity.call': 'Call someone: {product}',
  'activity.publish': 'Publish on the screen',
  'activity.price': 'Change the price of {product}',
  'activity.approve': 'Approve {name}',
  'activity.retire': 'Change a device',
  'activity.task': 'Answer a call',
  'activity.held': 'Put aside until {time} at the pick-up desk.',
  'activity.choice_here': 'Still here: {sizes}.',
  'activity.choice_online': '{count} online.',
  'outcome.saved': 'Request saved.',
  'outcome.saved_text': 'It is saved on this tablet and goes by itself. The number proves it.',
  'outcome.choice': 'Please choose.',
  'outcome.refused': 'That did not work.',
  'outcome.called': 'Staff have been told.',
  'outcome.called_text': 'Someone is coming to you. Say the number.',
  'outcome.done': 'Done.',
  'outcome.not_saved': 'Not saved.',
  'outcome.not_saved_text': 'This tablet could not save the request. Try again or talk to staff.',
  'stock.other_none': 'None in the other stores either',
  'enrol.demo': 'Demo shop',
  'enrol.demo_line': 'Here this device may enter by itself. In a real shop a manager approves the code.',
};
