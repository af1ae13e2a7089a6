// The source words that nothing needs before the shopper's surface is there: `learn` of text.ts takes them in with it.
// The other languages come whole.
import { allOfIt } from './all-of-it.ts';
import { identify } from './identify.ts';

export const later = { ...identify, ...allOfIt } as const;
