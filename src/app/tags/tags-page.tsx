// Tags for the shelf: choose products and a size of label, see what comes out, print it, or write it on an NFC tag.
// Everything is drawn on this device: it works with the network gone.
import Printer from 'lucide-react/icons/printer';
import TagIcon from 'lucide-react/icons/tag';
import './tags.css';
import { useState } from 'react';
import { Notes } from '#app/notes.tsx';
import { useNow } from '#app/now.ts';
import { ProductPicker } from '#app/product-picker.tsx';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useCatalogue, useInstallation } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { EmptyState } from '#app/ui/message.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { Segmented } from '#app/ui/segmented.tsx';
import { Skeleton } from '#app/ui/skeleton.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';
import { gtin14ToDisplay } from '#domain/tag.ts';
import { labelSizes, type LabelSize } from '#domain/label-size.ts';
import { canWriteNfc } from '#scan/nfc-write.ts';
import { PrintedPages } from './printed-pages.tsx';
import { TagLabel } from './tag-label.tsx';
import { useLabels } from './use-labels.ts';
import { WriteTag } from './write-tag.tsx';

const [firstSize] = labelSizes;

/** `home`: where Back leads, on the surface it is opened from. */
export function TagsPage({ home }: { home: string }) {
  const t = useText();
  const locale = useLocale();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [sizeId, setSizeId] = useState(firstSize?.id ?? '');
  const size = labelSizes.find(({ id }) => id === sizeId) ?? firstSize;
  const toggle = (productId: string): void =>
    setChosen((before) =>
      before.includes(productId) ? before.filter((id) => id !== productId) : [...before, productId],
    );
  if (!size) return null;
  return (
    <Screen
      bar={<ScreenBar back={home} home={home} />}
      note={<Notes />}
      title={t('tags.title')}
      line={t('tags.pick')}
      wide
      dock={
        <Dock>
          <Button
            size="dock"
            variant="primary"
            wide
            icon={Printer}
            disabled={chosen.length === 0}
            onClick={() => window.print()}
          >
            {t('tags.print')}
          </Button>
        </Dock>
      }
    >
      <div className="g-columns">
        <div className="g-tags__pick">
          <Segmented
            label={t('tags.size')}
            options={labelSizes.map((one) => ({ value: one.id, label: sizeWords(one, t, locale) }))}
            value={size.id}
            onChange={setSizeId}
          />
          <ProductPicker chosen={chosen} onChoose={toggle} />
        </div>
        {chosen.length === 0 ? (
          <EmptyState icon={TagIcon} title={t('tags.variants', { count: 0 })} />
        ) : (
          <Preview chosen={chosen} size={size} />
        )}
      </div>
    </Screen>
  );
}

function sizeWords({ width, height, sheet }: LabelSize, t: ReturnType<typeof useText>, locale: string): string {
  // "63,5": as the box of labels in this country says it.
  const written = new Intl.NumberFormat(locale);
  const sides = { width: written.format(width), height: written.format(height) };
  return sheet ? t('tags.size_sheet', { ...sides, count: sheet.columns * sheet.rows }) : t('tags.size_roll', sides);
}

function Preview({ chosen, size }: { chosen: readonly string[]; size: LabelSize }) {
  const t = useText();
  const format = useFormat();
  const { chain, zone } = useInstallation();
  const asOfMs = useCatalogue()?.asOfMs(chain) ?? null;
  const nowMs = useNow();
  const { drawn, tooLarge, isReady } = useLabels(chosen, size);
  const tooLong = [...new Set(tooLarge.map(({ name }) => name))].join(', ');
  if (!isReady) return <Skeleton boxes={[200]} />;
  return (
    <section className="g-tags" aria-label={t('tags.preview')}>
      <h2>{t('tags.variants', { count: drawn.length })}</h2>
      {asOfMs === null ? null : (
        <p className="g-note g-quiet">{t('tags.prices_from', format.moment(asOfMs, zone, nowMs))}</p>
      )}
      <p className="g-note g-quiet">{t('tags.print_hint')}</p>
      <StatusLine tone="stop" words={tooLong ? t('tags.too_small', { product: tooLong }) : ''} />
      <ul className="g-tags__labels">
        {drawn.map(({ label, shapes }) => {
          const words = t('tags.label', { product: label.name, code: gtin14ToDisplay(label.gtin14) });
          return (
            <li key={label.gtin14}>
              <TagLabel shapes={shapes} size={size} label={words} style={{ maxWidth: `${size.width * 4}px` }} />
              {canWriteNfc() ? <WriteTag label={label} /> : null}
            </li>
          );
        })}
      </ul>
      <PrintedPages drawn={drawn} size={size} />
    </section>
  );
}
