import type { allOfIt as source } from '#app/text/pt-br/all-of-it.ts';

export const allOfIt: Record<keyof typeof source, string> = {
  'all.title': 'What happens with your data',
  'all.get': 'What the tablet gets',
  'all.get_text':
    'Your first name. If you switch the history on: up to 100 products that you saw, saved or bought in the online store, with no dates, amounts, address, e-mail or tax number. Delicate products, such as those for health, never come.',
  'all.use': 'What it is for',
  'all.use_text':
    'Only to suggest products to you, on this screen. Price, points and discounts are the same with it or without.',
  'all.stay': 'How long it stays',
  'all.stay_text':
    'Until you tap Finish, or 30 seconds with nobody here. It is in memory only and goes; none of it is written on this tablet. If you switched Remember on, the pass opens your history at the next visit without asking again.',
  'all.back': 'How to change your mind',
  'all.back_text':
    'Tap your name at the top: each switch turns off at once. “Forget my history” deletes what the store keeps of what you saw and bought online in order to suggest. We keep the words you said yes or no to, as a receipt.',
};
