// The source words (pt-BR) that only a voice says: what a control is, and what can be done on a screen.
export const speech = {
  'speech.on': 'A fala está ligada. Um toque fora dos botões ou a tecla Escape faz silêncio.',
  'speech.can': 'Você pode: {list}.',
  'speech.again': 'Toque de novo para usar.',
  'speech.button': '{name}, botão{state, select, on {, ligado} off {, desligado} other {}}',
  'speech.switch': '{name}, {state, select, on {ligado} other {desligado}}',
  'speech.option': '{name}, opção{state, select, on {, escolhida} other {}}',
  'speech.option_of': '{name}, opção {nth} de {count}{state, select, on {, escolhida} other {}}',
  'speech.field': '{name}, campo de texto: {value}',
  'speech.field_empty': '{name}, campo de texto vazio',
  'speech.field_filled': '{name}, campo de texto preenchido',
  'speech.is_open': 'aberto',
  'speech.is_closed': 'fechado',
  'speech.unavailable': 'indisponível agora',
  'speech.units':
    '{currency, select, BRL {{count, plural, one {# real} other {# reais}}} USD {{count, plural, one {# dólar} other {# dólares}}} other {{count, plural, one {# euro} other {# euros}}}}',
  'speech.cents': '{money} e {cents, plural, one {# centavo} other {# centavos}}',
  'speech.percent': '{percent}% de desconto',
} as const;
