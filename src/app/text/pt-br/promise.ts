// The source words (pt-BR) of what the product page promises of a number, choices too many to show, reviews.
export const promise = {
  'promise.hand': 'Na sua mão hoje: {percent}%',
  'promise.doubt': 'Pode já ter saído. A equipe confirma.',
  'stock.other_old': 'Sem número das outras lojas agora',
  'product.cell_count': '{count, plural, one {# aqui} other {# aqui}}',
  'product.chosen_beside': 'Escolhido: {choice}',
  'product.choice_beside': 'Mais deste produto',
  'product.choice_more':
    '{count, plural, one {Mais # opção: mostre a etiqueta dela ou digite o código.} other {Mais # opções: mostre a etiqueta ou digite o código.}}',
  'reviews.title': 'O que diz quem comprou',
  'reviews.average': '{average} de 5',
  'reviews.count': '{count, plural, one {# avaliação} other {# avaliações}}',
} as const;
