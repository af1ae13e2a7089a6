// Bags, travel things and accessories of the demo shop, in the notation of `sheet.ts`.
export const bags = `
Mochila / backpack / Mochila · Trilha | 1f392 | 249.90 | - | rosa* azul musgo grafite | wipe | trilha viagem escola | Rota Sul
pt 22 litros, capa de chuva embutida | Costas ventiladas e bolso para garrafa dos dois lados. A capa de chuva mora no fundo.
en 22 litres, built-in rain cover | A ventilated back and a bottle pocket on each side. The rain cover lives in the base.
es 22 litros, funda de lluvia integrada | Espalda ventilada y bolsillo para botella a ambos lados. La funda de lluvia vive en el fondo.

Porta-moedas / coin purse / Monedero · Feira | 1f45b | 49.90 | - | pitanga* turquesa roxo | leather | cidade presente | Rota Sul
pt Fecho de beijo, forro de chita | Fecha com um estalo e cabe na palma. Por dentro, chita de flor miúda.
en Kiss-lock clasp, calico lining | It closes with a snap and fits in the palm. Inside, calico with small flowers.
es Cierre de beso, forro de percal | Se cierra con un chasquido y cabe en la palma. Por dentro, percal de flor menuda.

Bolsa / handbag / Bolso · Liberdade | 1f45c | 329.90 | - | caramelo* verde pitanga azul | leather | cidade trabalho | Rota Sul
pt Duas cores, alça firme | Fica em pé sozinha e abre por inteiro. Um bolso com zíper, dois sem, lugar para o caderno.
en Two tones, firm handle | It stands by itself and opens wide. One zipped pocket, two open ones, room for a notebook.
es Dos tonos, asa firme | Se sostiene sola y abre del todo. Un bolsillo con cierre, dos sin él y sitio para el cuaderno.

Nécessaire / wash bag / Neceser · Pétala | 1f45d | 79.90 | - | petala* menta lilas | wipe | viagem banho | Rota Sul
pt Lona encerada, forro lavável | Encerada por fora e lavável por dentro. O zíper abre até o fundo para achar a tampa que caiu.
en Waxed canvas, washable lining | Waxed outside and washable inside. The zip opens to the base, to find the cap that fell.
es Lona encerada, forro lavable | Encerada por fuera y lavable por dentro. La cremallera abre hasta el fondo para hallar la tapa caída.

Pasta / briefcase / Maletín · Consolação | 1f4bc | 459.90 | - | castanho* preto musgo | leather | trabalho | Rota Sul
pt Couro curtido, fecho de latão | Cabe um computador de 15 polegadas e o almoço. O couro escurece com os anos.
en Tanned leather, brass lock | Fits a 15-inch computer and lunch. The leather darkens with the years.
es Cuero curtido, cierre de latón | Cabe un ordenador de 15 pulgadas y el almuerzo. El cuero oscurece con los años.

Mala / suitcase / Maleta · Rota | 1f9f3 | 599.90 | 36 L,68 L,100 L | azul* vermelho verde grafite | wipe | viagem | Rota Sul
pt Quatro rodas, etiqueta de endereço | Rodas duplas que não fazem barulho na calçada. Por dentro, duas metades com rede.
en Four wheels, address label | Double wheels that stay quiet on the pavement. Inside, two halves with netting.
es Cuatro ruedas, etiqueta de dirección | Ruedas dobles que no suenan en la acera. Por dentro, dos mitades con red.

Sacola / tote set / Bolsas · Quitanda | 1f6cd-fe0f | 39.90 | - | azul* coral folha | wash | cozinha cidade | Rota Sul
pt Jogo de duas, lona grossa | Uma grande para a feira e uma pequena para o pão. Lona grossa que vai à máquina.
en Set of two, thick canvas | A large one for the market and a small one for bread. Thick canvas that goes in the machine.
es Juego de dos, lona gruesa | Una grande para la feria y una pequeña para el pan. Lona gruesa que va a la lavadora.

Sombrinha / folding umbrella / Paraguas plegable · Chuvisco | 1f302 | 69.90 | - | roxo* vermelho verde | wipe | chuva cidade | Rota Sul
pt Cabo de madeira, oito varetas | Vareta de fibra que verga e não quebra. O cabo curvo pendura no braço do ônibus.
en Wooden handle, eight ribs | Fibre ribs that bend and don't break. The curved handle hangs from the bus rail.
es Mango de madera, ocho varillas | Varillas de fibra que se doblan sin romperse. El mango curvo se cuelga en la barra del autobús.

Guarda-chuva / umbrella / Paraguas · Temporal | 2602-fe0f | 99.90 | - | roxo* marinho turquesa | wipe | chuva cidade | Rota Sul
pt Abre para dois, cabo curvo | Um metro e vinte de abrigo. Aguenta vento de esquina e seca em pé.
en Opens for two, curved handle | A metre and twenty of shelter. It stands corner winds and dries upright.
es Se abre para dos, mango curvo | Un metro veinte de abrigo. Aguanta el viento de esquina y se seca de pie.

Óculos de sol / sunglasses / Gafas de sol · Maré | 1f576-fe0f | 249.90 | - | roxo* cafe verde | glasses | praia cidade presente | Orla Livre
pt Lente escura, armação larga | Lente com proteção total e armação que não aperta. Vem com estojo rígido e flanela.
en Dark lens, wide frame | Lenses with full protection and a frame that doesn't pinch. Comes with a hard case and cloth.
es Lente oscura, montura ancha | Lentes con protección total y una montura que no aprieta. Trae estuche rígido y gamuza.

Óculos de leitura / reading glasses / Gafas de lectura · Varanda | 1f453 | 129.90 | +1.00,+1.50,+2.00,+2.50 | marinho* vinho | glasses | leitura presente | Rota Sul
pt Aro leve, haste flexível | Para o livro, o rótulo e a agulha. A haste flexível não se perde da orelha.
en Light frame, flexible arms | For the book, the label and the needle. Flexible arms that stay on the ear.
es Aro ligero, patilla flexible | Para el libro, la etiqueta y la aguja. La patilla flexible no se cae de la oreja.

Relógio / wristwatch / Reloj · Estação | 231a | 399.90 | - | marinho* cafe | wipe | presente trabalho | Rota Sul
pt Ponteiros claros, pulseira azul | Mostrador que se lê no escuro e pulseira que se troca sem ferramenta. Resiste à chuva e à pia.
en Clear hands, quick strap | A dial you can read in the dark and a strap that changes without tools. It stands rain and the sink.
es Agujas claras, correa rápida | Una esfera que se lee a oscuras y una correa que se cambia sin herramientas. Resiste la lluvia y el fregadero.

Anel / ring / Anillo · Orvalho | 1f48d@230 | 189.90 | 14-20/2 | ceu* rosa | jewel | presente festa | Rota Sul
pt Prata 925, pedra lapidada | Prata maciça e uma pedra do tamanho de uma gota. O aro é feito à mão em Ouro Preto.
en 925 silver, cut stone | Solid silver and a stone the size of a drop. The band is made by hand in Ouro Preto.
es Plata 925, piedra tallada | Plata maciza y una piedra del tamaño de una gota. El aro se hace a mano en Ouro Preto.

Leque / hand fan / Abanico · Janeiro | 1faad | 49.90 | - | vermelho* turquesa roxo | wipe | festa presente | Fio da Manhã
pt Bambu e papel, pingente de linha | Abre com um gesto e cabe no bolso do vestido. Para fila, ônibus e missa.
en Bamboo and paper, thread tassel | It opens with one gesture and fits a dress pocket. For queues, buses and long sermons.
es Bambú y papel, borla de hilo | Se abre con un gesto y cabe en el bolsillo del vestido. Para filas, autobuses y misas.

Laço / hair bow / Lazo · Quermesse | 1f380 | 24.90 | - | vermelho* lilas | handwash | festa criança | Miúdo
pt Cetim duplo, presilha forrada | Um laço grande que não desmancha. A presilha é forrada para não puxar o cabelo.
en Double satin, covered clip | A large bow that keeps its shape. The clip is covered so it doesn't pull hair.
es Satén doble, pinza forrada | Un lazo grande que no se deshace. La pinza va forrada para no tirar del pelo.
`;
