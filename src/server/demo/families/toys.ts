// Toys and plush of the demo shop, in the notation of `sheet.ts`.
export const toys = `
Urso / teddy bear / Oso · Amendoim | 1f9f8 | 129.90 | 30 cm,45 cm | mel* lilas menta | toy | criança presente | Miúdo
pt Pelúcia densa, olhos bordados | Senta sozinho e aguenta ser levado pela orelha. Vai à máquina dentro de uma fronha.
en Dense plush, embroidered eyes | It sits by itself and survives being carried by the ear. Machine washable inside a pillowcase.
es Peluche denso, ojos bordados | Se sienta solo y aguanta que lo lleven de la oreja. Va a la lavadora dentro de una funda.

Ioiô / yo-yo / Yoyó · Rodopio | 1fa80 | 24.90 | - | roxo* vermelho | toy | criança presente | Miúdo
pt Rolamento, corda de algodão | Dorme dez segundos no fim da corda. Vem com uma corda de reserva.
en Bearing, cotton string | It sleeps ten seconds at the end of the string. A spare string is included.
es Rodamiento, cuerda de algodón | Duerme diez segundos al final de la cuerda. Trae una cuerda de repuesto.

Quebra-cabeça / jigsaw / Rompecabezas · Floresta | 1f9e9 | 69.90 | 100,500,1000 | folha* roxo | toy | criança presente leitura | Miúdo
pt Papelão grosso, encaixe firme | Peças que não dobram e um saco para as que sobram. A imagem muda com a cor da caixa.
en Thick board, firm fit | Pieces that don't bend and a bag for the spare ones. The picture changes with the colour of the box.
es Cartón grueso, encaje firme | Piezas que no se doblan y una bolsa para las que sobran. La imagen cambia con el color de la caja.

Matriosca / nesting dolls / Matrioska · Vovó | 1fa86@10 | 99.90 | - | pitanga* azul | wood | criança presente | Miúdo
pt Tília pintada, cinco bonecas | Uma dentro da outra até caber na unha. Pintadas à mão, cada avó com seu lenço.
en Painted limewood, five dolls | One inside another until it fits on a nail. Hand painted, each grandmother with her own scarf.
es Tilo pintado, cinco muñecas | Una dentro de otra hasta caber en la uña. Pintadas a mano, cada abuela con su pañuelo.

Xadrez / chess set / Ajedrez · Pracinha | 265f-fe0f | 149.90 | - | preto* castanho | wood | presente parque | Miúdo
pt Madeira, tabuleiro que dobra | Peças com peso e feltro embaixo. O tabuleiro fecha e guarda tudo.
en Wood, folding board | Weighted pieces with felt underneath. The board folds and keeps everything.
es Madera, tablero plegable | Piezas con peso y fieltro debajo. El tablero se cierra y lo guarda todo.

Ábaco / abacus / Ábaco · Continha | 1f9ee | 79.90 | - | - | wood | criança escola | Miúdo
pt Madeira, quarenta contas | Conta até cem e faz barulho bom. Cantos redondos e tinta à base d'água.
en Wood, forty beads | It counts to a hundred and makes a good sound. Round corners and water-based paint.
es Madera, cuarenta cuentas | Cuenta hasta cien y suena bien. Esquinas redondas y pintura al agua.

Robô / robot / Robot · Parafuso | 1f916@15 | 159.90 | - | vermelho* azul | electric | criança presente | Miúdo
pt Anda, gira e para na beirada | Um sensor embaixo o salva da escada. Fala três palavras e nenhuma alta.
en Walks, turns, stops at edges | A sensor below saves it from the stairs. It says three words, none of them loud.
es Anda, gira y se detiene al borde | Un sensor debajo lo salva de la escalera. Dice tres palabras y ninguna fuerte.

Foguete / rocket / Cohete · Alcântara | 1f680@10 | 119.90 | - | pitanga* azul | toy | criança presente | Miúdo
pt Madeira, três andares que soltam | Separa em três no meio do voo da mão. Cabem dois astronautas.
en Wood, three stages that detach | It splits in three mid-flight. Two astronauts fit inside.
es Madera, tres etapas que se sueltan | Se separa en tres en pleno vuelo de mano. Caben dos astronautas.

Disco voador / flying saucer / Platillo volador · Varginha | 1f6f8 | 99.90 | - | prata* lilas | electric | criança presente | Miúdo
pt Luz embaixo, cúpula que abre | Acende a luz e abre a cúpula para o visitante. Vem com o visitante.
en Light below, opening dome | The light comes on and the dome opens for the visitor. The visitor is included.
es Luz abajo, cúpula que se abre | Enciende la luz y abre la cúpula para el visitante. El visitante viene incluido.

Trenzinho / toy train / Trencito · Maria-fumaça | 1f682@10 | 189.90 | - | pitanga* azul | toy | criança presente | Miúdo
pt Madeira e metal, apito de ar | Puxa seis vagões por cima do tapete. O apito é de soprar.
en Wood and metal, air whistle | It pulls six wagons over the rug. The whistle is for blowing.
es Madera y metal, silbato de aire | Tira de seis vagones sobre la alfombra. El silbato es de soplar.

Bondinho / toy tram / Tranvía · Santa Teresa | 1f683@95 | 139.90 | - | amarelo* | toy | criança viagem presente | Miúdo
pt Lata pintada, corda de chave | Sobe a ladeira do corredor com a corda cheia. Feito de lata, como antes.
en Painted tin, wind-up key | Fully wound, it climbs the hallway hill. Made of tin, as they used to be.
es Hojalata pintada, cuerda de llave | Con la cuerda llena sube la cuesta del pasillo. De hojalata, como antes.

Jipe / toy jeep / Jeep · Lama | 1f699 | 89.90 | - | azul* folha laranja | toy | criança trilha | Miúdo
pt Fricção, pneu de borracha | Puxa para trás e sobe no travesseiro. Lava na torneira depois do quintal.
en Friction, rubber tyres | Pull it back and it climbs the pillow. It rinses under the tap after the yard.
es Fricción, neumático de goma | Se tira hacia atrás y sube a la almohada. Se enjuaga bajo el grifo después del patio.

Trator / toy tractor / Tractor · Roça | 1f69c@160 | 99.90 | - | verde* vermelho | toy | criança jardim | Miúdo
pt Engate atrás, direção que vira | As rodas da frente viram com o volante. O engate puxa carretinha, carro e irmão.
en Rear hitch, working steering | The front wheels turn with the wheel. The hitch pulls trailers, cars and brothers.
es Enganche atrás, dirección que gira | Las ruedas delanteras giran con el volante. El enganche tira de remolque, coche y hermano.

Carro de corrida / race car / Coche de carreras · Interlagos | 1f3ce-fe0f | 79.90 | - | vermelho* azul | toy | criança presente | Miúdo
pt Metal fundido, roda livre | Pesa bem na mão e corre reto no piso. Escala 1:32.
en Die-cast, free wheels | It has a good weight in the hand and runs straight on the floor. Scale 1:32.
es Metal fundido, rueda libre | Pesa bien en la mano y corre recto por el suelo. Escala 1:32.

Lambreta / toy scooter / Motoneta · Mooca | 1f6f5 | 69.90 | - | vermelho* turquesa | toy | presente criança | Miúdo
pt Metal fundido, guidão que vira | Uma volta na Mooca em cima da estante. O descanso dobra de verdade.
en Die-cast, turning handlebar | A ride through Mooca on top of the shelf. The stand really folds.
es Metal fundido, manillar que gira | Una vuelta por Mooca encima del estante. El pie se pliega de verdad.

Veleiro / toy sailboat / Velero · Regata | 26f5@85 | 109.90 | - | amarelo* rosa | wood | água criança presente | Miúdo
pt Madeira, vela de pano | Navega na banheira e no lago. A quilha de chumbo o mantém de pé.
en Wood, cloth sail | It sails in the bath and on the lake. The weighted keel keeps it upright.
es Madera, vela de tela | Navega en la bañera y en el lago. La quilla con peso lo mantiene en pie.

Teco-teco / toy plane / Avioneta · Santos | 1f6e9-fe0f@15 | 119.90 | - | vermelho* azul | wood | criança presente viagem | Miúdo
pt Madeira, hélice que gira | A hélice gira com o vento da corrida. Cabe um piloto de três centímetros.
en Wood, spinning propeller | The propeller turns in the wind of a run. A three-centimetre pilot fits inside.
es Madera, hélice que gira | La hélice gira con el viento de la carrera. Cabe un piloto de tres centímetros.

Pipa / kite / Cometa · Agosto | 1fa81 | 29.90 | - | - | toy | parque criança praia | Miúdo
pt Papel de seda, rabiola de pano | Sobe com vento pouco e não rasga no galho. Linha de algodão de cem metros.
en Tissue paper, cloth tail | It rises in little wind and doesn't tear on branches. A hundred metres of cotton line.
es Papel de seda, cola de tela | Sube con poco viento y no se rasga en la rama. Hilo de algodón de cien metros.

Bumerangue / boomerang / Bumerán · Volta | 1fa83 | 59.90 | - | mel* turquesa | wood | parque praia | Miúdo
pt Compensado de bétula, 40 gramas | Volta se o vento deixar. Vem com um desenho de como jogar.
en Birch ply, 40 grams | It comes back if the wind allows. A drawing of how to throw is included.
es Contrachapado de abedul, 40 gramos | Vuelve si el viento lo deja. Trae un dibujo de cómo lanzarlo.

Pinhata / piñata / Piñata · Quermesse | 1fa85 | 79.90 | - | - | paper | festa criança | Miúdo
pt Papel crepom, portinha nas costas | Cabe um quilo de bala e aguenta doze crianças. A portinha tem trava.
en Crepe paper, door in the back | It holds a kilo of sweets and stands twelve children. The door has a catch.
es Papel crepé, puertita atrás | Cabe un kilo de caramelos y aguanta a doce niños. La puertita tiene traba.

Dinossauro / dinosaur plush / Dinosaurio de peluche · Sousa | 1f995 | 119.90 | 40 cm,80 cm | verde* roxo | toy | criança presente | Miúdo
pt Pescoço comprido, patas firmes | O pescoço tem um arame macio e olha para onde você quiser. Nome do vale das pegadas, na Paraíba.
en Long neck, steady feet | The neck has a soft wire and looks wherever you like. Named after the valley of footprints in Paraíba.
es Cuello largo, patas firmes | El cuello lleva un alambre suave y mira adonde quieras. Nombre del valle de las huellas, en Paraíba.

Baleia / whale plush / Ballena de peluche · Jubarte | 1f433 | 109.90 | 35 cm,60 cm | ceu* lilas | toy | criança presente água | Miúdo
pt Macia, com chafariz de feltro | Serve de almofada na viagem até a praia. O chafariz é de feltro e não pinica.
en Soft, with a felt spout | It is a pillow on the drive to the beach. The spout is felt and doesn't scratch.
es Suave, con chorro de fieltro | Sirve de almohada en el viaje a la playa. El chorro es de fieltro y no pica.

Polvo / octopus plush / Pulpo de peluche · Recife | 1f419 | 89.90 | - | coral* turquesa | toy | criança presente água | Miúdo
pt Oito abraços | Quatro braços compridos e quatro curtos, todos com bolinhas. Bom de dar nó.
en Eight hugs | Four long arms and four short ones, all with little dots. Good for tying knots.
es Ocho abrazos | Cuatro brazos largos y cuatro cortos, todos con bolitas. Bueno para hacer nudos.

Flamingo / flamingo plush / Flamenco de peluche · Salina | 1f9a9 | 99.90 | - | rosa* laranja | toy | criança presente praia | Miúdo
pt Fica em pé numa perna | Peso na pata para ficar em pé na estante. Plumas de tecido que não soltam.
en Stands on one leg | A weighted foot so it stands on the shelf. Fabric feathers that stay put.
es Se sostiene en una pata | Peso en la pata para sostenerse en el estante. Plumas de tela que no se sueltan.

Preguiça / sloth plush / Perezoso de peluche · Soneca | 1f9a5 | 119.90 | - | - | toy | criança presente | Miúdo
pt Pendura na cama, sem pressa | As mãos grudam com velcro e ela dorme onde você deixar. Vem com o galho.
en Hangs from the bed, unhurried | The hands close with velcro and it sleeps where you leave it. The branch is included.
es Se cuelga de la cama, sin prisa | Las manos se cierran con velcro y duerme donde la dejes. Trae la rama.

Almofada / cushion / Cojín · Raposa | 1f98a | 79.90 | - | - | wash | criança casa presente | Miúdo
pt Bordada, enchimento lavável | Orelhas firmes e bochecha macia. A capa fecha com zíper escondido.
en Embroidered, washable filling | Firm ears and soft cheeks. The cover closes with a hidden zip.
es Bordado, relleno lavable | Orejas firmes y mejilla suave. La funda se cierra con cremallera escondida.

Almofada / cushion / Cojín · Panda | 1f43c | 79.90 | - | - | wash | criança casa presente | Miúdo
pt Redonda, dois tecidos | Redonda de verdade, para o chão e para o sofá. O preto não desbota no branco.
en Round, two fabrics | Truly round, for the floor and for the sofa. The black doesn't run into the white.
es Redondo, dos telas | Redondo de verdad, para el suelo y para el sofá. El negro no destiñe sobre el blanco.
`;
