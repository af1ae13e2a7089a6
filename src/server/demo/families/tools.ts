// Tools of the demo shop, in the notation of `sheet.ts`.
export const tools = `
Caixa de ferramentas / toolbox / Caja de herramientas · Oficina | 1f9f0 | 179.90 | - | pitanga* mostarda verde | wipe | oficina presente | Bancada
pt Aço, bandeja que sobe | Abre e a bandeja sobe junto. Cantos reforçados e lugar para cadeado.
en Steel, rising tray | Open it and the tray rises too. Reinforced corners and a place for a padlock.
es Acero, bandeja que sube | Se abre y la bandeja sube con ella. Esquinas reforzadas y lugar para candado.

Martelo / hammer / Martillo · Cumaru | 1f528@30 | 59.90 | 300 g,500 g | castanho* | tool | oficina casa | Bancada
pt Cabeça forjada, cabo de madeira | A unha tira prego sem marcar a parede. Cabo de cumaru que não solta.
en Forged head, wooden handle | The claw pulls nails without marking the wall. A cumaru handle that doesn't come loose.
es Cabeza forjada, mango de madera | La uña saca clavos sin marcar la pared. Mango de cumaru que no se suelta.

Chave inglesa / adjustable wrench / Llave inglesa · Rosca | 1f527 | 69.90 | 20 cm,25 cm | prata* | tool | oficina bicicleta | Bancada
pt Aço cromo, escala gravada | Abre com o polegar e não folga. A escala mostra a medida antes de tentar.
en Chrome steel, engraved scale | It opens with the thumb and stays put. The scale shows the size before you try.
es Acero cromado, escala grabada | Se abre con el pulgar y no se afloja. La escala muestra la medida antes de probar.

Serrote / hand saw / Serrucho · Pinho | 1fa9a@30 | 79.90 | 40 cm,50 cm | castanho* verde | tool | oficina jardim | Bancada
pt Dente temperado, cabo aberto | Corta reto no empurrão e na puxada. A lâmina serve de esquadro.
en Hardened teeth, open handle | It cuts straight on push and on pull. The blade doubles as a square.
es Diente templado, mango abierto | Corta recto al empujar y al tirar. La hoja sirve de escuadra.

Chave de fenda / screwdriver / Destornillador · Fenda | 1fa9b | 34.90 | 4 mm,6 mm | pitanga* folha | tool | oficina casa | Bancada
pt Ponta imantada, cabo macio | Segura o parafuso até a rosca pegar. Cabo que não escorrega com óleo.
en Magnetic tip, soft grip | It holds the screw until the thread bites. A grip that doesn't slip with oil.
es Punta imantada, mango suave | Sujeta el tornillo hasta que la rosca agarra. Un mango que no resbala con aceite.

Escada / step ladder / Escalera · Pomar | 1fa9c | 259.90 | 120 cm,180 cm | castanho* mostarda | wood | oficina jardim casa | Bancada
pt Madeira, degraus largos | Para a lâmpada e para a goiabeira. Degraus fundos que não cansam o pé.
en Wood, wide treads | For the light bulb and for the guava tree. Deep treads that don't tire the foot.
es Madera, peldaños anchos | Para la bombilla y para el guayabo. Peldaños hondos que no cansan el pie.

Grampo / clamp / Sargento · Marceneiro | 1f5dc-fe0f | 49.90 | 10 cm,20 cm | roxo* vermelho | tool | oficina | Bancada
pt Ferro fundido, sapata que gira | Aperta sem marcar a madeira. A sapata acompanha a peça torta.
en Cast iron, swivel pad | It grips without marking the wood. The pad follows a crooked piece.
es Hierro fundido, zapata giratoria | Aprieta sin marcar la madera. La zapata acompaña la pieza torcida.

Ímã / magnet / Imán · Ferradura | 1f9f2@15 | 29.90 | - | vermelho* folha | toy | oficina criança escola | Bancada
pt Levanta dois quilos | Acha o parafuso que caiu atrás do móvel. Ponta coberta para não riscar.
en Lifts two kilos | It finds the screw that fell behind the cupboard. Covered tips so it doesn't scratch.
es Levanta dos kilos | Encuentra el tornillo que cayó detrás del mueble. Puntas cubiertas para no rayar.

Cadeado / padlock / Candado · Portão | 1f512@75 | 49.90 | 30 mm,50 mm | dourado* vermelho | tool | casa bicicleta viagem | Bancada
pt Latão maciço, três chaves | Não enferruja na maresia. As três chaves são numeradas para pedir outra.
en Solid brass, three keys | It doesn't rust in sea air. The three keys are numbered so you can order another.
es Latón macizo, tres llaves | No se oxida con la brisa de mar. Las tres llaves van numeradas para pedir otra.
`;
