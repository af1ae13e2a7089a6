import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { noteSearch } from '#domain/actions/note-search.ts';
import { cell } from '#local/readable.ts';
import type { Shift } from '#sync/shift.ts';
import type { Tablet } from '#sync/tablet-port.ts';
import { TabletProvider } from './tablet-context.ts';
import { mostAVisit, useUnmetSearch } from './unmet.ts';

/** A tablet in a visit, and a screen of it that is opened, asks and is left. */
function shop() {
  const visit = cell({ id: 'one' });
  const shift = cell<Shift | null>(null);
  const acts: unknown[] = [];
  const act = (kind: unknown, input: unknown, options: unknown) => Promise.resolve(acts.push([kind, input, options]));
  const tablet = { catalogue: cell({}), visit, shift, act } as unknown as Tablet;
  const screen = (text: string) => {
    const Asking = () => {
      useUnmetSearch()(text);
      return null;
    };
    renderToStaticMarkup(
      <TabletProvider value={tablet}>
        <Asking />
      </TabletProvider>,
    );
  };
  return { visit, shift, acts, screen };
}

it('is noted once a visit, however often the screen is opened again', () => {
  const { visit, acts, screen } = shop();
  screen('lanterna');
  screen('lanterna');
  expect(acts).toEqual([[noteSearch, {}, { personal: { words: ['lanterna'] } }]]);
  visit.set({ id: 'two' });
  screen('lanterna');
  expect(acts).toHaveLength(2);
});

it('is noted again in the next shift of a tablet of the staff, whose visit does not end', () => {
  const { visit, shift, acts, screen } = shop();
  visit.set({ id: 'of the staff' });
  for (const id of ['morning', 'evening']) {
    shift.set({ grant: { id } } as unknown as Shift);
    screen('lanterna');
    screen('lanterna');
  }
  expect(acts).toHaveLength(2);
});

it('is noted twenty times a visit at most', () => {
  const { visit, acts, screen } = shop();
  visit.set({ id: 'three' });
  for (const letter of 'abcdefghijklmnopqrstuvwxyz') screen(`lanterna ${letter.repeat(3)}`);
  expect(acts).toHaveLength(mostAVisit);
});
