// What a broad question may be answered with: whole departments and whole brands of the demo shop, written out,
// so that the answers don't move with the code that is asked. The keys are the Portuguese names.
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const inDepartment = {
  Roupas: words(`
    casaco-garoa camiseta-pitanga regata-vento calca-jeans-estrada vestido-brisa blusa-florada
    quimono-cerejeira biquini-ubatuba maio-ilhabela sunga-maresia bermuda-restinga saida-de-praia-trancoso
    jaleco-atelie camisa-avenida colete-farol cachecol-campos luva-geada bone-mirante cartola-carnaval
    chapeu-duna quimono-de-judo-tatame meia-de-la-serra
  `),
  Calçados: words(`
    bota-serra tenis-orla sapato-ladeira sapatilha-lagoa tamanco-jangada bota-longa-vereda scarpin-gafieira
    chinelo-areia sapatilha-de-bale-garca patins-calcadao
  `),
  'Trilha e camping': words(`
    barraca-clareira lanterna-vagalume bussola-norte telescopio-cruzeiro canoa-araguaia kit-de-pesca-pantanal
    corda-cipo guarda-sol-jericoacoara machadinha-aroeira lenha-eucalipto bateria-meio-dia radio-chapada
    camera-instante
  `),
  Cozinha: words(`
    caneca-barro xicara-de-cha-camomila bule-quintal jogo-de-saque-liberdade taca-de-vinho-vinhedo
    caneca-de-chope-boteco copo-termico-rodovia cuia-pampa prato-louca hashi-bambu faca-mineira tigela-angra
    panela-caldo frigideira-alvorada aparelho-de-fondue-mantiqueira mel-laranjeira chocolate-cabruca
    pote-conserva
  `),
  Brinquedos: words(`
    urso-amendoim ioio-rodopio quebra-cabeca-floresta matriosca-vovo xadrez-pracinha abaco-continha
    robo-parafuso foguete-alcantara disco-voador-varginha trenzinho-maria-fumaca bondinho-santa-teresa
    jipe-lama trator-roca carro-de-corrida-interlagos lambreta-mooca veleiro-regata teco-teco-santos
    pipa-agosto bumerangue-volta pinhata-quermesse dinossauro-sousa baleia-jubarte polvo-recife
    flamingo-salina preguica-soneca almofada-raposa almofada-panda
  `),
  Papelaria: words(`
    caderno-confete caderneta-noturna livro-sobremesa caneta-recado lapis-jequitiba aquarela-manaca
    tesoura-recorte
  `),
  Ferramentas: words(`
    caixa-de-ferramentas-oficina martelo-cumaru chave-inglesa-rosca serrote-pinho chave-de-fenda-fenda
    escada-pomar grampo-marceneiro ima-ferradura cadeado-portao
  `),
  Bichos: words(`
    osso-roer bolinha-esconde-esconde peixe-soneca pato-lagoa pena-cacador
  `),
} as const;

export const ofBrand = {
  'Pé de Serra': words(`
    luva-geada bone-mirante meia-de-la-serra patins-de-gelo-neblina bota-de-esqui-cordilheira bota-serra
    sapato-ladeira bota-longa-vereda
  `),
  'Orla Livre': words(`
    oculos-de-sol-mare biquini-ubatuba maio-ilhabela sunga-maresia bermuda-restinga saida-de-praia-trancoso
    chapeu-duna bola-de-volei-praia mascara-de-mergulho-arraial boia-litoral tenis-orla sapatilha-lagoa
    tamanco-jangada chinelo-areia patins-calcadao guarda-sol-jericoacoara
  `),
  Clareira: words(`
    arco-aroeira barraca-clareira lanterna-vagalume bussola-norte telescopio-cruzeiro canoa-araguaia
    kit-de-pesca-pantanal corda-cipo machadinha-aroeira lenha-eucalipto radio-chapada
  `),
  'Casa Jatobá': words(`
    vela-capim-limao luminaria-arraial sofa-soneca cama-sossego espelho-solar quadro-vale-verde cesto-taboa
    cadeira-jatoba relogio-de-mesa-fazenda despertador-galo sino-dos-ventos-varanda sabonete-jabuticaba
    hidratante-cupuacu balde-poco vassoura-piacava telefone-recado caixa-de-correio-esquina
  `),
  'Barro & Brasa': words(`
    vaso-de-ceramica-marajo caneca-barro xicara-de-cha-camomila bule-quintal jogo-de-saque-liberdade
    taca-de-vinho-vinhedo caneca-de-chope-boteco cuia-pampa prato-louca hashi-bambu faca-mineira tigela-angra
    panela-caldo frigideira-alvorada aparelho-de-fondue-mantiqueira pote-conserva
  `),
  'Papel de Carta': words(`
    caderno-confete caderneta-noturna livro-sobremesa caneta-recado lapis-jequitiba aquarela-manaca
    tesoura-recorte
  `),
  'Quatro Patas': words(`
    osso-roer bolinha-esconde-esconde peixe-soneca pato-lagoa pena-cacador
  `),
} as const;
