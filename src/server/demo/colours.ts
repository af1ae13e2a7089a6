// The demo shop's colours: a swatch each, and its name in the three languages.
// A picture is turned to the swatch (`dye.ts`), so what one sees and what one picks agree.
import type * as z from 'zod/mini';
import type { Colour } from '#domain/product.ts';

const list = `
amarelo   #f5c63a Amarelo/Yellow/Amarillo
areia     #d9bf94 Areia/Sand/Arena
azul      #2f6fc4 Azul/Blue/Azul
branco    #f1efe9 Branco/White/Blanco
cafe      #5a3422 Café/Coffee/Café
caramelo  #e5a045 Caramelo/Caramel/Caramelo
castanho  #7d4a3c Castanho/Chestnut/Castaño
ceu       #5fbdf0 Céu/Sky/Cielo
cinza     #a3a3ab Cinza/Grey/Gris
coral     #f0715a Coral/Coral/Coral
dourado   #e3a93c Dourado/Gold/Dorado
folha     #4fb456 Folha/Leaf/Hoja
grafite   #3d4248 Grafite/Graphite/Grafito
indigo    #3d46a0 Índigo/Indigo/Índigo
laranja   #f07f26 Laranja/Orange/Naranja
lilas     #b095dc Lilás/Lilac/Lila
limao     #a5d648 Limão/Lime/Lima
marinho   #2b3d6b Marinho/Navy/Marino
mel       #e2a668 Mel/Honey/Miel
menta     #8fd8b8 Menta/Mint/Menta
mostarda  #d99a20 Mostarda/Mustard/Mostaza
musgo     #66773f Musgo/Moss/Musgo
petala    #f3b7a8 Pétala/Petal/Pétalo
pitanga   #e8305f Pitanga/Pitanga/Pitanga
prata     #c9c8d2 Prata/Silver/Plata
preto     #2c2a30 Preto/Black/Negro
rosa      #ee62b4 Rosa/Pink/Rosa
roxo      #6f48ae Roxo/Purple/Morado
terracota #c46a45 Terracota/Terracotta/Terracota
turquesa  #2ab5b0 Turquesa/Turquoise/Turquesa
verde     #2f8a57 Verde/Green/Verde
vermelho  #d8303c Vermelho/Red/Rojo
vinho     #8a2440 Vinho/Wine/Vino
`;

export const colourByKey: ReadonlyMap<string, z.infer<typeof Colour>> = new Map(
  list
    .trim()
    .split('\n')
    .map((line) => {
      const [, key = '', hex = '', pt = '', en = '', es = ''] = /^(\S+)\s+(#\w{6}) (.+)\/(.+)\/(.+)$/.exec(line) ?? [];
      return [key, { key, hex, name: { 'pt-BR': pt, en, es } }];
    }),
);
