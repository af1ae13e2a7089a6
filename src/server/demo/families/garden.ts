// Garden of the demo shop, in the notation of `sheet.ts`.
export const garden = `
Vaso com planta / potted plant / Planta en maceta · Peperômia | 1fab4@45 | 59.90 | P,M,G | terracota* azul branco | plantShade | jardim casa presente | Quintal Vivo
pt Meia-sombra, pouca água | Gosta de janela clara e de ser esquecida um pouco. O vaso de barro tem furo e pratinho.
en Half shade, little water | It likes a bright window and being forgotten a little. The clay pot has a hole and a saucer.
es Media sombra, poca agua | Le gusta la ventana clara y que la olviden un poco. La maceta de barro tiene agujero y platillo.

Cacto / cactus / Cactus · Caatinga | 1f335 | 44.90 | 10 cm,25 cm,40 cm | - | plantSun | jardim casa presente | Quintal Vivo
pt Sol direto, água uma vez por mês | Cresce devagar e não reclama de viagem. Na primavera pode dar uma flor branca.
en Full sun, water once a month | It grows slowly and doesn't mind your travels. In spring it may give a white flower.
es Sol directo, agua una vez al mes | Crece despacio y no se queja de tus viajes. En primavera puede dar una flor blanca.

Muda / seedling / Plantón · Manjericão | 1f331 | 12.90 | - | - | plantSun | jardim cozinha | Quintal Vivo
pt Pronta para o vaso | Duas folhas hoje, molho de domingo em um mês. Vem em torrão que vai direto na terra.
en Ready for the pot | Two leaves today, Sunday sauce in a month. It comes in a plug that goes straight into the soil.
es Listo para la maceta | Dos hojas hoy, salsa de domingo en un mes. Viene en un cepellón que va directo a la tierra.

Tuia / thuja / Tuya · Canela | 1f332 | 129.90 | 60 cm,90 cm | - | plantSun | jardim festa | Quintal Vivo
pt Para vaso grande ou canteiro | Verde o ano inteiro e cheirosa quando se passa a mão. Em dezembro aceita luzes.
en For a large pot or a bed | Green all year and fragrant under the hand. In December it takes lights.
es Para maceta grande o cantero | Verde todo el año y fragante al pasar la mano. En diciembre acepta luces.

Palmeira / palm / Palmera · Licuri | 1f334 | 249.90 | 80 cm,120 cm | - | plantSun | jardim praia | Quintal Vivo
pt Sol pleno, gosta de vento | Uma palmeira do sertão que se dá bem na varanda. Os coquinhos vêm no terceiro ano.
en Full sun, likes wind | A backlands palm that does well on a veranda. The small coconuts come in the third year.
es Pleno sol, le gusta el viento | Una palmera del sertón que se da bien en la terraza. Los coquitos llegan al tercer año.

Tulipa / tulip / Tulipán · Holambra | 1f337@335 | 39.90 | - | roxo* vermelho amarelo | flower | jardim presente casa | Quintal Vivo
pt Bulbo já brotado | Abre em uma semana na janela fresca. Depois da flor, guarde o bulbo na geladeira até maio.
en Sprouted bulb | It opens within a week at a cool window. After the flower, keep the bulb in the fridge until May.
es Bulbo ya brotado | Abre en una semana en ventana fresca. Después de la flor, guarda el bulbo en la nevera hasta mayo.

Rosa / rose / Rosa · Barbacena | 1f339@20 | 34.90 | - | vermelho* rosa amarelo | flower | jardim presente festa | Quintal Vivo
pt Haste longa, colhida de manhã | Colhida cedo e embalada em papel. Corte a haste na diagonal e ela dura dez dias.
en Long stem, cut in the morning | Cut early and wrapped in paper. Trim the stem at a slant and it lasts ten days.
es Tallo largo, cortada por la mañana | Cortada temprano y envuelta en papel. Corta el tallo en diagonal y dura diez días.

Hibisco / hibiscus / Hibisco · Paraty | 1f33a@355 | 49.90 | - | rosa* vermelho laranja | plantSun | jardim praia | Quintal Vivo
pt Floresce o verão todo | Uma flor por dia, sem falhar. Aguenta a maresia e vira cerca viva.
en Blooms all summer | One flower a day, without fail. It stands sea air and becomes a hedge.
es Florece todo el verano | Una flor por día, sin falta. Aguanta la brisa de mar y se vuelve cerco vivo.

Girassol / sunflower / Girasol · Cerrado | 1f33b | 36.90 | - | - | plantSun | jardim criança presente | Quintal Vivo
pt Vaso de 20 cm, sol o dia todo | Anda com o sol e depois alimenta os passarinhos. Bom de plantar com criança.
en 20 cm pot, sun all day | It follows the sun and later feeds the birds. A good one to plant with children.
es Maceta de 20 cm, sol todo el día | Sigue al sol y después alimenta a los pájaros. Bueno para plantar con niños.

Buquê / bouquet / Ramo · Sábado | 1f490 | 99.90 | P,G | - | flower | presente festa casa | Quintal Vivo
pt Flores da estação, papel reciclado | Montado no dia com o que está bonito. A folhagem vem da nossa estufa.
en Seasonal flowers, recycled paper | Made on the day with whatever looks best. The greenery comes from our own glasshouse.
es Flores de temporada, papel reciclado | Hecho en el día con lo que está bonito. El follaje viene de nuestro invernadero.

Jacinto / hyacinth / Jacinto · Julho | 1fabb@295 | 49.90 | - | roxo* rosa | flower | jardim casa presente | Quintal Vivo
pt Perfumado, bulbo na água | Cresce num copo d'água, à vista. O perfume enche a sala e não cansa.
en Fragrant, grows in water | It grows in a glass of water, in full view. The scent fills the room and never tires.
es Perfumado, bulbo en agua | Crece en un vaso de agua, a la vista. El perfume llena la sala y no cansa.

Ninho / bird nest / Nido · Sabiá | 1fab9 | 49.90 | - | - | outdoor | jardim bicho | Quintal Vivo
pt Fibra de coco, galho de apoio | Um convite para o sabiá. Prenda na sombra, a dois metros do chão, e espere setembro.
en Coconut fibre, branch perch | An invitation to the thrush. Fix it in the shade, two metres up, and wait for spring.
es Fibra de coco, rama de apoyo | Una invitación para el zorzal. Fíjalo a la sombra, a dos metros del suelo, y espera la primavera.

Enfeite / garden ornament / Adorno · Cogumelo | 1f344@15 | 39.90 | P,G | vermelho* azul | outdoor | jardim criança | Quintal Vivo
pt Cerâmica, para vaso ou canteiro | Cerâmica que aguenta sol e chuva. Esconde a torneira e faz casa de tatuzinho.
en Ceramic, for pots or beds | Ceramic that stands sun and rain. It hides the tap and houses the woodlice.
es Cerámica, para maceta o cantero | Cerámica que aguanta sol y lluvia. Esconde el grifo y hace casa a los bichitos.
`;
