// Trail and camping of the demo shop, in the notation of `sheet.ts`.
export const camping = `
Barraca / tent / Tienda · Clareira | 26fa | 699.90 | 2P,3P,4P | folha* azul | outdoor | trilha acampar | Clareira
pt Monta em cinco minutos, lona dupla | Varetas de uma peça e lona que aguenta a noite de chuva. A porta abre para os dois lados.
en Up in five minutes, double fly | One-piece poles and a fly that stands a night of rain. The door opens both ways.
es Se monta en cinco minutos, doble techo | Varillas de una pieza y un techo que aguanta la noche de lluvia. La puerta abre hacia ambos lados.

Lanterna / torch / Linterna · Vagalume | 1f526 | 89.90 | - | branco* menta | electric | acampar trilha casa | Clareira
pt Três níveis, recarrega na tomada | Ilumina o mapa, a trilha ou a barraca inteira. Uma carga dura duas noites.
en Three levels, rechargeable | It lights the map, the trail or the whole tent. One charge lasts two nights.
es Tres niveles, recargable | Ilumina el mapa, el sendero o toda la tienda. Una carga dura dos noches.

Bússola / compass / Brújula · Norte | 1f9ed | 119.90 | - | dourado* prata | wipe | trilha viagem presente | Clareira
pt Latão, agulha que não treme | Caixa de latão e agulha em óleo. Funciona sem bateria, sem sinal e sem pressa.
en Brass, steady needle | A brass case and a needle in oil. It works with no battery, no signal and no hurry.
es Latón, aguja que no tiembla | Caja de latón y aguja en aceite. Funciona sin batería, sin señal y sin prisa.

Telescópio / telescope / Telescopio · Cruzeiro | 1f52d | 899.90 | - | roxo* azul | glasses | acampar presente leitura | Clareira
pt 70 mm, tripé regulável | Mostra os anéis de Saturno e o ninho do outro lado do vale. O tripé desce até a altura de criança.
en 70 mm, adjustable tripod | It shows Saturn's rings and the nest across the valley. The tripod lowers to a child's height.
es 70 mm, trípode regulable | Muestra los anillos de Saturno y el nido al otro lado del valle. El trípode baja a la altura de un niño.

Canoa / canoe / Canoa · Araguaia | 1f6f6@55 | 2490.00 | - | mel* | wood | água acampar | Clareira
pt Cedro e fibra, remo incluso | Casco de cedro com fibra por fora. Leva duas pessoas, um cooler e um cachorro quieto.
en Cedar and fibre, paddle included | A cedar hull with fibre outside. It carries two people, a cool box and one quiet dog.
es Cedro y fibra, remo incluido | Casco de cedro con fibra por fuera. Lleva a dos personas, una nevera y un perro tranquilo.

Kit de pesca / fishing kit / Kit de pesca · Pantanal | 1f3a3 | 199.90 | - | azul* coral | rinse | água acampar presente | Clareira
pt Vara, carretilha e isca de pano | Vara curta de bambu e carretilha leve. A isca de pano ensina sem machucar o peixe.
en Rod, reel and soft lure | A short bamboo rod and a light reel. The soft lure teaches without hurting the fish.
es Caña, carrete y señuelo blando | Caña corta de bambú y carrete ligero. El señuelo blando enseña sin dañar al pez.

Corda / rope / Cuerda · Cipó | 1faa2 | 79.90 | 10 m,20 m,30 m | azul* laranja folha | outdoor | acampar trilha oficina | Clareira
pt 8 mm, ponta queimada | Trança firme que não esfia. Vem com um cartão de cinco nós que resolvem quase tudo.
en 8 mm, sealed ends | A firm braid that doesn't fray. Comes with a card of five knots that solve almost anything.
es 8 mm, puntas selladas | Trenza firme que no se deshilacha. Trae una tarjeta con cinco nudos que resuelven casi todo.

Guarda-sol / beach umbrella / Sombrilla · Jericoacoara | 26f1-fe0f@20 | 189.90 | 160 cm,200 cm | vermelho* azul | outdoor | praia jardim | Orla Livre
pt Listrado, ponta de rosca | A ponta entra na areia como parafuso. Tecido grosso, com bolso para a chave.
en Striped, screw tip | The tip turns into the sand like a screw. Thick fabric, with a pocket for the key.
es A rayas, punta de rosca | La punta entra en la arena como un tornillo. Tejido grueso, con bolsillo para la llave.

Machadinha / hatchet / Hacha · Aroeira | 1fa93@15 | 139.90 | - | azul verde vermelho* | tool | acampar oficina | Clareira
pt Aço forjado, cabo de freijó | Racha lenha pequena e corta galho de uma vez. A bainha de couro vem junto.
en Forged steel, freijó handle | It splits small logs and cuts a branch in one go. The leather sheath comes with it.
es Acero forjado, mango de freijó | Parte leña pequeña y corta la rama de una vez. La funda de cuero viene incluida.

Lenha / firewood / Leña · Eucalipto | 1fab5 | 39.90 | 10 kg,20 kg | - | food | acampar casa frio | Clareira
pt Seca, de reflorestamento | Acende rápido e faz pouca fumaça. Feixe amarrado com corda de sisal.
en Dry, from planted forest | It lights quickly and makes little smoke. A bundle tied with sisal cord.
es Seca, de bosque plantado | Enciende rápido y hace poco humo. Atado con cuerda de sisal.

Bateria / power bank / Batería · Meio-dia | 1f50b | 159.90 | - | limao* ceu | electric | viagem acampar trabalho | Rota Sul
pt 10.000 mAh, duas saídas | Carrega o celular duas vezes e mostra quanto sobrou. Pode viajar na cabine.
en 10,000 mAh, two outputs | It charges a phone twice and shows what is left. It may fly in the cabin.
es 10.000 mAh, dos salidas | Carga el móvil dos veces y muestra cuánto queda. Puede viajar en cabina.

Rádio / radio / Radio · Chapada | 1f4fb | 259.90 | - | prata* coral menta | electric | acampar música casa | Clareira
pt FM e ondas curtas, manivela | Toca com pilha, tomada ou manivela. Pega a emissora da cidade vizinha e o jogo de longe.
en FM and short wave, crank | It plays on batteries, mains or crank. It catches the next town's station and the far-off match.
es FM y onda corta, manivela | Suena con pilas, enchufe o manivela. Capta la emisora del pueblo vecino y el partido lejano.

Câmera / camera / Cámara · Instante | 1f4f7 | 1190.00 | - | prata* verde | electric | viagem presente | Rota Sul
pt Filme 35 mm, disparo silencioso | Trinta e seis fotos e nenhuma notificação. Fotômetro simples e disparo que não assusta passarinho.
en 35 mm film, quiet shutter | Thirty-six pictures and no notifications. A simple light meter and a shutter that doesn't startle birds.
es Película de 35 mm, disparo silencioso | Treinta y seis fotos y ninguna notificación. Fotómetro sencillo y un disparo que no asusta a los pájaros.
`;
