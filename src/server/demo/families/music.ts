// Music of the demo shop, in the notation of `sheet.ts`.
export const music = `
Guitarra / electric guitar / Guitarra eléctrica · Tropicália | 1f3b8@5 | 1490.00 | - | pitanga* turquesa mostarda | music | música presente | Sarau
pt Corpo de cedro, dois captadores | Leve no ombro e clara no som. Vem regulada, com correia e palhetas.
en Cedar body, two pickups | Light on the shoulder and clear in sound. It comes set up, with strap and picks.
es Cuerpo de cedro, dos pastillas | Ligera en el hombro y clara en el sonido. Viene ajustada, con correa y púas.

Saxofone / saxophone / Saxofón · Madrugada | 1f3b7 | 2990.00 | - | dourado* prata | music | música | Sarau
pt Alto, laqueado à mão | Chaves macias e afinação que perdoa. Estojo com alça de mochila.
en Alto, lacquered by hand | Soft keys and a forgiving pitch. The case has backpack straps.
es Alto, lacado a mano | Llaves suaves y una afinación que perdona. Estuche con correas de mochila.

Trompete / trumpet / Trompeta · Frevo | 1f3ba | 1290.00 | - | dourado* prata | music | música festa | Sarau
pt Si bemol, três pistos | Brilha na rua e fala baixo com a surdina. Pistos de aço que não travam.
en B flat, three valves | It shines in the street and speaks low with the mute. Steel valves that don't stick.
es Si bemol, tres pistones | Brilla en la calle y habla bajo con la sordina. Pistones de acero que no se traban.

Violino / violin / Violín · Sarau | 1f3bb | 890.00 | 1/2,3/4,4/4 | castanho* vinho | music | música criança escola | Sarau
pt Tampo de abeto, arco incluso | O primeiro violino que dá vontade de estudar. Estojo, arco, breu e cravelhas macias.
en Spruce top, bow included | A first violin that makes you want to practise. Case, bow, rosin and smooth pegs.
es Tapa de abeto, arco incluido | El primer violín que da ganas de estudiar. Estuche, arco, resina y clavijas suaves.

Tambor / drum / Tambor · Maracatu | 1f941 | 329.90 | - | vermelho* azul | music | música festa criança | Sarau
pt Pele natural, duas baquetas | Afina na corda e treme no peito. Alça larga para andar com ele.
en Natural skin, two sticks | It tunes with the rope and shakes the chest. A wide strap to walk with it.
es Piel natural, dos baquetas | Se afina con la cuerda y tiembla en el pecho. Correa ancha para andar con él.

Sanfona / accordion / Acordeón · Baião | 1fa97@10 | 2490.00 | - | pitanga* azul | music | música festa | Sarau
pt 48 baixos, fole de nove dobras | Respira junto com quem toca. Fole que não vaza e teclas que não estalam.
en 48 basses, nine-fold bellows | It breathes with whoever plays. Bellows that don't leak and keys that don't click.
es 48 bajos, fuelle de nueve pliegues | Respira con quien toca. Un fuelle que no pierde y teclas que no chasquean.

Maracas / maracas / Maracas · Ciranda | 1fa87 | 49.90 | pair - | - | music | música festa criança | Sarau
pt Cabaça pintada, semente de lágrima | Um som seco, o outro molhado. Cabos lixados para mãos pequenas.
en Painted gourd, seed filling | One sounds dry, the other wet. Handles sanded for small hands.
es Calabaza pintada, relleno de semillas | Una suena seca, la otra mojada. Mangos lijados para manos pequeñas.

Flauta / recorder / Flauta · Agreste | 1fa88 | 69.90 | - | mel* castanho | music | música escola criança | Sarau
pt Madeira de pereira, soprano | Som doce desde a primeira aula. Vem com saquinho e vareta de limpeza.
en Pearwood, soprano | A sweet sound from the first lesson. Comes with a pouch and a cleaning rod.
es Madera de peral, soprano | Sonido dulce desde la primera clase. Trae bolsita y varilla de limpieza.

Fone / headphones / Auriculares · Silêncio | 1f3a7 | 349.90 | - | cinza* coral | electric | música viagem trabalho | Sarau
pt Sem fio, almofada trocável | Trinta horas de som e um botão para ouvir o mundo. As almofadas saem e se lavam.
en Wireless, replaceable pads | Thirty hours of sound and a button to hear the world. The pads come off and wash.
es Inalámbricos, almohadillas cambiables | Treinta horas de sonido y un botón para oír el mundo. Las almohadillas se quitan y se lavan.
`;
