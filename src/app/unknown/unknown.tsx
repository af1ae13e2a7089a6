// A code that is none of ours: said plainly, with the digit that does not fit, real neighbours of it that exist here,
// and somebody to tell in one tap. Never another product.
import HandHelping from 'lucide-react/icons/hand-helping';
import Keyboard from 'lucide-react/icons/keyboard';
import SearchIcon from 'lucide-react/icons/search';
import { useLocation } from 'wouter';
import { useActing } from '#app/acting.tsx';
import { NearProducts, useNearProducts } from '#app/near-products.tsx';
import { Notes } from '#app/notes.tsx';
import { useReading } from '#app/reading.tsx';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { type TextKey, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { CodeCells } from '#app/ui/code-cells.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { ReaderLine } from '#app/ui/reader-line.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { callStaff } from '#domain/actions/call-staff.ts';
import type { Tag } from '#domain/tag.ts';
import { toldOf } from '#domain/tag-told.ts';

export function Unknown() {
  const t = useText();
  const [, navigate] = useLocation();
  const { last } = useReading();
  const { run, sheet } = useActing();
  const tell = () =>
    run(callStaff, { reason: 'unknown_code', text: last ? toldOf(last) : '', productId: null, variantId: null });
  return (
    <>
      <Screen
        bar={<ScreenBar back={routes.home} />}
        note={<Notes />}
        title={t('unknown.title')}
        line={last ? whyOf(last, t) : ''}
        foot={<ReaderLine rail words={t('reader.ready_again')} />}
        dock={
          <Dock>
            <Button size="dock" icon={Keyboard} onClick={() => navigate(routes.type)}>
              {t('scan.type_short')}
            </Button>
            <Button size="dock" icon={SearchIcon} onClick={() => navigate(routes.search)}>
              {t('unknown.search')}
            </Button>
            <Button size="dock" variant="primary" wide icon={HandHelping} onClick={() => void tell()}>
              {t('unknown.tell')}
            </Button>
          </Dock>
        }
      >
        {last && /^\d{6,14}$/.test(last.raw) ? (
          <section className="g-card g-card--pad">
            <CodeCells
              value={last.raw}
              look="show"
              groups={last.raw.length === 13 ? [1, 7] : []}
              label={t('code.label', { code: last.raw })}
              faultAt={last.kind === 'unknown' && last.reason === 'check_digit' ? last.position : undefined}
            />
          </section>
        ) : null}
        {last?.kind === 'unknown' && last.reason === 'check_digit' ? <Neighbours raw={last.raw} /> : null}
      </Screen>
      {sheet}
    </>
  );
}

function whyOf(tag: Tag, t: (key: TextKey, values?: Record<string, string>) => string): string {
  if (tag.kind === 'refused') return tag.host ? t('scan.link_foreign', { host: tag.host }) : t('scan.link_unsafe');
  if (tag.kind === 'gtin' || tag.kind === 'pass' || tag.kind === 'card') return t('unknown.not_ours');
  if (tag.kind === 'poster')
    return tag.host && tag.host !== window.location.host
      ? t('scan.link_foreign', { host: tag.host })
      : t('unknown.not_ours');
  if (tag.reason === 'check_digit') return t('unknown.check_digit');
  if (tag.host) return t('scan.link_foreign', { host: tag.host });
  return t(tag.reason === 'length' || tag.reason === 'empty' ? 'unknown.short' : 'scan.link_unsafe');
}

/** Products of this shop whose number is one slip away. */
function Neighbours({ raw }: { raw: string }) {
  const t = useText();
  const near = useNearProducts(raw);
  if (near.length === 0) return null;
  return (
    <section>
      <h2 className="g-suggestions__title">{t('unknown.near')}</h2>
      <NearProducts near={near} length={raw.length} />
    </section>
  );
}
