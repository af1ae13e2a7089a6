// How to look after what was bought: one line per kind of thing, shared by the families.
import type { LocalText } from '#domain/text.ts';

const care = (pt: string, en: string, es: string): LocalText => ({ 'pt-BR': pt, en, es });

export const careByKey: ReadonlyMap<string, LocalText> = new Map(
  Object.entries({
    ball: care(
      'Pano úmido. Calibrar antes do jogo.',
      'Wipe with a damp cloth. Inflate before the match.',
      'Paño húmedo. Inflar antes del partido.',
    ),
    bath: care(
      'Guardar longe do sol. Uso externo.',
      'Keep away from the sun. For external use.',
      'Guardar lejos del sol. Uso externo.',
    ),
    bike: care(
      'Secar depois da chuva. Óleo na corrente e nos eixos a cada mês.',
      'Dry after rain. Oil chain and axles every month.',
      'Secar después de la lluvia. Aceite en cadena y ejes cada mes.',
    ),
    candle: care(
      'Aparar o pavio. Não deixar acesa sem ninguém por perto.',
      'Trim the wick. Never leave burning unattended.',
      'Recortar la mecha. No dejar encendida sin nadie cerca.',
    ),
    dishes: care(
      'Vai à lava-louças. Esponja macia.',
      'Dishwasher safe. Soft sponge.',
      'Apto para lavavajillas. Esponja suave.',
    ),
    electric: care(
      'Pano seco. Descartar pilhas e baterias na loja.',
      'Dry cloth. Bring used batteries back to the shop.',
      'Paño seco. Traer pilas y baterías usadas a la tienda.',
    ),
    fabric: care(
      'Capa removível, máquina a 30 graus.',
      'Removable cover, machine wash at 30 degrees.',
      'Funda removible, lavadora a 30 grados.',
    ),
    flower: care(
      'Água fresca a cada dois dias, longe do sol forte.',
      'Fresh water every two days, away from strong sun.',
      'Agua fresca cada dos días, lejos del sol fuerte.',
    ),
    food: care(
      'Lugar seco e fresco, bem fechado.',
      'A dry, cool place, well closed.',
      'Lugar seco y fresco, bien cerrado.',
    ),
    glass: care(
      'Lavar à mão com esponja macia. Não vai ao micro-ondas.',
      'Hand wash with a soft sponge. Not for the microwave.',
      'Lavar a mano con esponja suave. No apto para microondas.',
    ),
    glasses: care(
      'Lavar com água e sabão neutro, secar com a flanela.',
      'Wash with water and mild soap, dry with the cloth.',
      'Lavar con agua y jabón neutro, secar con la gamuza.',
    ),
    handwash: care(
      'Lavar à mão em água fria, secar à sombra.',
      'Hand wash cold, dry in the shade.',
      'Lavar a mano en agua fría, secar a la sombra.',
    ),
    iron: care(
      'Máquina a 30 graus, passar morno.',
      'Machine wash at 30 degrees, warm iron.',
      'Lavadora a 30 grados, plancha tibia.',
    ),
    jewel: care(
      'Flanela seca. Guardar no saquinho.',
      'Dry cloth. Keep in the pouch.',
      'Gamuza seca. Guardar en la bolsita.',
    ),
    knife: care(
      'Lavar à mão e secar na hora. Afiar a cada dois meses.',
      'Hand wash and dry at once. Sharpen every two months.',
      'Lavar a mano y secar enseguida. Afilar cada dos meses.',
    ),
    leather: care(
      'Pano úmido, graxa incolor a cada mês. Secar longe do sol.',
      'Damp cloth, clear polish every month. Dry away from the sun.',
      'Paño húmedo, betún incoloro cada mes. Secar lejos del sol.',
    ),
    music: care(
      'Pano seco depois de tocar. Guardar no estojo.',
      'Dry cloth after playing. Keep in its case.',
      'Paño seco después de tocar. Guardar en su estuche.',
    ),
    outdoor: care(
      'Pode ficar ao tempo. Guardar seco.',
      'May stay outdoors. Store dry.',
      'Puede quedar a la intemperie. Guardar seco.',
    ),
    paper: care('Guardar seco e longe do sol.', 'Keep dry and away from the sun.', 'Guardar seco y lejos del sol.'),
    pet: care(
      'Água e sabão neutro. Trocar quando gastar.',
      'Water and mild soap. Replace when worn.',
      'Agua y jabón neutro. Cambiar cuando se gaste.',
    ),
    plantShade: care(
      'Luz sem sol direto. Regar quando a terra secar.',
      'Light without direct sun. Water when the soil is dry.',
      'Luz sin sol directo. Regar cuando la tierra se seque.',
    ),
    plantSun: care(
      'Sol direto. Regar pouco e de manhã.',
      'Direct sun. Water little, in the morning.',
      'Sol directo. Regar poco y por la mañana.',
    ),
    rinse: care(
      'Enxaguar com água doce e secar à sombra.',
      'Rinse in fresh water and dry in the shade.',
      'Enjuagar con agua dulce y secar a la sombra.',
    ),
    sew: care('Cores firmes até 60 graus.', 'Colours hold up to 60 degrees.', 'Colores firmes hasta 60 grados.'),
    tool: care(
      'Secar e passar um fio de óleo. Guardar longe de crianças.',
      'Dry and wipe with a drop of oil. Keep away from children.',
      'Secar y pasar un hilo de aceite. Guardar lejos de los niños.',
    ),
    toy: care(
      'Pano úmido ou máquina fria. A partir de 3 anos.',
      'Damp cloth or cold machine wash. From 3 years.',
      'Paño húmedo o lavadora en frío. Desde 3 años.',
    ),
    wash: care(
      'Máquina a 30 graus, secar à sombra.',
      'Machine wash at 30 degrees, dry in the shade.',
      'Lavadora a 30 grados, secar a la sombra.',
    ),
    wipe: care('Pano úmido e sabão neutro.', 'Damp cloth and mild soap.', 'Paño húmedo y jabón neutro.'),
    wood: care(
      'Pano seco. Cera de abelha duas vezes ao ano.',
      'Dry cloth. Beeswax twice a year.',
      'Paño seco. Cera de abeja dos veces al año.',
    ),
    wool: care(
      'Lavar à mão em água fria, secar na horizontal.',
      'Hand wash cold, dry flat.',
      'Lavar a mano en agua fría, secar en horizontal.',
    ),
  }),
);
