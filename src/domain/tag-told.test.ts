import { expect, it } from 'vitest';
import { parseTag } from './tag.ts';
import { toldOf } from './tag-told.ts';

it.each([
  ['a damaged EAN, whole', '7891000100104', '7891000100104'],
  ['a label of the shop’s own, whole', 'SALA-0042', 'SALA-0042'],
  ['a product that is not sold here, whole', '01078910001001031727013110L1', '01078910001001031727013110L1'],
  ['a network, but not its password', 'WIFI:S:casa;T:WPA;P:segredo;;', 'wifi:'],
  ['a person’s card, but not the person', 'BEGIN:VCARD\nFN:Ana Lima\nTEL:119', 'BEGIN:VCARD…'],
  ['an address, but not where it leads', 'https://pague.example/c?token=abc', 'pague.example'],
  ['an address with a name in it, without the name', 'https://ana:senha@pague.example/', 'pague.example'],
  ['a mail address, but not whose', 'mailto:ana@example.com', 'mailto:'],
])('[S7] a ticket names %s', (_, raw, told) => {
  expect(toldOf(parseTag({ source: 'camera', raw }))).toBe(told);
});
