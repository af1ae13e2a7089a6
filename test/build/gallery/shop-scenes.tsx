// Attract, scan home, unknown code, activity, staff home and hand-over.
import BadgeCheck from 'lucide-react/icons/badge-check';
import Box from 'lucide-react/icons/package';
import Check from 'lucide-react/icons/check';
import HandHelping from 'lucide-react/icons/hand-helping';
import Keyboard from 'lucide-react/icons/keyboard';
import Lock from 'lucide-react/icons/lock';
import PackageCheck from 'lucide-react/icons/package-check';
import ScanBarcode from 'lucide-react/icons/scan-barcode';
import Search from 'lucide-react/icons/search';
import Send from 'lucide-react/icons/send';
import Smartphone from 'lucide-react/icons/smartphone';
import User from 'lucide-react/icons/user';
import { useState } from 'react';
import { useText } from '#app/text/text.ts';
import { ActivityList, ActivityRow } from '#app/ui/activity-row.tsx';
import { AppBar } from '#app/ui/app-bar.tsx';
import { Button } from '#app/ui/button.tsx';
import { Chip } from '#app/ui/chip.tsx';
import { CodeCells } from '#app/ui/code-cells.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { Keypad } from '#app/ui/keypad.tsx';
import { LanguageChoice } from '#app/ui/language-sheet.tsx';
import { OfflineLine } from '#app/ui/offline-line.tsx';
import { OrderList, OrderRow } from '#app/ui/order-row.tsx';
import { PriceTag } from '#app/ui/price-tag.tsx';
import { ProductRow } from '#app/ui/product-row.tsx';
import { QrCode } from '#app/ui/qr-code.tsx';
import { Rail } from '#app/ui/rail.tsx';
import { ReaderLine } from '#app/ui/reader-line.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { ShelfField } from '#app/ui/shelf-field.tsx';
import { StaffTile, StaffTiles } from '#app/ui/staff-tile.tsx';
import { SuggestionCard, SuggestionRow } from '#app/ui/suggestion-card.tsx';
import { Viewfinder } from '#app/ui/viewfinder.tsx';
import { VisitBar } from '#app/ui/visit-bar.tsx';
import { at, brl, goods, nothing, pictureOf, zone } from './samples.ts';

function Attract() {
  const t = useText();
  return (
    <Screen
      bleed
      bar={null}
      foot={
        <Dock>
          <LanguageChoice locale="pt-BR" onChoose={nothing} />
        </Dock>
      }
    >
      <div className="g-stack">
        <ShelfField
          pigment="ipe"
          seed="orla"
          place="center"
          kicker={t('attract.aisle', { departments: 'tênis e botas' })}
          picture={pictureOf('shoe', 'Tênis Orla')}
        >
          <AppBar brand="ipe" onAccessibility={nothing} />
        </ShelfField>
        <Rail
          tag={<PriceTag price={brl(29990)} />}
          title="Tênis Orla"
          lines={['Do 34 ao 44, na prateleira à sua direita']}
        />
      </div>
      <div className="g-screen__pad">
        <h1 className="g-poster">{t('attract.verb')}</h1>
        <p className="gallery__lead">
          {t('attract.line')} {t('attract.camera')}
        </p>
      </div>
    </Screen>
  );
}

function Scan() {
  const t = useText();
  return (
    <Screen
      bleed
      bar={null}
      dock={
        <Dock>
          <Button size="dock" wide icon={Keyboard}>
            {t('scan.type')}
          </Button>
          <Button size="dock" wide icon={Search}>
            {t('scan.search')}
          </Button>
          <Button size="dock" wide variant="soft" icon={User}>
            {t('list.title')}
          </Button>
        </Dock>
      }
    >
      <Viewfinder hint="closer" bar={<AppBar brand onHome={nothing} onLanguage={nothing} onAccessibility={nothing} />}>
        <div className="gallery__video" />
      </Viewfinder>
      <ReaderLine rail big words={t('scan.show_tag')} end={t('scan.kinds')} />
      <div className="g-screen__pad">
        <SuggestionRow title={t('scan.seen_now')}>
          {goods.map((one) => (
            <SuggestionCard
              shape="row"
              key={one.name}
              id={one.name}
              name={one.name}
              pigment={one.pigment}
              picture={pictureOf(one.picture)}
              price={brl(one.price)}
              onOpen={nothing}
            />
          ))}
        </SuggestionRow>
      </div>
    </Screen>
  );
}

function Unknown() {
  const t = useText();
  return (
    <Screen
      bar={<AppBar onHome={nothing} onBack={nothing} onLanguage={nothing} onAccessibility={nothing} />}
      title={t('unknown.title')}
      line={t('unknown.check_digit')}
      foot={<ReaderLine rail words={t('reader.ready_again')} />}
      dock={
        <Dock>
          <Button size="dock" icon={Keyboard}>
            {t('scan.type_short')}
          </Button>
          <Button size="dock" wide icon={Search}>
            {t('unknown.search')}
          </Button>
          <Button size="dock" wide variant="primary" icon={HandHelping}>
            {t('unknown.tell')}
          </Button>
        </Dock>
      }
    >
      <div className="g-card g-card--pad">
        <CodeCells look="show" value="7896000010053" groups={[1, 7]} label="Código lido" faultAt={13} />
      </div>
      <h2 className="g-heading">{t('unknown.near')}</h2>
      <ul className="gallery__list">
        <ProductRow
          id="caneca"
          name="Caneca Barro 300 ml"
          line={t('unknown.near_last', { digit: 6, aisle: 2 })}
          pigment="goiaba"
          picture={pictureOf('mug')}
          price={brl(4990)}
          onOpen={nothing}
        />
        <ProductRow
          id="vela"
          name="Vela Capim-limão"
          line={t('unknown.near_digit', { digit: 1, position: 6, aisle: 2 })}
          pigment="mata"
          picture={pictureOf('candle')}
          price={brl(6490)}
          onOpen={nothing}
        />
      </ul>
    </Screen>
  );
}

function Activity() {
  const t = useText();
  return (
    <Screen
      bar={
        <AppBar onHome={nothing} onBack={nothing} onLanguage={nothing} onAccessibility={nothing}>
          <VisitBar firstName="Marina" onEnd={nothing} />
        </AppBar>
      }
      title={t('activity.title')}
      line={t('activity.line')}
      note={<OfflineLine pricesFromMs={at('10:42')} timeZone={zone} waiting={1} />}
      dock={
        <Dock>
          <Button size="dock" wide icon={Smartphone}>
            {t('list.phone')}
          </Button>
          <Button size="dock" wide variant="primary" icon={ScanBarcode}>
            {t('activity.other_tag')}
          </Button>
        </Dock>
      }
    >
      <ActivityList label={t('activity.title')}>
        <ActivityRow
          state="choice"
          title="Casaco Garoa, tamanho M"
          stateWords={t('activity.choice')}
          line="O M acabou às 10:51. Quer o G daqui, ou o M na quinta?"
          code="8H2C"
        >
          <Button variant="primary">Levar o G</Button>
          <Button>M na quinta, 26/11</Button>
        </ActivityRow>
        <ActivityRow
          state="refused"
          title="Separar Vela Capim-limão"
          stateWords={t('activity.refused')}
          line={t('refused.taken_elsewhere', { count: 6, store: 'Vila Madalena' })}
          code="5W9D"
        >
          <Button>{t('hold.there')}</Button>
          <Button variant="plain">{t('do.ok')}</Button>
        </ActivityRow>
        <ActivityRow
          state="adjusted"
          title="3 Canecas Barro para casa"
          stateWords={t('activity.adjusted')}
          line="Havia 2. Pedimos 2 e o total mudou para R$ 99,80."
          code="3K7M"
        />
        <ActivityRow
          state="confirmed"
          title="Bota Serra, caramelo 39"
          stateWords={t('activity.confirmed', { time: '10:47' })}
          line={t('hold.until', { time: '18:00' })}
          code="7F3K"
        />
        <ActivityRow
          state="sent"
          title="Chamar alguém: número 40"
          stateWords={t('activity.sent', { time: '10:56' })}
          line={t('call.comes', { name: 'Rita', count: 2 })}
          code="2P6R"
        />
        <ActivityRow
          state="queued"
          title="Lista para o celular"
          stateWords={t('activity.queued')}
          line={t('activity.queued_line')}
          code="9T4B"
        />
      </ActivityList>
    </Screen>
  );
}

function Staff() {
  const t = useText();
  return (
    <Screen
      wide
      title={t('staff.now')}
      titleHidden
      bar={
        <AppBar brand onHome={nothing} onAccessibility={nothing}>
          <Chip tone="good" icon={Check}>
            {t('bar.up_to_date', { time: '11:02' })}
          </Chip>
        </AppBar>
      }
      foot={<ReaderLine rail words={t('reader.ready_anywhere')} />}
    >
      <StaffTiles>
        <StaffTile
          icon={PackageCheck}
          title={t('staff.pickups')}
          line={t('staff.pickups_line', { count: 2 })}
          count={7}
          pigment="mata"
          waiting
          tall
          onOpen={nothing}
        />
        <StaffTile
          icon={HandHelping}
          title={t('staff.calls')}
          line={t('staff.calls_line', { age: 'há 2 min' })}
          count={3}
          pigment="caju"
          waiting
          onOpen={nothing}
        />
        <StaffTile
          icon={Search}
          title={t('staff.find')}
          line={t('staff.find_line')}
          pigment="anil"
          waiting
          onOpen={nothing}
        />
        <StaffTile icon={Box} title={t('staff.holds')} count={4} pigment="ipe" onOpen={nothing} />
        <StaffTile
          icon={Send}
          title={t('staff.outbox')}
          line={t('staff.outbox_line', { count: 1 })}
          count={1}
          pigment="anil"
          onOpen={nothing}
        />
        <StaffTile
          icon={ScanBarcode}
          title={t('staff.product')}
          line={t('scan.show_tag')}
          pigment="mata"
          onOpen={nothing}
        />
      </StaffTiles>
    </Screen>
  );
}

function HandOver() {
  const t = useText();
  const [code, setCode] = useState('481');
  return (
    <Screen
      bar={<AppBar onHome={nothing} onBack={nothing} onAccessibility={nothing} />}
      title={t('handover.title', { number: 4127 })}
      line={t('handover.waiting', { name: 'Marina', age: 'há 1 min' })}
      dock={
        <Dock>
          <Button size="dock">{t('handover.not_person')}</Button>
          <Button
            size="dock"
            wide
            variant="primary"
            icon={code.length < 6 ? Lock : PackageCheck}
            disabled={code.length < 6}
          >
            {code.length < 6 ? t('code.missing', { count: 6 - code.length }) : t('handover.do', { number: 4127 })}
          </Button>
        </Dock>
      }
    >
      <div className="g-columns">
        <div>
          <OrderList label="Itens">
            <OrderRow
              id="b"
              title="Bota Serra, caramelo 39"
              source="Caixa A12, prateleira de cima"
              channel="store"
              pigment="mata"
              picture={pictureOf('boot')}
              state={
                <Chip tone="good" icon={Check}>
                  {t('handover.checked', { time: '10:55' })}
                </Chip>
              }
            />
            <OrderRow
              id="m"
              title="Meia de lã Serra, M"
              source="Online 4127 · site às 10:58"
              channel="online"
              pigment="goiaba"
              picture={pictureOf('socks')}
              state={
                <Chip tone="good" icon={BadgeCheck}>
                  {t('order.state_waiting')}
                </Chip>
              }
              total={brl(42880)}
              onOpen={nothing}
            />
          </OrderList>
        </div>
        <div>
          <CodeCells value={code} length={6} groups={[3]} label={t('handover.code')} />
          <Keypad
            onDigit={(digit) => setCode((now) => (now + digit).slice(0, 6))}
            onDelete={() => setCode((now) => now.slice(0, -1))}
            extra={{ icon: ScanBarcode, label: t('keypad.scan'), onPress: nothing }}
          />
        </div>
      </div>
    </Screen>
  );
}

function Enrol() {
  const t = useText();
  return (
    <Screen
      bar={<AppBar brand onLanguage={nothing} onAccessibility={nothing} />}
      title={t('enrol.title')}
      line={t('enrol.line')}
    >
      <CodeCells look="tall" value="K7QX2M9D" groups={[4]} label={t('enrol.code')} />
      <p className="g-note g-quiet">{t('enrol.valid', { time: '11:12' })}</p>
      <QrCode text="https://loja.example/aprovar/K7QX2M9D" label={t('enrol.qr')} />
    </Screen>
  );
}

export const shopScenes = {
  attract: Attract,
  scan: Scan,
  unknown: Unknown,
  activity: Activity,
  staff: Staff,
  handover: HandOver,
  enrol: Enrol,
};
