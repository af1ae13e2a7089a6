// The screens of this store: what each plays now, and the way to change it.
import { useLocation } from 'wouter';
import { Notes } from '#app/notes.tsx';
import { managerDisplayPath, routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useText } from '#app/text/text.ts';
import { Chip } from '#app/ui/chip.tsx';
import { EmptyState } from '#app/ui/message.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { wordsIn } from '#domain/text.ts';
import './displays.css';
import { Preview } from './preview.tsx';

export function Displays() {
  const t = useText();
  const [, navigate] = useLocation();
  const { home } = useInstallation();
  const view = useReadable(useTablet().view);
  const displays = view.knows('display', home) ? view.list('display', home) : [];
  return (
    <Screen bar={<ScreenBar back={routes.manager} home={routes.manager} />} note={<Notes />} title={t('display.title')}>
      {displays.length === 0 ? <EmptyState title={t('display.none')} text={t('display.none_text')} /> : null}
      <ul className="g-screens">
        {displays.map((display) => {
          const { id, name, width, height } = display;
          const manifest = view.get('manifest', home, id);
          const card = manifest?.items[0]?.card;
          return (
            <li key={id} className="g-card g-screen-row">
              {card ? <Preview card={card} display={display} /> : null}
              <div className="g-screen-row__words">
                <div>
                  <h2 className="g-heading">
                    <button type="button" className="g-cover" onClick={() => navigate(managerDisplayPath(id))}>
                      {name}
                    </button>
                  </h2>
                  <p className="g-note g-quiet">{`${width} × ${height}${card ? ` · ${wordsIn(card.title, card.locale)}` : ''}`}</p>
                </div>
                <Chip tone={manifest ? 'good' : 'plain'}>
                  {manifest ? t('display.on_air_revision', { revision: manifest.revision }) : t('display.nothing')}
                </Chip>
              </div>
            </li>
          );
        })}
      </ul>
    </Screen>
  );
}
