// Shoes of the demo shop, in the notation of `sheet.ts`.
export const footwear = `
Bota / boot / Bota · Serra | 1f97e | 459.90 | pair 36-42 | caramelo* cafe musgo | leather | trilha frio chuva | Pé de Serra
pt Couro curtido, sola tratorada | Cano firme e sola que segura na pedra molhada. Amacia nos primeiros passeios e fica com a forma do seu pé.
en Tanned leather, lug sole | A firm shaft and a sole that grips wet rock. It softens on the first walks and takes the shape of your foot.
es Cuero curtido, suela dentada | Caña firme y una suela que agarra en piedra mojada. Se ablanda en los primeros paseos y toma la forma de tu pie.

Tênis / sneaker / Zapatilla · Orla | 1f45f | 299.90 | pair 34-44 | lilas* azul coral grafite | wash | corrida cidade | Orla Livre
pt Malha leve, sola macia | Para andar muito e voltar sem pressa. A malha respira e a palmilha sai para lavar.
en Light knit, soft sole | For walking far and coming back unhurried. The knit breathes and the insole comes out to wash.
es Malla ligera, suela blanda | Para andar mucho y volver sin prisa. La malla respira y la plantilla se saca para lavar.

Sapato / shoe / Zapato · Ladeira | 1f45e | 389.90 | pair 38-44 | castanho* preto vinho | leather | cidade trabalho | Pé de Serra
pt Couro liso, cadarço encerado | Um sapato de todo dia que aceita graxa e conserto. A sola costurada pode ser trocada.
en Smooth leather, waxed laces | An everyday shoe that takes polish and repair. The stitched sole can be replaced.
es Cuero liso, cordón encerado | Un zapato de diario que admite betún y arreglo. La suela cosida se puede cambiar.

Sapatilha / ballerina flat / Bailarina · Lagoa | 1f97f | 189.90 | pair 34-39 | azul* pitanga preto mostarda | leather | cidade trabalho | Orla Livre
pt Couro macio, dobra na bolsa | Fina e flexível, cabe na bolsa para a volta para casa. O calcanhar tem um fio elástico que não marca.
en Soft leather, folds into a bag | Thin and flexible, it fits in a bag for the way home. The heel has an elastic thread that leaves no mark.
es Cuero suave, se dobla en el bolso | Fina y flexible, cabe en el bolso para volver a casa. El talón lleva un hilo elástico que no marca.

Tamanco / clog sandal / Zueco · Jangada | 1f461 | 219.90 | pair 34-39 | pitanga* turquesa musgo | leather | praia cidade | Orla Livre
pt Salto de cortiça, tira larga | O salto baixo de cortiça é leve e firme. Calça sem as mãos e vai da feira ao jantar.
en Cork heel, wide strap | The low cork heel is light and steady. Slips on without hands and goes from market to dinner.
es Tacón de corcho, tira ancha | El tacón bajo de corcho es ligero y firme. Se calza sin manos y va de la feria a la cena.

Bota longa / tall boot / Bota alta · Vereda | 1f462 | 429.90 | pair 34-39 | pitanga* cafe preto musgo | leather | frio cidade | Pé de Serra
pt Cano alto, salto quadrado | Cano que cobre a barra da calça e zíper por dentro. O salto quadrado anda bem em calçada de pedra.
en Tall shaft, block heel | A shaft that covers the hem and a zip on the inside. The block heel walks well on cobbles.
es Caña alta, tacón cuadrado | Una caña que cubre el bajo y cremallera por dentro. El tacón cuadrado camina bien por el empedrado.

Scarpin / pump / Zapato de salón · Gafieira | 1f460 | 279.90 | pair 34-39 | pitanga* preto roxo | leather | festa trabalho | Fio da Manhã
pt Salto sete, bico fino | Um clássico de salto sete com palmilha acolchoada. Dança a noite inteira e descansa na caixa de pano.
en Seven-centimetre heel, fine toe | A classic seven-centimetre heel with a padded insole. It dances all night and rests in its cloth bag.
es Tacón siete, punta fina | Un clásico de tacón siete con plantilla acolchada. Baila toda la noche y descansa en su bolsa de tela.

Chinelo / flip-flop / Chancla · Areia | 1fa74 | 39.90 | pair 33/34,35/36,37/38,39/40,41/42 | azul* coral folha amarelo | wash | praia banho | Orla Livre
pt Borracha natural, tira que não solta | Borracha de seringueira que não escorrega no molhado. A tira é de uma peça só.
en Natural rubber, strap that holds | Rubber-tree rubber that doesn't slip when wet. The strap is one single piece.
es Caucho natural, tira que no se suelta | Caucho de siringa que no resbala en mojado. La tira es de una sola pieza.

Sapatilha de balé / ballet slipper / Zapatilla de ballet · Garça | 1fa70 | 119.90 | pair 28-36/2 | rosa* petala preto | wash | dança criança | Miúdo
pt Lona macia, elástico cruzado | Para as primeiras aulas e as próximas. A sola partida acompanha a ponta do pé.
en Soft canvas, crossed elastic | For the first lessons and the next ones. The split sole follows the pointed foot.
es Lona suave, elástico cruzado | Para las primeras clases y las siguientes. La suela partida acompaña la punta del pie.

Patins / roller skate / Patín · Calçadão | 1f6fc | 499.90 | pair 34-42/2 | coral* turquesa lilas | wipe | praia criança rodas | Orla Livre
pt Quatro rodas, freio na frente | Bota firme no tornozelo e rodas macias para calçada. O freio se troca com uma chave só.
en Four wheels, toe stop | A boot that is firm at the ankle and soft wheels for pavements. The stop is changed with a single key.
es Cuatro ruedas, freno delante | Bota firme en el tobillo y ruedas blandas para la acera. El freno se cambia con una sola llave.
`;
