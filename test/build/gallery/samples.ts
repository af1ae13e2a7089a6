// Sample shop for the gallery: the emoji pictures trimmed so that they stand on their lower edge.
import backpack from '@lobehub/fluent-emoji-3d/assets/1f392.webp';
import boot from '@lobehub/fluent-emoji-3d/assets/1f97e.webp';
import candle from '@lobehub/fluent-emoji-3d/assets/1f56f-fe0f.webp';
import coat from '@lobehub/fluent-emoji-3d/assets/1f9e5.webp';
import mug from '@lobehub/fluent-emoji-3d/assets/2615.webp';
import plant from '@lobehub/fluent-emoji-3d/assets/1fab4.webp';
import shoe from '@lobehub/fluent-emoji-3d/assets/1f45f.webp';
import socks from '@lobehub/fluent-emoji-3d/assets/1f9e6.webp';
import type { Pigment } from '#domain/product.ts';

const sources = { backpack, boot, candle, coat, mug, plant, shoe, socks };
export type SampleName = keyof typeof sources;
const pictures = new Map<SampleName, { src: string; alt: string; width: number; height: number }>();

async function standing(src: string): Promise<{ src: string; alt: string; width: number; height: number }> {
  const image = new Image();
  image.src = src;
  await image.decode();
  const canvas = document.createElement('canvas');
  const { naturalWidth: width, naturalHeight: height } = image;
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return { src, alt: '', width, height };
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if ((data[(y * width + x) * 4 + 3] ?? 0) > 100) {
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
  const cut = document.createElement('canvas');
  cut.width = right - left + 1;
  cut.height = bottom - top + 1;
  cut.getContext('2d')?.drawImage(image, -left, -top);
  return { src: cut.toDataURL('image/png'), alt: '', width: cut.width, height: cut.height };
}

export async function loadPictures(): Promise<void> {
  await Promise.all(
    (Object.keys(sources) as SampleName[]).map(async (name) => {
      pictures.set(name, await standing(sources[name]));
    }),
  );
}

export const pictureOf = (name: SampleName, alt = '') => {
  const found = pictures.get(name);
  return found ? { ...found, alt } : null;
};

export const brl = (minor: number) => ({ minor, currency: 'BRL' });
export const zone = 'America/Sao_Paulo';
export const at = (time: string): number => Date.parse(`2026-11-22T${time}:00-03:00`);
export const nothing = (): void => undefined;

export const goods: {
  name: string;
  line: string;
  pigment: Pigment;
  picture: SampleName;
  price: number;
  was?: number;
}[] = [
  { name: 'Meia de lã Serra', line: 'Vai com esta bota', pigment: 'goiaba', picture: 'socks', price: 3990 },
  { name: 'Casaco Garoa', line: 'Você viu hoje', pigment: 'ceu', picture: 'coat', price: 52990 },
  { name: 'Mochila Trilha', line: 'Só online, em 2 dias', pigment: 'ipe', picture: 'backpack', price: 24990 },
];

const have = (colour: string, row: string) =>
  [...row].map((sign, index) => {
    const availability = sign === 'x' ? ('here' as const) : sign === 'o' ? ('online' as const) : ('none' as const);
    return { key: `${colour}-${36 + index}`, colour, size: String(36 + index), availability };
  });
export const bootColours = [
  { key: 'caramelo', name: 'Caramelo', hex: '#b4713a' },
  { key: 'cafe', name: 'Café', hex: '#4a2c20' },
  { key: 'musgo', name: 'Musgo', hex: '#4f6144' },
];
export const bootSizes = ['36', '37', '38', '39', '40', '41', '42'];
export const bootChoices = [...have('caramelo', 'oxxxxo-'), ...have('cafe', '-xoxoxo'), ...have('musgo', 'oox-oo-')];
