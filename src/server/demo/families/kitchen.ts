// Kitchen and pantry of the demo shop, in the notation of `sheet.ts`.
export const kitchen = `
Caneca / mug / Taza · Barro | 2615 | 49.90 | - | lilas* terracota azul | dishes | café cozinha presente | Barro & Brasa
pt Cerâmica esmaltada, com pires | Segura o calor e cabe a mão inteira na alça. Cada uma sai um pouco diferente do forno.
en Glazed ceramic, with saucer | It keeps the heat and the handle fits a whole hand. Each leaves the kiln a little different.
es Cerámica esmaltada, con platillo | Guarda el calor y el asa recibe la mano entera. Cada una sale del horno un poco distinta.

Xícara de chá / tea cup / Taza de té · Camomila | 1f375 | 59.90 | - | branco* petala | dishes | café cozinha presente | Barro & Brasa
pt Porcelana, bandeja de madeira | Fina na boca e larga na base. A bandejinha serve de tampa enquanto o chá descansa.
en Porcelain, wooden tray | Thin at the lip and wide at the base. The little tray is a lid while the tea rests.
es Porcelana, bandeja de madera | Fina en el borde y ancha en la base. La bandejita hace de tapa mientras el té reposa.

Bule / teapot / Tetera · Quintal | 1fad6 | 129.90 | 800 ml,1200 ml | pitanga* azul mostarda | dishes | café cozinha presente | Barro & Brasa
pt Ferro esmaltado, não pinga | Bico que corta a gota e alça que não esquenta. Vai do fogão à mesa.
en Enamelled iron, drip-free | A spout that cuts the drop and a handle that stays cool. From stove to table.
es Hierro esmaltado, no gotea | Pico que corta la gota y asa que no quema. Va de la cocina a la mesa.

Jogo de saquê / sake set / Juego de sake · Liberdade | 1f376 | 139.90 | - | branco* menta | dishes | cozinha presente festa | Barro & Brasa
pt Garrafa e copo, faixa azul | Cerâmica que vai ao banho-maria. A faixa azul é pintada a pincel.
en Bottle and cup, blue band | Ceramic that takes a warm-water bath. The blue band is painted by brush.
es Botella y vaso, franja azul | Cerámica que va al baño maría. La franja azul se pinta a pincel.

Taça de vinho / wine glass / Copa de vino · Vinhedo | 1f377@350 | 44.90 | - | vinho* amarelo | glass | cozinha festa presente | Barro & Brasa
pt Cristal sem chumbo, 450 ml | Fina sem medo da pia. A haste é puxada da própria taça, sem emenda.
en Lead-free crystal, 450 ml | Thin without fearing the sink. The stem is drawn from the bowl itself, with no seam.
es Cristal sin plomo, 450 ml | Fina sin miedo al fregadero. El tallo se estira de la propia copa, sin unión.

Caneca de chope / beer mug / Jarra de cerveza · Boteco | 1f37a | 39.90 | 300 ml,500 ml | - | glass | cozinha festa | Barro & Brasa
pt Vidro grosso, gela rápido | Fundo pesado que não tomba e alça para a mão toda. Cinco minutos de freezer bastam.
en Thick glass, chills fast | A heavy base that doesn't tip and a handle for the whole hand. Five minutes in the freezer will do.
es Vidrio grueso, enfría rápido | Base pesada que no se vuelca y asa para toda la mano. Bastan cinco minutos de congelador.

Copo térmico / travel cup / Vaso térmico · Rodovia | 1f964@15 | 79.90 | 350 ml,500 ml | vermelho* azul | dishes | café viagem trabalho | Rota Sul
pt Tampa que veda, canudo de inox | Gelado por oito horas no painel do carro. O canudo sai para lavar.
en Sealing lid, steel straw | Cold for eight hours on the dashboard. The straw comes out to wash.
es Tapa hermética, pajita de acero | Frío durante ocho horas en el salpicadero. La pajita se saca para lavar.

Cuia / mate gourd / Mate · Pampa | 1f9c9@45 | 89.90 | - | castanho* vinho | dishes | café presente frio | Barro & Brasa
pt Porongo curado, bomba de inox | Curada e pronta para o primeiro mate. A bomba desmonta em três partes.
en Cured gourd, steel straw | Cured and ready for the first mate. The straw comes apart in three.
es Calabaza curada, bombilla de acero | Curado y listo para el primer mate. La bombilla se desarma en tres partes.

Prato / place setting / Servicio de mesa · Louça | 1f37d-fe0f | 119.90 | - | branco* ceu | dishes | cozinha presente | Barro & Brasa
pt Prato, garfo e faca | Um lugar completo à mesa. Louça que vai ao forno e talher de uma peça só.
en Plate, fork and knife | One complete place at the table. Oven-safe stoneware and one-piece cutlery.
es Plato, tenedor y cuchillo | Un puesto completo en la mesa. Loza apta para horno y cubiertos de una pieza.

Hashi / chopsticks / Palillos · Bambu | 1f962@15 | 24.90 | pair - | vermelho* azul | wood | cozinha presente | Barro & Brasa
pt Laca natural, ponta que segura | Ponta levemente áspera que não deixa o arroz cair. Vem com descanso de cerâmica.
en Natural lacquer, gripping tip | A slightly rough tip that doesn't drop the rice. Comes with a ceramic rest.
es Laca natural, punta que agarra | Punta apenas áspera que no deja caer el arroz. Trae un reposapalillos de cerámica.

Faca / kitchen knife / Cuchillo · Mineira | 1f52a@275 | 119.90 | 15 cm,20 cm | indigo* | knife | cozinha presente | Barro & Brasa
pt Aço carbono, cabo com três pinos | Fio que dura e volta na chaira. Equilíbrio no dedo, não no pulso.
en Carbon steel, three-pin handle | An edge that lasts and comes back on the steel. Balanced at the finger, not the wrist.
es Acero al carbono, mango de tres pernos | Filo que dura y vuelve con la chaira. Equilibrio en el dedo, no en la muñeca.

Tigela / bowl / Cuenco · Angra | 1f963 | 69.90 | - | azul* coral mostarda | dishes | cozinha café | Barro & Brasa
pt Esmalte liso, com colher | Do mingau à salada de frutas. A colher encosta na borda e não escorrega.
en Smooth glaze, with spoon | From porridge to fruit salad. The spoon leans on the rim and doesn't slip.
es Esmalte liso, con cuchara | De la papilla a la ensalada de frutas. La cuchara se apoya en el borde y no resbala.

Panela / pot / Olla · Caldo | 1f372 | 219.90 | 3 L,5 L | - | dishes | cozinha frio | Barro & Brasa
pt Inox, fundo triplo | Feijão por igual, sem queimar embaixo. As alças ficam frias até o fim.
en Steel, triple base | Beans cooked evenly, nothing burnt below. The handles stay cool to the end.
es Acero, fondo triple | Frijoles parejos, sin quemarse abajo. Las asas quedan frías hasta el final.

Frigideira / frying pan / Sartén · Alvorada | 1f373@290 | 149.90 | 20 cm,26 cm | roxo* | dishes | cozinha café | Barro & Brasa
pt Antiaderente, serve um ovo perfeito | O ovo desliza inteiro. Cabo rebitado que não afrouxa.
en Non-stick, one perfect egg | The egg slides off whole. A riveted handle that doesn't come loose.
es Antiadherente, un huevo perfecto | El huevo se desliza entero. Mango remachado que no se afloja.

Aparelho de fondue / fondue set / Fondue · Mantiqueira | 1fad5@10 | 279.90 | - | pitanga* azul mostarda | dishes | cozinha frio festa | Barro & Brasa
pt Ferro esmaltado, seis garfos | Chega à mesa quente e continua quente. Fogareiro de álcool em gel e seis garfos coloridos.
en Enamelled iron, six forks | It comes to the table hot and stays hot. A gel burner and six coloured forks.
es Hierro esmaltado, seis tenedores | Llega caliente a la mesa y sigue caliente. Hornillo de gel y seis tenedores de colores.

Mel / honey / Miel · Laranjeira | 1f36f | 39.90 | 300 g,600 g | - | food | café cozinha presente | Quintal Vivo
pt Florada de laranjeira, pote de barro | Mel cru de uma florada só. O pote fica para o açúcar mascavo.
en Orange blossom, clay pot | Raw honey from a single bloom. The pot stays for the brown sugar.
es Flor de naranjo, tarro de barro | Miel cruda de una sola floración. El tarro queda para el azúcar moreno.

Chocolate / chocolate / Chocolate · Cabruca | 1f36b@15 | 24.90 | 80 g | vermelho* roxo | food | café presente | Quintal Vivo
pt 60% cacau do sul da Bahia | Cacau plantado à sombra da mata. Três receitas: ao leite, amargo e com nibs.
en 60% cocoa from southern Bahia | Cocoa grown in the shade of the forest. Three recipes: milk, dark and with nibs.
es 60 % cacao del sur de Bahía | Cacao plantado a la sombra del bosque. Tres recetas: con leche, amargo y con nibs.

Pote / jar / Tarro · Conserva | 1fad9 | 34.90 | 500 ml,1 L | ceu* | glass | cozinha presente | Barro & Brasa
pt Vidro grosso, etiqueta para escrever | Para picles, granola e botões. A etiqueta se escreve a lápis e se apaga.
en Thick glass, write-on label | For pickles, granola and buttons. The label takes pencil and rubs clean.
es Vidrio grueso, etiqueta para escribir | Para encurtidos, granola y botones. La etiqueta se escribe a lápiz y se borra.
`;
