// In the demo shop a browser may choose for itself what it is; nowhere else does the server agree to that.
import Monitor from 'lucide-react/icons/monitor';
import ShoppingBag from 'lucide-react/icons/shopping-bag';
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal';
import Users from 'lucide-react/icons/users';
import { useState } from 'react';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Segmented } from '#app/ui/segmented.tsx';
import type { DeviceMode } from '#domain/actor.ts';
import type { HomeId } from '#domain/ids.ts';
import type { EnrolAnswer } from '#sync/tablet-port.ts';

const modes = [
  { mode: 'shopper', icon: ShoppingBag, words: 'device.mode_shopper' },
  { mode: 'staff', icon: Users, words: 'device.mode_staff' },
  { mode: 'display', icon: Monitor, words: 'device.mode_display' },
  { mode: 'manager', icon: SlidersHorizontal, words: 'manager.title' },
] as const satisfies readonly { mode: DeviceMode; icon: unknown; words: string }[];

export function DemoChoice({
  stores,
  onChoose,
}: {
  stores: EnrolAnswer['demoStores'];
  onChoose: (store: HomeId, mode: DeviceMode) => void;
}) {
  const t = useText();
  const [store, setStore] = useState<string>(stores[0]?.id ?? '');
  const chosen = stores.find(({ id }) => id === store);
  return (
    <section className="g-card g-demo">
      <h2>{t('enrol.demo')}</h2>
      <p className="g-quiet">{t('enrol.demo_line')}</p>
      <Segmented
        label={t('device.store')}
        value={store}
        onChange={setStore}
        options={stores.map(({ id, name }) => ({ value: id as string, label: name }))}
      />
      <div className="g-demo__modes">
        {modes.map(({ mode, icon, words }) => (
          <Button
            key={mode}
            size="dock"
            icon={icon}
            variant={mode === 'shopper' ? 'primary' : 'outline'}
            onClick={() => chosen && onChoose(chosen.id, mode)}
          >
            {t(words)}
          </Button>
        ))}
      </div>
    </section>
  );
}
