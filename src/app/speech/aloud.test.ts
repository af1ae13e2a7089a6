import { afterEach, describe, expect, it } from 'vitest';
import { activate, t } from '#app/text/text.ts';
import { aloud } from './aloud.ts';

describe('aloud', () => {
  afterEach(() => activate('pt-BR'));

  it('says a price in words of its currency, in every language', async () => {
    expect(aloud('De R$\u00a0459,90 por R$\u00a01.389,01 à vista', t)).toBe(
      'De 459 reais e 90 centavos por 1.389 reais e 1 centavo à vista',
    );
    await activate('en');
    expect(aloud('Now R$\u00a01,389.90', t)).toBe('Now 1,389 reais and 90 cents');
    await activate('es');
    expect(aloud('Ahora R$\u00a0389,90', t)).toBe('Ahora 389 reales con 90 centavos');
  });

  it('leaves out cents that are none, and one real is one', () => {
    expect(aloud('R$\u00a01,00', t)).toBe('1 real');
    expect(aloud('R$ 1.200', t)).toBe('1.200 reais');
  });

  it('leaves a currency that voices know as it is written', () => {
    expect(aloud('£\u00a012.90', t)).toBe('£ 12.90');
  });

  it('turns signs that a voice would spell into pauses', () => {
    expect(aloud('Calçados · corredor\u00a04, “fim” −15%', t)).toBe('Calçados, corredor 4, fim -15%');
  });
});
