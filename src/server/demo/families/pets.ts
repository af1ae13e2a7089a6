// Pets of the demo shop, in the notation of `sheet.ts`.
export const pets = `
Osso / chew bone / Hueso · Roer | 1f9b4 | 29.90 | P,M,G | branco* ceu | pet | bicho presente | Quatro Patas
pt Borracha natural, dura de verdade | Massageia a gengiva e poupa o chinelo. Não solta pedaço.
en Natural rubber, truly tough | It massages the gums and saves the slippers. No bits come off.
es Caucho natural, dura de verdad | Masajea la encía y salva las zapatillas. No suelta trozos.

Bolinha / pet ball / Pelota · Esconde-esconde | 1f94e | 19.90 | - | limao* laranja ceu | pet | bicho parque | Quatro Patas
pt Quica torto, boia | Costura em relevo que faz a bola quicar torto. Boia e não molha por dentro.
en Bounces askew, floats | A raised seam makes it bounce askew. It floats and stays dry inside.
es Rebota torcida, flota | Una costura en relieve la hace rebotar torcida. Flota y no se moja por dentro.

Peixe / catnip fish / Pez · Soneca | 1f41f | 24.90 | - | azul* coral | pet | bicho presente | Quatro Patas
pt Lona com erva-dos-gatos | Dez minutos de corrida e uma hora de sono. A erva se troca por um bolso de velcro.
en Canvas with catnip | Ten minutes of running and an hour of sleep. The catnip is refilled through a velcro pocket.
es Lona con hierba gatera | Diez minutos de carrera y una hora de sueño. La hierba se cambia por un bolsillo de velcro.

Pato / squeaky duck / Pato · Lagoa | 1f986 | 34.90 | - | - | pet | bicho criança água | Quatro Patas
pt Apito que se desliga | Apita quando morde e cala quando você quer. Boia de pé na bacia.
en Squeaker with a switch | It squeaks when bitten and stops when you say so. It floats upright in the basin.
es Silbato que se apaga | Suena al morder y calla cuando quieres. Flota de pie en la palangana.

Pena / feather wand / Pluma · Caçador | 1fab6 | 22.90 | - | coral* turquesa rosa | pet | bicho | Quatro Patas
pt Para gatos que já viram tudo | Penas que giram com um sopro. A haste dobra e guarda na gaveta.
en For cats who have seen it all | Feathers that turn with a breath. The wand folds into a drawer.
es Para gatos que ya lo vieron todo | Plumas que giran con un soplo. La vara se pliega y va al cajón.
`;
