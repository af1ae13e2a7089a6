// Golden transcripts: what is said of a screen and of its controls, word by word, in three languages.
import { afterEach, describe, expect, it } from 'vitest';
import { activate, t } from '#app/text/text.ts';
import type { Locale } from '#domain/text.ts';
import { controlSentence, type Heard, screenSentences } from './sentences.ts';

const locales = ['pt-BR', 'en', 'es'] as const satisfies Locale[];

/** A product as its page names it in the language that is on. */
const productOutline = () => ({
  title: 'Bota Serra',
  facts: [
    `${t('price.spoken_offer', { was: 'R$ 459,90', price: 'R$ 389,90' })}, ${t('speech.percent', { percent: 15 })}`,
    t('stock.here', { unit: 'pair', count: 3, size: '39' }),
    t('stock.none_elsewhere', { store: 'Vila Madalena', count: 2 }),
  ],
  ways: [t('product.hold', { size: '39' }), t('product.save_short'), t('do.call_staff')],
});

const idleOutline = () => ({
  title: t('visit.idle_title'),
  facts: [t('visit.idle_title'), t('visit.idle_text', { count: 20 })],
  ways: [t('visit.idle_end'), t('visit.idle_stay')],
});

const controls: Heard[] = [
  { role: 'button', name: 'A' },
  { role: 'button', name: 'A', on: true },
  { role: 'button', name: 'A', on: false, unavailable: true },
  { role: 'button', name: 'A', open: false },
  { role: 'switch', name: 'A', on: true },
  { role: 'switch', name: 'A', on: false },
  { role: 'option', name: 'A', on: true, place: { nth: 2, count: 3 } },
  { role: 'option', name: 'A, 3', on: false },
  { role: 'field', name: 'A', value: '' },
  { role: 'field', name: 'A', value: 'bota', hint: 'B' },
  { role: 'field', name: 'A', value: null, hint: 'B?' },
];

const golden = {
  'pt-BR': {
    product: [
      'Bota Serra.',
      'De R$ 459,90 por R$ 389,90 à vista, 15% de desconto.',
      '3 pares do 39 aqui.',
      'Acabou aqui; Vila Madalena tem 2.',
      'Você pode: Separar o 39 para mim; Guardar; Avisar a equipe.',
    ],
    idle: [
      'Ainda está aqui?',
      'Em 20 segundos fechamos a visita e apagamos tudo deste tablet.',
      'Você pode: Terminar agora; Estou, continuar.',
    ],
    controls: [
      'A, botão.',
      'A, botão, ligado.',
      'A, botão, desligado, indisponível agora.',
      'A, botão, fechado.',
      'A, ligado.',
      'A, desligado.',
      'A, opção 2 de 3, escolhida.',
      'A, 3, opção.',
      'A, campo de texto vazio.',
      'A, campo de texto: bota. B.',
      'A, campo de texto preenchido. B?',
    ],
  },
  en: {
    product: [
      'Bota Serra.',
      'Was R$ 459,90, now R$ 389,90 cash, 15% off.',
      '3 pairs of 39 here.',
      'None here; Vila Madalena has 2.',
      'You can: Hold size 39 for me; Save; Tell the staff.',
    ],
    idle: [
      'Still here?',
      'In 20 seconds we close the visit and delete everything from this tablet.',
      'You can: Finish now; Yes, go on.',
    ],
    controls: [
      'A, button.',
      'A, button, on.',
      'A, button, off, not available now.',
      'A, button, closed.',
      'A, on.',
      'A, off.',
      'A, option 2 of 3, chosen.',
      'A, 3, option.',
      'A, empty text field.',
      'A, text field: bota. B.',
      'A, filled text field. B?',
    ],
  },
  es: {
    product: [
      'Bota Serra.',
      'Antes R$ 459,90, ahora R$ 389,90 al contado, 15% de descuento.',
      '3 pares del 39 aquí.',
      'Aquí no quedan; Vila Madalena tiene 2.',
      'Puedes: Apartar el 39 para mí; Guardar; Avisar al equipo.',
    ],
    idle: [
      '¿Sigues aquí?',
      'En 20 segundos cerramos la visita y borramos todo de esta tableta.',
      'Puedes: Terminar ahora; Sí, continuar.',
    ],
    controls: [
      'A, botón.',
      'A, botón, activado.',
      'A, botón, desactivado, no disponible ahora.',
      'A, botón, cerrado.',
      'A, activado.',
      'A, desactivado.',
      'A, opción 2 de 3, elegida.',
      'A, 3, opción.',
      'A, campo de texto vacío.',
      'A, campo de texto: bota. B.',
      'A, campo de texto lleno. B?',
    ],
  },
};

describe.each(locales)('said in %s', (locale) => {
  afterEach(() => activate('pt-BR'));

  it('is a product, with its price, its discount, its stock and what can be done', async () => {
    await activate(locale);
    expect(screenSentences(productOutline(), t)).toEqual(golden[locale].product);
  });

  it('is the idle warning, its title only once', async () => {
    await activate(locale);
    expect(screenSentences(idleOutline(), t)).toEqual(golden[locale].idle);
  });

  it('is a control with its state, its place and what it holds', async () => {
    await activate(locale);
    expect(controls.map((heard) => controlSentence(heard, t))).toEqual(golden[locale].controls);
  });
});

it('says nothing of what has no words', () => {
  expect(screenSentences({ title: 'A', facts: ['', ' '], ways: [] }, t)).toEqual(['A.']);
});
