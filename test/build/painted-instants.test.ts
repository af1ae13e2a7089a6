import { expect, it } from 'vitest';
import { paintedInstants } from './painted-instants.ts';

const linesOf = (...lines: string[]): string[] => paintedInstants('a.tsx', lines.join('\n'));

it('finds an instant that a component or hook asks for while it is painted', () => {
  expect(linesOf('function Card() {', '  const offer = offerAt(offers, tablet.now());', '}')).toEqual(['line 2']);
  expect(linesOf('const useCards = () => {', '  return useTablet().now();', '};')).toEqual(['line 2']);
  expect(linesOf('function Cards() {', '  return <p>{list.map((one) => tablet.now())}</p>;', '}')).toEqual(['line 2']);
  expect(linesOf('function useLabels() {', '  return useMemo(() => tablet.now(), []);', '}')).toEqual(['line 2']);
});

it('leaves alone what runs later, and what is no screen', () => {
  expect(linesOf('function Card() {', '  const take = () => act(tablet.now());', '}')).toEqual([]);
  expect(linesOf('function Card() {', '  useEffect(() => void tablet.now(), []);', '}')).toEqual([]);
  expect(linesOf('function useNow() {', '  return useState(() => tablet.now());', '}')).toEqual([]);
  expect(linesOf('function Card() {', '  async function take() { tablet.now(); }', '}')).toEqual([]);
  expect(linesOf('function readAt(tablet) {', '  return tablet.now();', '}')).toEqual([]);
  expect(linesOf('function Card() {', '  const at = clock.now();', '}')).toEqual([]);
});
