// Sample data for the gallery: a day, prices and one style's choices.
export const brl = (minor: number) => ({ minor, currency: 'BRL' });
export const zone = 'America/Sao_Paulo';
export const at = (time: string): number => Date.parse(`2026-11-22T${time}:00-03:00`);
export const nothing = (): void => undefined;

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
