// The demo shop's floor: departments in the order of the aisles, each with its pigment and its families.
import type { Pigment } from '#domain/product.ts';
import type { LocalText } from '#domain/text.ts';
import { bags } from './families/bags.ts';
import { camping } from './families/camping.ts';
import { clothes } from './families/clothes.ts';
import { desk } from './families/desk.ts';
import { footwear } from './families/footwear.ts';
import { garden } from './families/garden.ts';
import { home } from './families/home.ts';
import { kitchen } from './families/kitchen.ts';
import { music } from './families/music.ts';
import { pets } from './families/pets.ts';
import { type Family, parseSheet } from './families/sheet.ts';
import { sport } from './families/sport.ts';
import { tools } from './families/tools.ts';
import { toys } from './families/toys.ts';

export interface Department {
  readonly name: LocalText;
  readonly pigment: Pigment;
  readonly families: readonly Family[];
}

const department = (pigment: Pigment, sheet: string, pt: string, en: string, es: string): Department => ({
  name: { 'pt-BR': pt, en, es },
  pigment,
  families: parseSheet(sheet),
});

/** Aisle n is the n-th of the list. */
export const departments: readonly Department[] = [
  department('ipe', bags, 'Bolsas', 'Bags', 'Bolsos'),
  department('ceu', clothes, 'Roupas', 'Clothes', 'Ropa'),
  department('anil', sport, 'Esporte', 'Sport', 'Deporte'),
  department('mata', footwear, 'Calçados', 'Footwear', 'Calzado'),
  department('caju', camping, 'Trilha e camping', 'Trail and camping', 'Senderismo y camping'),
  department('goiaba', home, 'Casa', 'Home', 'Hogar'),
  department('mata', kitchen, 'Cozinha', 'Kitchen', 'Cocina'),
  department('ceu', garden, 'Jardim', 'Garden', 'Jardín'),
  department('ipe', toys, 'Brinquedos', 'Toys', 'Juguetes'),
  department('anil', music, 'Música', 'Music', 'Música'),
  department('caju', desk, 'Papelaria', 'Stationery', 'Papelería'),
  department('anil', tools, 'Ferramentas', 'Tools', 'Herramientas'),
  department('goiaba', pets, 'Bichos', 'Pets', 'Mascotas'),
];
