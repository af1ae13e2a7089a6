// A web order by its number: this store's pick-ups at once and without network, any other order from the server.
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Notes } from '#app/notes.tsx';
import { useNow } from '#app/now.ts';
import { pictureOf } from '#app/pictures.ts';
import { routes, staffOrderPath } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useCatalogue, useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Chip } from '#app/ui/chip.tsx';
import { CodeCells } from '#app/ui/code-cells.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { Keypad } from '#app/ui/keypad.tsx';
import { EmptyState } from '#app/ui/message.tsx';
import { OrderList, OrderRow } from '#app/ui/order-row.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { wordsIn } from '#domain/text.ts';
import './find-order.css';

const usualLength = 4;
const shortest = 3;

export function FindOrder() {
  const t = useText();
  const format = useFormat();
  const locale = useLocale();
  const [, navigate] = useLocation();
  const tablet = useTablet();
  const catalogue = useCatalogue();
  const { home, zone } = useInstallation();
  const nowMs = useNow();
  const view = useReadable(tablet.view);
  const [number, setNumber] = useState('');
  const pickUps = view.knows('fulfilment', home)
    ? view.list('fulfilment', home).filter(({ state }) => state === 'ready' || state === 'waiting')
    : [];
  const matching = pickUps
    .filter((one) => one.number.startsWith(number))
    .toSorted((a, b) => (b.readyMs ?? 0) - (a.readyMs ?? 0));
  return (
    <Screen
      bar={<ScreenBar back={routes.staff} home={routes.staff} />}
      note={<Notes />}
      title={t('order.find_title')}
      line={t('order.find_line')}
      dock={
        <Dock>
          <Button
            size="dock"
            variant="primary"
            wide
            disabled={number.length < shortest}
            onClick={() => navigate(staffOrderPath(number))}
          >
            {t('order.find_go')}
          </Button>
        </Dock>
      }
    >
      <div className="g-find">
        <div className="g-find__type">
          <CodeCells value={number} length={Math.max(usualLength, number.length)} label={t('order.find')} />
          <Keypad
            onDigit={(digit) => setNumber((before) => (before + digit).slice(0, 12))}
            onDelete={() => setNumber((before) => before.slice(0, -1))}
          />
        </div>
        <div>
          {matching.length === 0 ? <EmptyState title={t('staff.orders_empty')} /> : null}
          <OrderList label={t('staff.pickups')}>
            {matching.map(({ id, number: found, firstName, lines, orderedMs }) => {
              const names = lines.flatMap(({ productId }) => {
                const product = catalogue?.product(productId);
                return product ? [wordsIn(product.name, locale)] : [];
              });
              const first = catalogue?.product(lines[0]?.productId ?? '') ?? null;
              return (
                <OrderRow
                  key={id}
                  id={first?.id ?? id}
                  title={`${found}, ${firstName}: ${names.join(', ')}`}
                  source={t('order.source_online', { number: found, ...format.moment(orderedMs, zone, nowMs) })}
                  channel="online"
                  pigment={first?.pigment ?? 'mata'}
                  picture={
                    first
                      ? pictureOf(first, catalogue?.variant(lines[0]?.variantId ?? '') ?? null, locale, 'small')
                      : null
                  }
                  state={<Chip tone="good">{t('order.state_ready')}</Chip>}
                  onOpen={() => navigate(staffOrderPath(found))}
                />
              );
            })}
          </OrderList>
        </div>
      </div>
    </Screen>
  );
}
