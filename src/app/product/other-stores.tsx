// Stock of the chain's other stores: asked when it is wanted, never kept, with the age of the answer.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { lookUps } from '#app/look-ups.ts';
import { useNow } from '#app/now.ts';
import { useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { StockLine } from '#app/ui/stock-line.tsx';
import { FreshnessChip } from '#app/ui/freshness-chip.tsx';
import { stockAge } from '#domain/stock.ts';

export function OtherStores({ variantId, shown }: { variantId: string; shown: boolean }) {
  const t = useText();
  const tablet = useTablet();
  const { zone } = useInstallation();
  const { link } = useReadable(tablet.status);
  const nowMs = useNow();
  const [asked, setAsked] = useState<string | null>(null);
  const wanted = shown || asked === variantId;
  const { data, isPending, isError } = useQuery(
    {
      queryKey: ['stock', variantId],
      queryFn: () => tablet.lookUp.stock(variantId),
      enabled: wanted && link !== 'offline',
      staleTime: 30_000,
      retry: 1,
    },
    lookUps,
  );
  if (!wanted) {
    return (
      <StockLine
        state="elsewhere"
        title={t('stock.other_stores')}
        end={<Button onClick={() => setAsked(variantId)}>{t('do.see')}</Button>}
      />
    );
  }
  if (!data) {
    const isAsking = isPending && !isError && link !== 'offline';
    return isAsking ? (
      <StockLine state="elsewhere" title={t('stock.other_loading')} />
    ) : (
      <StockLine state="unknown" title={t('stock.other_stores')} line={t('stock.other_offline')} />
    );
  }
  // Like this store's own rows: the server vouches for all of them at the instant of its answer.
  const seenMs = data.serverTimeMs;
  const age = stockAge(seenMs, nowMs);
  if (age === 'hidden')
    return <StockLine state="hidden" title={t('stock.other_old')} line={t('stock.staff_confirms')} />;
  const found = data.stores.filter((store) => store.available > 0);
  const chip = <FreshnessChip state={age} seenMs={seenMs} nowMs={nowMs} timeZone={zone} words="short" />;
  if (found.length === 0) return <StockLine state="none" title={t('stock.other_none')} end={chip} />;
  return found.map((store) => (
    <StockLine
      key={store.home}
      state="elsewhere"
      title={t('stock.elsewhere', { store: store.name, count: store.available })}
      end={chip}
    />
  ));
}
