// The source words (pt-BR) of "read all, in 1 minute": at most 200 words, each of them true of this tablet and this shop.
export const allOfIt = {
  'all.title': 'O que acontece com os seus dados',
  'all.get': 'O que o tablet recebe',
  'all.get_text':
    'O seu primeiro nome. Se você ligar o histórico: até 100 produtos que você viu, guardou ou comprou na loja online, sem datas, valores, endereço, e-mail ou CPF. Produtos delicados, como os de saúde, nunca vêm.',
  'all.use': 'Para que serve',
  'all.use_text':
    'Só para sugerir produtos a você, nesta tela. O preço, os pontos e os descontos são os mesmos com ou sem isso.',
  'all.stay': 'Quanto tempo fica',
  'all.stay_text':
    'Até você tocar em Terminar, ou 30 segundos sem ninguém. Fica só na memória e sai; nada disso é gravado neste tablet. Se você ligou Lembrar, o passe abre o histórico na próxima visita sem perguntar de novo.',
  'all.back': 'Como voltar atrás',
  'all.back_text':
    'Toque no seu nome, em cima: cada chave desliga na hora. “Esquecer meu histórico” apaga o que a loja guarda do que você viu e comprou online para sugerir. Guardamos o texto a que você disse sim ou não, como recibo.',
} as const;
