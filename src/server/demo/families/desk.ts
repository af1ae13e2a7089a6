// Stationery of the demo shop, in the notation of `sheet.ts`.
export const desk = `
Caderno / notebook / Cuaderno · Confete | 1f4d4 | 49.90 | A5,A4 | roxo* turquesa vinho | paper | escola presente leitura | Papel de Carta
pt Costurado, 160 páginas | Abre plano em qualquer página. Papel que aceita caneta-tinteiro sem vazar.
en Sewn, 160 pages | It opens flat at any page. Paper that takes fountain pens without bleeding.
es Cosido, 160 páginas | Se abre plano en cualquier página. Papel que acepta pluma sin traspasar.

Caderneta / pocket notebook / Libreta · Noturna | 1f4d3 | 39.90 | - | roxo* verde | paper | escola trabalho viagem | Papel de Carta
pt Capa dura, elástico e etiqueta | Cabe no bolso do casaco. O elástico segura o bilhete do trem e a lista da feira.
en Hard cover, elastic and label | It fits a coat pocket. The elastic holds the train ticket and the shopping list.
es Tapa dura, elástico y etiqueta | Cabe en el bolsillo del abrigo. El elástico sujeta el billete del tren y la lista de la compra.

Livro / book / Libro · Sobremesa | 1f4d5 | 69.90 | - | pitanga* | paper | leitura cozinha presente | Papel de Carta
pt Cem receitas de doce | Cem doces de tabuleiro, de tacho e de festa. As páginas têm verniz contra respingo.
en A hundred sweet recipes | A hundred sweets from trays, copper pans and parties. The pages are varnished against splashes.
es Cien recetas dulces | Cien dulces de bandeja, de olla y de fiesta. Las páginas llevan barniz contra salpicaduras.

Caneta / pen / Bolígrafo · Recado | 1f58a-fe0f@258 | 59.90 | - | azul* verde | wipe | trabalho presente escola | Papel de Carta
pt Metal, refil universal | Escreve no primeiro risco e tem peso de coisa boa. Aceita qualquer refil comum.
en Metal, standard refill | It writes at the first stroke and has the weight of a good thing. Takes any common refill.
es Metal, recambio universal | Escribe al primer trazo y tiene peso de cosa buena. Acepta cualquier recambio común.

Lápis / pencil / Lápiz · Jequitibá | 270f-fe0f@50 | 9.90 | 2B,HB,6B | azul folha laranja* | wood | escola arte | Papel de Carta
pt Madeira plantada, borracha na ponta | Grafite que não quebra ao apontar. Seis lados para não rolar da mesa.
en Planted wood, eraser tip | Lead that doesn't break when sharpened. Six sides so it doesn't roll off the table.
es Madera plantada, goma en la punta | Una mina que no se rompe al afilar. Seis lados para no rodar de la mesa.

Aquarela / watercolour palette / Acuarela · Manacá | 1f3a8 | 119.90 | - | - | wash | arte presente escola | Papel de Carta
pt Doze cores, paleta de madeira | Pigmento forte que rende com pouca água. A paleta encaixa no polegar.
en Twelve colours, wooden palette | Strong pigment that goes far with little water. The palette sits on the thumb.
es Doce colores, paleta de madera | Pigmento fuerte que rinde con poca agua. La paleta encaja en el pulgar.

Tesoura / scissors / Tijeras · Recorte | 2702-fe0f@30 | 44.90 | 14 cm,21 cm | azul coral* folha | tool | costura escola arte | Papel de Carta
pt Aço inox, destros e canhotos | Corta pano, papel e fita sem mastigar. Os aros servem para as duas mãos.
en Stainless steel, both hands | It cuts cloth, paper and ribbon without chewing. The loops suit either hand.
es Acero inoxidable, ambas manos | Corta tela, papel y cinta sin mordisquear. Los ojos sirven para las dos manos.
`;
