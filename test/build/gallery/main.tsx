// Development only: every component with sample data, for looking at. The screens themselves are the app's.
// ?theme=dark&text=large&reach=low&motion=none&locale=en&surface=wall
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

const query = new URLSearchParams(location.search);
const theme = themes.find((one) => one === query.get('theme')) ?? 'light';
const text = textSteps.find((one) => one === query.get('text')) ?? 'normal';
applyLook({
  theme,
  text,
  motion: query.get('motion') === 'none' ? 'none' : 'normal',
  reach: query.get('reach') === 'low' ? 'low' : 'normal',
  speech: 'off',
});
const surface = query.get('surface');
if (surface) document.documentElement.dataset['surface'] = surface;

await activate(Locale.parse(query.get('locale') ?? 'pt-BR'));
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <Components />
    </StrictMode>,
  );
