// Clothes of the demo shop, in the notation of `sheet.ts`.
export const clothes = `
Casaco / coat / Abrigo · Garoa | 1f9e5 | 529.90 | PP,P,M,G,GG | areia* marinho musgo vinho | wool | chuva frio cidade | Fio da Manhã
pt Lã e algodão, repele chuva fina | Um casaco de meia-estação que não liga para garoa. Quatro botões de chifre de coco e dois bolsos fundos.
en Wool and cotton, sheds drizzle | A between-seasons coat that doesn't mind drizzle. Four coconut buttons and two deep pockets.
es Lana y algodón, repele la llovizna | Un abrigo de entretiempo al que no le importa la llovizna. Cuatro botones de coco y dos bolsillos hondos.

Camiseta / T-shirt / Camiseta · Pitanga | 1f455 | 89.90 | PP,P,M,G,GG | folha* pitanga azul lilas grafite | wash | cidade esporte | Fio da Manhã
pt Algodão penteado, faixa no peito | Algodão encorpado que não perde a gola. A faixa é tecida, não estampada.
en Combed cotton, chest stripe | Sturdy cotton that keeps its collar. The stripe is woven, not printed.
es Algodón peinado, franja en el pecho | Algodón con cuerpo que no pierde el cuello. La franja va tejida, no estampada.

Regata / running vest / Camiseta de tirantes · Vento | 1f3bd | 79.90 | P,M,G,GG | folha* azul coral | wash | corrida esporte | Várzea Clube
pt Seca rápido, faixa diagonal | Tecido furadinho que seca antes do café. Costuras planas para não assar no treino longo.
en Dries fast, diagonal band | An airy fabric that dries before coffee. Flat seams so that long runs don't chafe.
es Seca rápido, banda diagonal | Tejido calado que seca antes del café. Costuras planas para no rozar en los entrenos largos.

Calça jeans / jeans / Vaqueros · Estrada | 1f456 | 249.90 | 36-48/2 | azul* marinho preto cinza | wash | cidade trabalho | Fio da Manhã
pt Corte reto, brim firme | Brim de algodão com corte reto e bolso que cabe a mão. Desbota bonito com o uso.
en Straight cut, firm denim | Cotton denim with a straight cut and pockets a hand fits in. It fades well with wear.
es Corte recto, mezclilla firme | Mezclilla de algodón con corte recto y bolsillos donde cabe la mano. Se destiñe bonito con el uso.

Vestido / dress / Vestido · Brisa | 1f457 | 279.90 | PP,P,M,G,GG | azul* pitanga mostarda folha | handwash | praia festa cidade | Fio da Manhã
pt Viscose leve, saia godê | Alças reguláveis e uma saia que gira. Vai do almoço ao baile trocando só o sapato.
en Light viscose, full skirt | Adjustable straps and a skirt that twirls. It goes from lunch to the dance with only a change of shoes.
es Viscosa ligera, falda de vuelo | Tirantes regulables y una falda que gira. Va del almuerzo al baile cambiando solo los zapatos.

Blusa / blouse / Blusa · Florada | 1f45a | 129.90 | PP,P,M,G,GG | rosa* menta branco mostarda | wash | cidade trabalho | Fio da Manhã
pt Decote V, malha fina | Malha fina com caimento solto e manga curta. Combina com saia, brim e dia quente.
en V-neck, fine knit | A fine knit with a loose fall and short sleeves. Goes with skirts, denim and hot days.
es Escote en V, punto fino | Punto fino de caída suelta y manga corta. Va con falda, mezclilla y día de calor.

Quimono / kimono / Kimono · Cerejeira | 1f458 | 239.90 | P,M,G | azul* vinho verde | handwash | casa presente | Fio da Manhã
pt Algodão estampado, faixa larga | Para o fim do dia, depois do banho. A faixa dá duas voltas e os bolsos ficam na costura.
en Printed cotton, wide sash | For the end of the day, after the bath. The sash goes round twice and the pockets sit in the seam.
es Algodón estampado, faja ancha | Para el final del día, después del baño. La faja da dos vueltas y los bolsillos van en la costura.

Biquíni / bikini / Bikini · Ubatuba | 1f459 | 169.90 | PP,P,M,G,GG | pitanga* turquesa roxo | handwash | praia água | Orla Livre
pt Poá, laço nas laterais | Tecido com proteção solar e forro que não fica transparente. As partes se vendem juntas.
en Polka dots, tied sides | Fabric with sun protection and a lining that stays opaque. Top and bottom are sold together.
es Lunares, lazos a los lados | Tejido con protección solar y forro que no transparenta. Las dos piezas se venden juntas.

Maiô / swimsuit / Bañador · Ilhabela | 1fa71 | 199.90 | PP,P,M,G,GG | rosa* marinho turquesa | handwash | praia água | Orla Livre
pt Costas altas, faixa na cintura | Firme para nadar e confortável para ficar na areia. Resiste a cloro e a sal.
en High back, waist band | Firm for swimming and comfortable for staying on the sand. It stands up to chlorine and salt.
es Espalda alta, franja en la cintura | Firme para nadar y cómodo para quedarse en la arena. Resiste el cloro y la sal.

Sunga / swim brief / Bañador slip · Maresia | 1fa72 | 99.90 | P,M,G,GG | azul* preto coral | handwash | praia água | Orla Livre
pt Cordão interno, lateral média | Seca depressa e não desce na onda. Cordão por dentro e lateral de seis centímetros.
en Inner cord, medium side | Dries quickly and stays up in the waves. A cord inside and a six-centimetre side.
es Cordón interior, lateral medio | Seca deprisa y no se baja con la ola. Cordón por dentro y lateral de seis centímetros.

Bermuda / shorts / Bermudas · Restinga | 1fa73 | 139.90 | PP,P,M,G,GG | folha* azul laranja grafite | wash | praia corrida cidade | Orla Livre
pt Cordão na cintura, bolso com zíper | Da água para o quiosque sem trocar de roupa. O bolso de trás fecha com zíper.
en Waist cord, zipped pocket | From the water to the beach bar without changing. The back pocket closes with a zip.
es Cordón en la cintura, bolsillo con cierre | Del agua al chiringuito sin cambiarse. El bolsillo de atrás se cierra con cremallera.

Saída de praia / beach cover-up / Pareo · Trancoso | 1f97b | 189.90 | P,M,G | turquesa* roxo mostarda | handwash | praia | Orla Livre
pt Véu leve, faixa colorida | Cobre sem esquentar e cabe num bolso. A faixa se amarra de três jeitos.
en Light veil, coloured sash | It covers without heating and fits in a pocket. The sash ties in three ways.
es Velo ligero, banda de color | Cubre sin dar calor y cabe en un bolsillo. La banda se ata de tres maneras.

Jaleco / workshop coat / Bata · Ateliê | 1f97c | 159.90 | P,M,G,GG | branco* ceu grafite | wash | arte oficina trabalho | Bancada
pt Sarja de algodão, três bolsos | Para tinta, barro e farinha. Sarja que aguenta lavagem quente e três bolsos no lugar certo.
en Cotton twill, three pockets | For paint, clay and flour. Twill that stands a hot wash and three pockets where they should be.
es Sarga de algodón, tres bolsillos | Para pintura, barro y harina. Sarga que aguanta lavado caliente y tres bolsillos donde deben estar.

Camisa / shirt / Camisa · Avenida | 1f454 | 219.90 | PP,P,M,G,GG | azul* vinho musgo | iron | trabalho cidade | Fio da Manhã
pt Listras, vem com gravata | Tricoline que passa fácil, listrada no fio. A gravata de seda mista vem junto.
en Stripes, tie included | Poplin that irons easily, striped in the yarn. A silk-blend tie comes with it.
es Rayas, incluye corbata | Popelín que se plancha fácil, rayado en el hilo. La corbata de mezcla de seda viene incluida.

Colete / vest / Chaleco · Farol | 1f9ba | 89.90 | P,M,G | laranja* limao rosa | wipe | bicicleta corrida | Várzea Clube
pt Faixas refletivas, abre na frente | Aparece de longe, de noite e na chuva. Pesa menos que uma maçã e dobra no bolso.
en Reflective bands, opens in front | Seen from afar, at night and in the rain. It weighs less than an apple and folds into a pocket.
es Bandas reflectantes, abre por delante | Se ve de lejos, de noche y con lluvia. Pesa menos que una manzana y se dobla en el bolsillo.

Cachecol / scarf / Bufanda · Campos | 1f9e3 | 119.90 | - | pitanga* verde azul mostarda | wool | frio presente | Fio da Manhã
pt Lã de ovelha, franja torcida | Dois metros de lã macia, tecida no Sul. Não pinica nem solta pelo no casaco.
en Sheep's wool, twisted fringe | Two metres of soft wool, woven in the South. It neither itches nor sheds on the coat.
es Lana de oveja, fleco torcido | Dos metros de lana suave, tejida en el Sur. No pica ni suelta pelo en el abrigo.

Luva / glove / Guante · Geada | 1f9e4 | 79.90 | pair P,M,G,GG | roxo* grafite verde vermelho | wool | frio trilha | Pé de Serra
pt Tricô forrado, punho longo | Forro macio e punho que entra na manga. As pontas do polegar e do indicador tocam a tela.
en Lined knit, long cuff | A soft lining and a cuff that tucks into the sleeve. Thumb and index tips work on screens.
es Punto forrado, puño largo | Forro suave y puño que entra en la manga. Las yemas del pulgar y del índice tocan la pantalla.

Boné / cap / Gorra · Mirante | 1f9e2 | 89.90 | - | ceu* vermelho musgo areia preto | wash | trilha praia corrida | Pé de Serra
pt Aba curva, fecho de metal | Sarja lavada que já chega macia. A aba guarda a curva depois da mala.
en Curved peak, metal clasp | Washed twill that arrives soft. The peak keeps its curve after the suitcase.
es Visera curva, cierre de metal | Sarga lavada que llega suave. La visera conserva la curva después de la maleta.

Cartola / top hat / Chistera · Carnaval | 1f3a9 | 149.90 | - | grafite* roxo azul | wipe | festa presente | Fio da Manhã
pt Feltro firme, fita de cetim | Para o bloco, o palco e o armário de fantasias. Feltro firme que volta à forma.
en Firm felt, satin band | For the parade, the stage and the dressing-up box. Firm felt that springs back to shape.
es Fieltro firme, cinta de satén | Para la comparsa, el escenario y el baúl de disfraces. Fieltro firme que vuelve a su forma.

Chapéu / straw hat / Sombrero · Duna | 1f452 | 159.90 | - | mel* branco castanho | wipe | praia jardim | Orla Livre
pt Palha trançada, laço removível | Aba larga que faz sombra até os ombros. O laço sai e o chapéu enrola para viajar.
en Woven straw, removable bow | A wide brim that shades down to the shoulders. The bow comes off and the hat rolls up to travel.
es Paja trenzada, lazo removible | Ala ancha que da sombra hasta los hombros. El lazo se quita y el sombrero se enrolla para viajar.

Quimono de judô / judo gi / Judogi · Tatame | 1f94b | 289.90 | A0,A1,A2,A3,A4,A5 | branco* azul | wash | esporte luta | Várzea Clube
pt Trançado pesado, faixa inclusa | Trançado que aguenta a pegada e encolhe pouco. Vem com faixa branca e calça com reforço.
en Heavy weave, belt included | A weave that stands the grip and shrinks little. Comes with a white belt and reinforced trousers.
es Trenzado pesado, cinturón incluido | Trenzado que aguanta el agarre y encoge poco. Trae cinturón blanco y pantalón reforzado.

Meia de lã / wool sock / Calcetín de lana · Serra | 1f9e6 | 39.90 | pair 34–38,39–43 | folha* lilas laranja ceu | wool | trilha frio | Pé de Serra
pt Lã e algodão, calcanhar reforçado | Quente sem apertar, com calcanhar de outra cor. Duas lavagens e já é a sua preferida.
en Wool and cotton, reinforced heel | Warm without squeezing, with a heel in another colour. Two washes and it is your favourite.
es Lana y algodón, talón reforzado | Caliente sin apretar, con talón de otro color. Dos lavados y ya es tu preferido.
`;
