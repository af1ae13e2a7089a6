// Home of the demo shop, in the notation of `sheet.ts`.
export const home = `
Vela / candle / Vela · Capim-limão | 1f56f-fe0f@45 | 59.90 | 120 g,220 g | petala* menta lilas | candle | casa presente banho | Casa Jatobá
pt Cera de coco, 40 horas | Cheira a chá da tarde. O copo de vidro vira copo de escova quando a cera acaba.
en Coconut wax, 40 hours | It smells of afternoon tea. The glass becomes a toothbrush cup when the wax is gone.
es Cera de coco, 40 horas | Huele a té de la tarde. El vaso de vidrio sirve para los cepillos cuando la cera se acaba.

Luminária / lantern / Farol · Arraial | 1f3ee@40 | 119.90 | 30 cm,45 cm | coral* amarelo turquesa | electric | casa festa jardim | Casa Jatobá
pt Papel de arroz, fio de três metros | Luz morna para a mesa de fora. Dobra fina como um prato quando a festa acaba.
en Rice paper, three-metre cord | Warm light for the outdoor table. It folds as thin as a plate when the party ends.
es Papel de arroz, cable de tres metros | Luz cálida para la mesa de fuera. Se dobla fina como un plato cuando acaba la fiesta.

Sofá / sofa / Sofá · Soneca | 1f6cb-fe0f@262 | 2890.00 | - | azul* musgo terracota | fabric | casa | Casa Jatobá
pt Dois lugares, com luminária | Fundo o bastante para o domingo inteiro. A capa sai toda e vai à máquina; a luminária vem junto.
en Two seats, with floor lamp | Deep enough for a whole Sunday. The cover comes off entirely for the machine; the lamp comes with it.
es Dos plazas, con lámpara | Hondo para un domingo entero. La funda sale del todo y va a la lavadora; la lámpara viene incluida.

Cama / bed / Cama · Sossego | 1f6cf-fe0f@265 | 1990.00 | 88 cm,138 cm,158 cm | azul* menta | wood | casa | Casa Jatobá
pt Madeira maciça, estrado silencioso | Encaixe sem parafuso à vista e estrado que não range. Cabeceira na altura das costas.
en Solid wood, silent slats | Joints with no visible screws and slats that don't creak. A headboard at back height.
es Madera maciza, somier silencioso | Encaje sin tornillos a la vista y un somier que no cruje. Cabecero a la altura de la espalda.

Espelho / mirror / Espejo · Solar | 1fa9e@75 | 289.90 | 40 cm,60 cm | dourado* turquesa vinho | glass | casa banho presente | Casa Jatobá
pt Moldura de madeira entalhada | Pega a luz da janela e devolve para a sala. Vem com gancho e gabarito de parede.
en Carved wooden frame | It catches the window light and gives it back to the room. Comes with a hook and a wall template.
es Marco de madera tallada | Toma la luz de la ventana y la devuelve a la sala. Trae gancho y plantilla de pared.

Quadro / framed print / Cuadro · Vale Verde | 1f5bc-fe0f | 139.90 | 30 × 40,50 × 70 | - | wipe | casa presente | Casa Jatobá
pt Serigrafia, moldura de pinus | Um vale de manhã em cinco tintas. Numerado e assinado à mão no verso.
en Screen print, pine frame | A valley in the morning, in five inks. Numbered and signed by hand on the back.
es Serigrafía, marco de pino | Un valle por la mañana en cinco tintas. Numerado y firmado a mano en el reverso.

Cesto / basket / Cesta · Taboa | 1f9fa | 119.90 | P,M,G | mel* musgo | wipe | casa cozinha jardim | Casa Jatobá
pt Fibra trançada, alça firme | Trançado à mão com fibra de taboa. Leva o pão, a fruta ou a roupa do varal.
en Woven fibre, firm handle | Hand-woven from cattail fibre. It carries bread, fruit or the washing.
es Fibra trenzada, asa firme | Trenzada a mano con fibra de totora. Lleva el pan, la fruta o la ropa del tendedero.

Cadeira / chair / Silla · Jatobá | 1fa91 | 389.90 | - | castanho* verde mostarda | wood | casa | Casa Jatobá
pt Madeira maciça, encosto curvo | Encosto que acompanha as costas e pés com feltro. Empilha até quatro.
en Solid wood, curved back | A back that follows yours and felted feet. Stacks up to four.
es Madera maciza, respaldo curvo | Un respaldo que acompaña la espalda y patas con fieltro. Se apilan hasta cuatro.

Vaso de cerâmica / ceramic vase / Jarrón de cerámica · Marajó | 1f3fa | 249.90 | - | castanho* azul | wipe | casa presente | Barro & Brasa
pt Desenho inciso, queima baixa | Feito em torno e gravado à mão no Pará. Para flor seca ou para nada.
en Incised pattern, low firing | Thrown and engraved by hand in Pará. For dried flowers or for nothing at all.
es Dibujo inciso, baja cocción | Hecho en torno y grabado a mano en Pará. Para flor seca o para nada.

Relógio de mesa / mantel clock / Reloj de mesa · Fazenda | 1f570-fe0f | 199.90 | - | castanho* verde | wood | casa presente | Casa Jatobá
pt Madeira, tique-taque baixinho | Marca a hora sem acordar ninguém. Uma pilha dura um ano.
en Wood, very soft tick | It tells the time without waking anyone. One battery lasts a year.
es Madera, tictac bajito | Da la hora sin despertar a nadie. Una pila dura un año.

Despertador / alarm clock / Despertador · Galo | 23f0@15 | 99.90 | - | vermelho* azul menta | wipe | casa presente escola | Casa Jatobá
pt Duas campainhas, luz no mostrador | Toca de verdade e para com um tapa. Ponteiros que brilham até de manhã.
en Two bells, lit dial | It really rings and stops with a tap. Hands that glow until morning.
es Dos campanas, esfera con luz | Suena de verdad y se calla con una palmada. Agujas que brillan hasta la mañana.

Sino dos ventos / wind chime / Campana de viento · Varanda | 1f390 | 89.90 | - | ceu* rosa | glass | casa jardim presente | Casa Jatobá
pt Vidro soprado, tira de papel | O vidro é soprado, o som é fino. A tira de papel se troca e leva um recado.
en Blown glass, paper strip | The glass is blown, the sound is fine. The paper strip can be changed and carries a message.
es Vidrio soplado, tira de papel | El vidrio es soplado, el sonido es fino. La tira de papel se cambia y lleva un recado.

Novelo / ball of yarn / Ovillo · Carneiro | 1f9f6 | 29.90 | - | azul* pitanga mostarda | wool | costura presente frio | Fio da Manhã
pt Lã merino, 100 gramas | Duzentos metros de fio que não embola. Dá um gorro e ainda sobra para o pompom.
en Merino wool, 100 grams | Two hundred metres of yarn that doesn't tangle. Enough for a hat and the pompom.
es Lana merino, 100 gramos | Doscientos metros de hilo que no se enreda. Da para un gorro y sobra para el pompón.

Linha / sewing thread / Hilo · Bordado | 1f9f5@262 | 14.90 | - | azul* pitanga verde | sew | costura | Fio da Manhã
pt Algodão, carretel de madeira | Cem metros de algodão que não desbota. Vem com uma agulha espetada.
en Cotton, wooden spool | A hundred metres of cotton that keeps its colour. Comes with a needle tucked in.
es Algodón, carrete de madera | Cien metros de algodón que no destiñe. Trae una aguja clavada.

Sabonete / soap / Jabón · Jabuticaba | 1f9fc | 19.90 | - | rosa* menta | bath | banho presente | Casa Jatobá
pt Óleo de oliva, espuma densa | Feito a frio e curado por seis semanas. Dura um mês no seco.
en Olive oil, dense lather | Cold made and cured for six weeks. It lasts a month if kept dry.
es Aceite de oliva, espuma densa | Hecho en frío y curado seis semanas. Dura un mes si se guarda seco.

Hidratante / body lotion / Hidratante · Cupuaçu | 1f9f4 | 59.90 | 250 ml,400 ml | petala* menta | bath | banho presente | Casa Jatobá
pt Manteiga de cupuaçu, sem perfume forte | Entra na pele e não mancha a roupa. O frasco aceita refil.
en Cupuaçu butter, mild scent | It sinks into the skin and doesn't stain clothes. The bottle takes refills.
es Manteca de cupuaçu, aroma suave | Entra en la piel y no mancha la ropa. El frasco admite recarga.

Balde / bucket / Cubo · Poço | 1faa3 | 39.90 | 8 L,12 L | azul* coral folha | wipe | casa jardim | Casa Jatobá
pt Alça larga, bico para despejar | Não machuca a mão nem derrama no caminho. Tem marca de litros por dentro.
en Wide handle, pouring lip | It neither hurts the hand nor spills on the way. Litre marks on the inside.
es Asa ancha, pico para verter | No lastima la mano ni derrama en el camino. Lleva marcas de litros por dentro.

Vassoura / broom / Escoba · Piaçava | 1f9f9 | 34.90 | - | laranja* folha | wipe | casa jardim | Casa Jatobá
pt Fibra natural, cabo de pinus | Fibra que dobra e volta. Serve para o quintal e para a cozinha.
en Natural fibre, pine handle | Fibre that bends and comes back. For the yard and for the kitchen.
es Fibra natural, mango de pino | Fibra que se dobla y vuelve. Sirve para el patio y para la cocina.

Telefone / telephone / Teléfono · Recado | 260e-fe0f | 259.90 | - | pitanga* turquesa mostarda | electric | casa presente | Casa Jatobá
pt Fio enrolado, teclas grandes | Toca com campainha de verdade. Teclas grandes que se acham sem óculos.
en Coiled cord, large keys | It rings with a real bell. Large keys you can find without glasses.
es Cable rizado, teclas grandes | Suena con campana de verdad. Teclas grandes que se encuentran sin gafas.

Caixa de correio / mailbox / Buzón · Esquina | 1f4ec@258 | 229.90 | - | azul* folha | outdoor | casa jardim | Casa Jatobá
pt Aço pintado, bandeira de aviso | A bandeira sobe quando tem carta. Pintura que não descasca no sol.
en Painted steel, signal flag | The flag goes up when there is a letter. Paint that doesn't peel in the sun.
es Acero pintado, bandera de aviso | La bandera sube cuando hay carta. Pintura que no se descascara al sol.
`;
