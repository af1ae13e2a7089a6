// The product page in its states, outcome and idle sheets, wall and strip: as in the pictures of the design.
import Bookmark from 'lucide-react/icons/bookmark';
import HandHelping from 'lucide-react/icons/hand-helping';
import ListPlus from 'lucide-react/icons/list-plus';
import Send from 'lucide-react/icons/send';
import Smartphone from 'lucide-react/icons/smartphone';
import Truck from 'lucide-react/icons/truck';
import Undo2 from 'lucide-react/icons/undo-2';
import { useState } from 'react';
import { useFormat } from '#app/text/format.ts';
import { activate, useLocale, useText } from '#app/text/text.ts';
import { AccessibilitySheet } from '#app/ui/accessibility-sheet.tsx';
import { AppBar } from '#app/ui/app-bar.tsx';
import { Button } from '#app/ui/button.tsx';
import { ChoiceMatrix } from '#app/ui/choice-matrix.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { FreshnessChip } from '#app/ui/freshness-chip.tsx';
import { IdleSheet } from '#app/ui/idle-sheet.tsx';
import { LanguageSheet } from '#app/ui/language-sheet.tsx';
import { applyLook, type Look, normalLook } from '#app/ui/look.ts';
import { OfflineLine } from '#app/ui/offline-line.tsx';
import { OutcomeSheet } from '#app/ui/outcome-sheet.tsx';
import { PriceTag } from '#app/ui/price-tag.tsx';
import { Rail } from '#app/ui/rail.tsx';
import { ReaderLine } from '#app/ui/reader-line.tsx';
import { TwoPane } from '#app/ui/screen.tsx';
import { ShelfField } from '#app/ui/shelf-field.tsx';
import { StockLine, StockList } from '#app/ui/stock-line.tsx';
import { SuggestionCard, SuggestionRow } from '#app/ui/suggestion-card.tsx';
import { Strip, Wall } from '#app/ui/wall.tsx';
import { at, bootChoices, bootColours, bootSizes, brl, goods, nothing, pictureOf, zone } from './samples.ts';

function Product({ sheet = null }: { sheet?: 'outcome' | 'idle' | 'look' | 'language' | null }) {
  const t = useText();
  const format = useFormat();
  const locale = useLocale();
  const [chosen, setChosen] = useState('caramelo-39');
  const [open, setOpen] = useState(sheet);
  const [look, setLook] = useState<Look>(normalLook);
  const size = chosen.split('-')[1] ?? '';
  const wide = matchMedia('(min-width: 900px) and (min-aspect-ratio: 11/10)').matches;
  return (
    <>
      <TwoPane
        pigment="mata"
        bar={
          <AppBar
            onHome={nothing}
            onBack={nothing}
            onLanguage={() => setOpen('language')}
            onAccessibility={() => setOpen('look')}
            reader={<ReaderLine words={t('reader.ready_other')} />}
          />
        }
        field={
          <ShelfField
            pigment="mata"
            seed="bota-serra"
            picture={pictureOf('boot', 'Bota Serra, caramelo')}
            kicker={t('product.where', { department: 'Calçados', aisle: 4 })}
            name="Bota Serra"
            line="Couro curtido, sola tratorada"
            rows={wide ? 6 : 4}
          />
        }
        rail={
          <Rail
            tag={<PriceTag price={brl(38990)} was={brl(45990)} percent={15} />}
            title="Semana da Serra"
            lines={[
              t('price.until', { day: format.day(at('20:00') + 7 * 864e5, zone), time: '20:00' }),
              t('price.instalments', { count: 5, value: format.money(brl(7798)), total: format.money(brl(38990)) }),
            ]}
          />
        }
        dock={
          <Dock>
            <Button variant="primary" size="dock" wide icon={Bookmark} onClick={() => setOpen('outcome')}>
              {wide ? t('product.hold_short', { size }) : t('product.hold', { size })}
            </Button>
            <Button size="dock" icon={Truck}>
              {t('alternative.ship')}
            </Button>
            <Button size="dock" icon={HandHelping} iconOnly>
              {t('do.call_staff')}
            </Button>
          </Dock>
        }
      >
        <ChoiceMatrix
          choices={bootChoices}
          colours={bootColours}
          sizes={bootSizes}
          chosen={chosen}
          onChoose={setChosen}
        />
        <StockList>
          <StockLine
            state="here"
            title={t('stock.here', { unit: 'pair', count: 3, size })}
            line={t('stock.place', { aisle: 4, bay: 2 })}
            end={<FreshnessChip state="fresh" seenMs={at('10:42')} nowMs={at('10:45')} timeZone={zone} />}
          />
          <StockLine
            state="online"
            title={t('stock.online', { count: 48, day: format.day(at('10:00') + 4 * 864e5, zone) })}
            line={t('stock.online_line', { price: format.money(brl(1290)) })}
            end={<FreshnessChip state="fresh" words="short" seenMs={at('10:41')} nowMs={at('10:45')} timeZone={zone} />}
          />
        </StockList>
        <SuggestionRow title={t('suggest.title')}>
          {goods.slice(0, wide ? 2 : 3).map((one) => (
            <SuggestionCard
              key={one.name}
              id={one.name}
              name={one.name}
              pigment={one.pigment}
              picture={pictureOf(one.picture)}
              price={brl(one.price)}
              reason={one.line}
              onOpen={nothing}
              onHide={nothing}
              shape={wide ? 'row' : 'shelf'}
            />
          ))}
        </SuggestionRow>
      </TwoPane>
      <OutcomeSheet
        open={open === 'outcome'}
        onClose={() => setOpen(null)}
        onAccessibility={() => setOpen('look')}
        state="confirmed"
        stateWords={t('activity.confirmed', { time: '10:47' })}
        title={t('hold.done', { size })}
        text={t('hold.waits', { time: '18:00' })}
        code="7F3K"
      >
        <Button icon={Smartphone}>{t('list.phone')}</Button>
        <Button icon={Undo2}>{t('do.undo')}</Button>
        <Button variant="primary" onClick={() => setOpen(null)}>
          {t('do.done')}
        </Button>
      </OutcomeSheet>
      <IdleSheet
        open={open === 'idle'}
        secondsLeft={16}
        secondsTotal={20}
        onStay={() => setOpen(null)}
        onEnd={nothing}
        onAccessibility={() => setOpen('look')}
      />
      <AccessibilitySheet
        open={open === 'look'}
        onClose={() => setOpen(null)}
        look={look}
        onChange={(next) => {
          setLook(next);
          applyLook(next);
        }}
      />
      <LanguageSheet
        open={open === 'language'}
        onClose={() => setOpen(null)}
        onAccessibility={() => setOpen('look')}
        locale={locale}
        onChoose={(next) => void activate(next)}
      />
    </>
  );
}

function ProductOffline() {
  const t = useText();
  const colours = [
    { key: 'mare', name: 'Maré', hex: '#3f6fb5' },
    { key: 'areia', name: 'Areia', hex: '#d8c59b' },
  ];
  const sizes = ['34', '35', '36', '37', '38', '39', '40'];
  const choices = ['oxxxo-o', '-xox-oo'].flatMap((row, y) =>
    [...row].map((sign, x) => ({
      key: `${y}-${x}`,
      colour: colours[y]?.key ?? null,
      size: sizes[x] ?? null,
      availability: sign === 'x' ? ('here' as const) : sign === 'o' ? ('online' as const) : ('none' as const),
    })),
  );
  return (
    <TwoPane
      pigment="anil"
      bar={<AppBar onHome={nothing} onBack={nothing} onLanguage={nothing} onAccessibility={nothing} />}
      field={
        <ShelfField
          pigment="anil"
          seed="tenis-orla"
          picture={pictureOf('shoe', 'Tênis Orla')}
          kicker="Calçados · corredor 4"
          name="Tênis Orla"
          line="Malha leve, 240 g"
        />
      }
      rail={
        <Rail
          tag={<PriceTag price={brl(29990)} />}
          title={t('price.from_here', { time: '10:42' })}
          lines={['ou 5× de R$ 59,98 sem juros, total R$ 299,90']}
        />
      }
      note={<OfflineLine pricesFromMs={at('10:42')} timeZone={zone} />}
      dock={
        <Dock>
          <Button variant="primary" size="dock" wide icon={Send}>
            {t('product.order_later')}
          </Button>
          <Button size="dock" icon={ListPlus}>
            {t('do.save')}
          </Button>
          <Button size="dock" icon={HandHelping} iconOnly>
            {t('do.call_staff')}
          </Button>
        </Dock>
      }
    >
      <ChoiceMatrix
        choices={choices}
        colours={colours}
        sizes={sizes}
        chosen="0-4"
        onChoose={nothing}
        hereWords={t('product.here_at', { time: '10:42' })}
        onlineWords={t('product.online_unsure')}
      />
      <StockList>
        <StockLine
          state="stale"
          title={t('stock.was_none', { size: '38', time: '10:42' })}
          line="No 37 havia 2 pares. A equipe confirma."
          end={<FreshnessChip state="stale" words="age" seenMs={at('10:42')} nowMs={at('11:20')} timeZone={zone} />}
        />
        <StockLine
          state="unknown"
          title={t('stock.online_unknown')}
          line="O último é de 06:10. A equipe confirma para você."
        />
        <StockLine state="ask" title={t('stock.ask_anyway')} line={t('stock.ask_anyway_line')} />
      </StockList>
      <SuggestionRow title={t('suggest.aisle')}>
        <SuggestionCard
          shape="row"
          id="b"
          name="Bota Serra"
          pigment="mata"
          picture={pictureOf('boot')}
          price={brl(38990)}
          was={brl(45990)}
          reason="Corredor 4, em oferta"
          onOpen={nothing}
          onHide={nothing}
        />
        <SuggestionCard
          shape="row"
          id="m"
          name="Meia de lã Serra"
          pigment="goiaba"
          picture={pictureOf('socks')}
          price={brl(3990)}
          reason="Vai com este tênis"
          onOpen={nothing}
          onHide={nothing}
        />
      </SuggestionRow>
    </TwoPane>
  );
}

const address = { text: 'https://loja.example/01/09520000100018', label: 'Abre a Bota Serra' };

const WallScene = () => (
  <Wall
    field={{
      pigment: 'mata',
      seed: 'bota-serra',
      picture: pictureOf('boot', 'Bota Serra'),
      kicker: 'Calçados, corredor 4',
      name: 'Bota Serra',
    }}
    tag={{ price: brl(38990), was: brl(45990), percent: 15 }}
    title="Semana da Serra"
    lines={['até domingo, 29/11, às 20h', 'à vista, ou 5× de R$ 77,98', 'sem juros, total R$ 389,90']}
    qr={address}
    stock="12 pares aqui, 10:58"
  />
);
const WallOld = () => (
  <Wall
    field={{
      pigment: 'ceu',
      seed: 'casaco',
      picture: pictureOf('coat', 'Casaco Garoa'),
      kicker: 'Roupas, corredor 2',
      name: 'Casaco Garoa',
    }}
    tag={{ price: null }}
    title="Preço antigo escondido"
    lines={['O preço volta com a internet']}
    qr={address}
  />
);

const StripScene = () => (
  <Strip
    bays={[
      {
        id: 'a',
        name: 'Bota Serra',
        lines: ['à vista', 'até 29/11, 20h'],
        tag: { price: brl(38990), was: brl(45990), percent: 15 },
        qr: address,
      },
      { id: 'b', name: 'Tênis Orla', lines: ['Do 34 ao 44', '9 pares aqui'], tag: { price: brl(29990) }, qr: address },
      { id: 'c', name: 'Meia de lã', lines: ['Preço antigo', 'escondido'], tag: { price: null }, qr: address },
    ]}
  />
);

export const scenes = {
  product: () => <Product />,
  outcome: () => <Product sheet="outcome" />,
  idle: () => <Product sheet="idle" />,
  look: () => <Product sheet="look" />,
  language: () => <Product sheet="language" />,
  offline: ProductOffline,
  wall: WallScene,
  wallold: WallOld,
  strip: StripScene,
};
