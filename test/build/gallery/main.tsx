// Development only: every component and the main screens with sample data, for looking at and for pictures.
// ?scene=product&theme=dark&text=large&reach=low&motion=none&locale=en&surface=wall
import '#app/trusted-types.ts';
import '#app/ui/tokens.css';
import '#app/ui/base.css';
import './gallery.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { activate } from '#app/text/text.ts';
import { applyLook, textSteps, themes } from '#app/ui/look.ts';
import { Locale } from '#domain/text.ts';
import { Components } from './components.tsx';
import { loadPictures } from './samples.ts';
import { scenes } from './scenes.tsx';
import { shopScenes } from './shop-scenes.tsx';

const query = new URLSearchParams(location.search);
const theme = themes.find((one) => one === query.get('theme')) ?? 'light';
const text = textSteps.find((one) => one === query.get('text')) ?? 'normal';
applyLook({
  theme,
  text,
  motion: query.get('motion') === 'none' ? 'none' : 'normal',
  reach: query.get('reach') === 'low' ? 'low' : 'normal',
});
const surface = query.get('surface');
if (surface) document.documentElement.dataset['surface'] = surface;

await Promise.all([activate(Locale.parse(query.get('locale') ?? 'pt-BR')), loadPictures()]);
const all = { components: Components, ...scenes, ...shopScenes };
const Scene = Object.entries(all).find(([name]) => name === query.get('scene'))?.[1] ?? Components;
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <Scene />
    </StrictMode>,
  );
