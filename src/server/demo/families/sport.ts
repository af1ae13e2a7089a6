// Sport of the demo shop, in the notation of `sheet.ts`.
export const sport = `
Bicicleta / bicycle / Bicicleta · Ciclovia | 1f6b2@15 | 1899.90 | 46 cm,50 cm,54 cm | vermelho* verde | bike | bicicleta cidade rodas | Várzea Clube
pt Sete marchas, para-lama e descanso | Para ir ao trabalho sem chegar suado. Sete marchas no cubo, corrente coberta, freio que funciona na chuva.
en Seven gears, mudguard and stand | For riding to work without arriving in a sweat. Seven hub gears, covered chain, brakes that work in the rain.
es Siete marchas, guardabarros y pata | Para ir al trabajo sin llegar sudando. Siete marchas en el buje, cadena cubierta, frenos que funcionan con lluvia.

Patinete / scooter / Patinete · Praça | 1f6f4 | 449.90 | - | ceu* rosa folha | bike | rodas criança cidade | Várzea Clube
pt Rodas grandes, guidão regulável | Rodas de vinte centímetros que passam por cima da rachadura. Dobra em dois cliques.
en Big wheels, adjustable bar | Twenty-centimetre wheels that roll over cracks. It folds in two clicks.
es Ruedas grandes, manillar regulable | Ruedas de veinte centímetros que pasan por encima de las grietas. Se pliega en dos clics.

Skate / skateboard / Monopatín · Marquise | 1f6f9 | 379.90 | 8.0,8.25 | roxo* vermelho turquesa | bike | rodas | Várzea Clube
pt Shape de bordo, roda macia | Sete folhas de bordo e rolamento selado. Roda bem no concreto liso e no asfalto velho.
en Maple deck, soft wheels | Seven plies of maple and sealed bearings. It rolls well on smooth concrete and on old asphalt.
es Tabla de arce, rueda blanda | Siete láminas de arce y rodamiento sellado. Rueda bien en hormigón liso y en asfalto viejo.

Bola de futebol / football / Balón de fútbol · Várzea | 26bd | 129.90 | - | azul* vermelho | ball | bola equipe | Várzea Clube
pt Tamanho 5, costura dupla | Para campo de terra e de grama. Câmara que segura o ar por um campeonato.
en Size 5, double stitching | For dirt pitches and for grass. A bladder that keeps its air for a whole season.
es Tamaño 5, costura doble | Para campo de tierra y de césped. Una cámara que guarda el aire todo un campeonato.

Bola de basquete / basketball / Balón de baloncesto · Quadra | 1f3c0 | 149.90 | 5,6,7 | laranja* roxo turquesa | ball | bola equipe | Várzea Clube
pt Borracha aderente, sulco fundo | Boa de pegar com a mão suada. Serve para a quadra coberta e a da rua.
en Grippy rubber, deep channels | Easy to hold with sweaty hands. For the covered court and the one in the street.
es Goma adherente, surcos hondos | Fácil de agarrar con la mano sudada. Para la cancha cubierta y la de la calle.

Bola de vôlei / volleyball / Balón de voleibol · Praia | 1f3d0 | 119.90 | - | branco* amarelo | ball | bola praia equipe | Orla Livre
pt Toque macio, resiste à areia | Macia no antebraço e firme no saque. Pode molhar e dormir na areia.
en Soft touch, stands up to sand | Soft on the forearm and firm on the serve. It may get wet and sleep on the sand.
es Toque suave, resiste la arena | Suave en el antebrazo y firme en el saque. Puede mojarse y dormir en la arena.

Bola de rúgbi / rugby ball / Balón de rugby · Arena | 1f3c9 | 139.90 | - | laranja* folha | ball | bola equipe | Várzea Clube
pt Textura que segura na chuva | Gomos costurados e textura de grão fino. O voo é reto mesmo com o passe torto.
en Texture that grips in the rain | Stitched panels and a fine grain. It flies straight even when the pass does not.
es Textura que agarra con lluvia | Gajos cosidos y textura de grano fino. Vuela recto aunque el pase vaya torcido.

Raquete de tênis / tennis racket / Raqueta de tenis · Saibro | 1f3be@5 | 549.90 | L2,L3,L4 | rosa* ceu | wipe | raquete | Várzea Clube
pt Grafite, já encordoada | Leve na mão e estável no fundo de quadra. Vem encordoada, com capa e uma bola.
en Graphite, strung | Light in the hand and steady from the baseline. Comes strung, with a cover and a ball.
es Grafito, ya encordada | Ligera en la mano y estable desde el fondo. Viene encordada, con funda y una pelota.

Raquete de badminton / badminton racket / Raqueta de bádminton · Pena | 1f3f8 | 159.90 | - | azul* rosa | wipe | raquete praia | Várzea Clube
pt Par de raquete e peteca | Oitenta e cinco gramas e uma peteca de pena. O quintal vira quadra com um varal.
en Racket and shuttlecock | Eighty-five grams and a feather shuttlecock. A washing line turns the yard into a court.
es Raqueta y volante | Ochenta y cinco gramos y un volante de pluma. Con un tendedero, el patio se vuelve cancha.

Raquete de pingue-pongue / table tennis bat / Pala de ping-pong · Garagem | 1f3d3 | 89.90 | - | rosa* verde | wipe | raquete presente | Várzea Clube
pt Borracha dos dois lados | Cabo de madeira que não escorrega e borracha com efeito. Vem com uma bolinha de três estrelas.
en Rubber on both sides | A wooden handle that doesn't slip and rubber that takes spin. Comes with one three-star ball.
es Goma por ambos lados | Mango de madera que no resbala y goma con efecto. Trae una pelota de tres estrellas.

Luva de boxe / boxing glove / Guante de boxeo · Ringue | 1f94a | 219.90 | pair 10 oz,12 oz,14 oz | vermelho* preto | wipe | luta esporte | Várzea Clube
pt Espuma em camadas, punho largo | Três camadas de espuma e punho que firma o pulso. O forro sai para arejar.
en Layered foam, wide cuff | Three layers of foam and a cuff that steadies the wrist. The lining comes out to air.
es Espuma en capas, puño ancho | Tres capas de espuma y un puño que afirma la muñeca. El forro se saca para ventilar.

Disco / flying disc / Disco · Parque | 1f94f | 49.90 | - | ceu* laranja | wash | parque praia bicho | Várzea Clube
pt 175 gramas, voo reto | Peso de jogo e borda macia para a mão e para o cachorro. Boia se cair na represa.
en 175 grams, straight flight | Game weight and a soft edge for hands and for dogs. It floats if it lands in the lake.
es 175 gramos, vuelo recto | Peso de juego y borde suave para la mano y para el perro. Flota si cae al lago.

Boliche / bowling set / Bolos · Domingo | 1f3b3@290 | 129.90 | - | roxo* azul | wood | criança parque presente | Miúdo
pt Madeira, seis pinos e bola | Monta no corredor ou no gramado. Pinos de madeira que caem com som bom.
en Wood, six pins and a ball | Set it up in the hallway or on the lawn. Wooden pins that fall with a good sound.
es Madera, seis bolos y bola | Se monta en el pasillo o en el césped. Bolos de madera que caen con buen sonido.

Máscara de mergulho / snorkel set / Máscara de buceo · Arraial | 1f93f | 159.90 | P,M,G | pitanga* turquesa | rinse | água praia viagem | Orla Livre
pt Lente temperada, respirador com válvula | Silicone que veda sem apertar. A válvula do respirador tira a água num sopro.
en Tempered lens, valved snorkel | Silicone that seals without squeezing. The snorkel's valve clears water in one breath.
es Lente templada, tubo con válvula | Silicona que sella sin apretar. La válvula del tubo saca el agua de un soplo.

Óculos de natação / swim goggles / Gafas de natación · Raia | 1f97d | 89.90 | - | ceu* roxo verde | rinse | água esporte | Várzea Clube
pt Antiembaçante, elástico duplo | Campo de visão largo e vedação macia. O elástico se ajusta molhado, com uma mão.
en Anti-fog, double strap | A wide field of view and a soft seal. The strap adjusts wet, with one hand.
es Antivaho, elástico doble | Campo de visión ancho y sello suave. El elástico se ajusta mojado, con una mano.

Gol / goal / Portería · Campinho | 1f945@15 | 249.90 | 120 cm,180 cm | vermelho* verde | outdoor | bola criança parque | Várzea Clube
pt Desmonta em um minuto | Tubos de encaixe e rede que não embola. Vai no porta-malas e acaba com a briga dos chinelos.
en Comes apart in a minute | Push-fit tubes and a net that doesn't tangle. It fits in the boot and ends the two-sandals dispute.
es Se desmonta en un minuto | Tubos de encaje y red que no se enreda. Cabe en el maletero y acaba con la pelea de las chanclas.

Alvo / dartboard / Diana · Mosca | 1f3af | 149.90 | - | pitanga* verde azul | wipe | presente festa | Várzea Clube
pt Sisal prensado, três dardos | Sisal que fecha o furo sozinho. Vem com três dardos de ponta de aço e um aro para a parede.
en Pressed sisal, three darts | Sisal that closes its own holes. Comes with three steel-tip darts and a ring for the wall.
es Sisal prensado, tres dardos | Sisal que cierra solo el agujero. Trae tres dardos de punta de acero y un aro para la pared.

Arco / bow / Arco · Aroeira | 1f3f9 | 389.90 | - | castanho* | wood | parque trilha | Clareira
pt Madeira laminada, 20 libras | Para aprender com calma. Vem com três flechas de ponta cega e protetor de braço.
en Laminated wood, 20 pounds | For learning calmly. Comes with three blunt arrows and an arm guard.
es Madera laminada, 20 libras | Para aprender con calma. Trae tres flechas de punta roma y protector de brazo.

Cronômetro / stopwatch / Cronómetro · Volta | 23f1-fe0f | 99.90 | - | grafite* | wipe | corrida água esporte | Várzea Clube
pt Ponteiro grande, cordão de pescoço | Um botão começa, outro guarda a volta. Ponteiro grande para ler correndo.
en Large hand, neck cord | One button starts, another keeps the lap. A large hand to read while running.
es Aguja grande, cordón de cuello | Un botón empieza, otro guarda la vuelta. Aguja grande para leer corriendo.

Patins de gelo / ice skate / Patín de hielo · Neblina | 26f8-fe0f | 649.90 | pair 34-42/2 | lilas* pitanga | wipe | frio rodas | Pé de Serra
pt Bota forrada, lâmina de inox | Forro térmico e lâmina que sai para afiar. A capa protege o piso e a mala.
en Lined boot, stainless blade | A thermal lining and a blade that comes off for sharpening. The guard protects floors and suitcases.
es Bota forrada, cuchilla de acero | Forro térmico y cuchilla que se quita para afilar. La funda protege el suelo y la maleta.

Bota de esqui / ski and boot / Esquí con bota · Cordilheira | 1f3bf@240 | 1290.00 | 36-44/2 | azul* roxo | wipe | frio viagem | Pé de Serra
pt Conjunto com fixação | Para a primeira viagem à neve. Bota com três fivelas e esqui curto que perdoa.
en Set with binding | For the first trip to the snow. A three-buckle boot and a short ski that forgives.
es Conjunto con fijación | Para el primer viaje a la nieve. Bota con tres hebillas y un esquí corto que perdona.

Boia / ring buoy / Flotador · Litoral | 1f6df | 99.90 | - | vermelho* laranja | rinse | água praia | Orla Livre
pt Lona náutica, corda em volta | Flutua com um adulto e não fura no pedregulho. A corda dá onde segurar.
en Marine canvas, rope around | It floats an adult and doesn't puncture on pebbles. The rope gives a place to hold.
es Lona náutica, cuerda alrededor | Flota con un adulto y no se pincha en la grava. La cuerda da de dónde agarrarse.

Kit de bets / street cricket set / Juego de bate · Rua | 1f3cf | 99.90 | - | mel* | wood | parque criança bola | Várzea Clube
pt Taco de pinus e bolinha | O jogo da rua, com taco que não solta farpa. A casinha você faz com duas latas.
en Pine bat and ball | The street game, with a bat that doesn't splinter. The wicket is two cans, as always.
es Bate de pino y pelota | El juego de la calle, con un bate que no suelta astillas. La casita se hace con dos latas.

Minigolfe / minigolf set / Minigolf · Gramado | 26f3@20 | 189.90 | - | coral* | outdoor | parque jardim | Várzea Clube
pt Tapete, buraco e bandeira | Um buraco de verdade para a varanda. O tapete enrola e a bandeira desmonta.
en Mat, hole and flag | A real hole for the veranda. The mat rolls up and the flag comes apart.
es Alfombra, hoyo y bandera | Un hoyo de verdad para la terraza. La alfombra se enrolla y la bandera se desmonta.
`;
