import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Ground } from './ground.tsx';

const page = readFileSync(new URL('../../index.html', import.meta.url), 'utf8');

test('the page is painted with what the app paints first', () => {
  const [, painted = ''] = /<div id="root">\s*<!--.*?-->([\s\S]*?)<\/main>/.exec(page) ?? [];
  const plain = (html: string): string =>
    html
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/ ?(\/?>|<\/?) ?/g, '$1')
      .replaceAll(/><\/path>|\/>/g, '>')
      .toLowerCase();
  expect(plain(`${painted}</main>`)).toBe(plain(renderToStaticMarkup(<Ground mark />)));
});
