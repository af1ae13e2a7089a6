// The display editor: choose products, give a title, see it as the screen will paint it, publish.
// The preview is the player itself; a price is never typed here.
import Monitor from 'lucide-react/icons/monitor';
import { useState } from 'react';
import { useActing } from '#app/acting.tsx';
import { Notes } from '#app/notes.tsx';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useCatalogue, useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { EmptyState } from '#app/ui/message.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { Segmented } from '#app/ui/segmented.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { publishCard } from '#domain/actions/publish-card.ts';
import type { Card, Display } from '#domain/display.ts';
import { DeviceId } from '#domain/ids.ts';
import { type Locale, locales } from '#domain/text.ts';
import { ProductPicker } from '#app/product-picker.tsx';
import { Preview } from './preview.tsx';
import './displays.css';

const longestTitle = 24;

export function PublishCard({ deviceId }: { deviceId: string }) {
  const t = useText();
  const { home } = useInstallation();
  const view = useReadable(useTablet().view);
  const display = view.knows('display', home) ? view.get('display', home, deviceId) : null;
  if (display)
    return (
      <Editor key={display.id} display={display} revision={view.get('manifest', home, deviceId)?.revision ?? null} />
    );
  return (
    <Screen bar={<ScreenBar back={routes.managerDisplays} home={routes.manager} />}>
      <EmptyState title={t('display.none')} text={t('display.none_text')} />
    </Screen>
  );
}

function Editor({ display, revision }: { display: Display; revision: number | null }) {
  const t = useText();
  const tablet = useTablet();
  const catalogue = useCatalogue();
  const { run, sheet } = useActing();
  const [title, setTitle] = useState('');
  const [locale, setLocale] = useState<Locale>('pt-BR');
  const [productIds, setProductIds] = useState<readonly string[]>([]);
  const most = display.kind === 'strip' ? 3 : 1;
  const variantIds = productIds.flatMap((id) => catalogue?.variantsOf(id)[0]?.id ?? []);
  const card: Card = {
    template: 'shelf',
    version: 1,
    title: { 'pt-BR': title || t('display.title_default'), [locale]: title || t('display.title_default') },
    variantIds,
    locale,
  };
  const choose = (id: string) =>
    setProductIds((before) =>
      before.includes(id) ? before.filter((one) => one !== id) : [...before, id].slice(-most),
    );
  const publish = () =>
    run(publishCard, { display: DeviceId.parse(display.id), card, fromMs: tablet.now(), toMs: null });
  return (
    <>
      <Screen
        bar={<ScreenBar back={routes.managerDisplays} home={routes.manager} />}
        note={<Notes />}
        wide
        title={display.name}
        line={`${display.width} × ${display.height}${revision === null ? '' : ` · ${t('display.on_air_revision', { revision })}`}`}
        dock={
          <Dock>
            <Button
              size="dock"
              variant="primary"
              wide
              disabled={variantIds.length === 0}
              onClick={() => void publish()}
            >
              {t('display.publish')}
            </Button>
          </Dock>
        }
      >
        <div className="g-editor">
          <section className="g-card g-editor__form">
            <ProductPicker chosen={productIds} onChoose={choose} />
            <TextField
              label={t('display.card_title')}
              value={title}
              onChange={(words) => setTitle(words.slice(0, longestTitle))}
              hint={t('display.title_left', { used: title.length, max: longestTitle })}
            />
            <Segmented
              label={t('display.language')}
              value={locale}
              onChange={setLocale}
              options={locales.map((value) => ({ value, label: t(`language.${value}`) }))}
            />
            <p className="g-note g-quiet">{t('display.price_note')}</p>
          </section>
          <section className="g-editor__preview" aria-label={t('display.preview')}>
            <p className="g-note g-quiet">{t('display.preview_line')}</p>
            {variantIds.length > 0 ? (
              <Preview card={card} display={display} />
            ) : (
              <EmptyState icon={Monitor} title={t('display.pick_product')} />
            )}
          </section>
        </div>
      </Screen>
      {sheet}
    </>
  );
}
