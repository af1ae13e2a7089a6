// "Tenho um cupom": a code is typed, found among this tablet's own rows, and answered for what it is worth here and now.
// Promise: a coupon of somebody nobody knows changes no price; the code itself is nowhere once the sheet is closed.
import TicketPercent from 'lucide-react/icons/ticket-percent';
import X from 'lucide-react/icons/x';
import { useState } from 'react';
import { useLook } from '#app/look-context.tsx';
import { useCatalogue, useInstallation } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { type TextKey, useLocale, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Sheet, SheetActions } from '#app/ui/sheet.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { Well } from '#app/ui/well.tsx';
import { wordsIn } from '#domain/text.ts';
import type { Basket, CouponState } from './basket.ts';
import { findCoupon, shortestCode } from './find-coupon.ts';
import { mostCoupons, type VisitBasket } from './visit-basket.ts';

/** Longer texts are no codes. */
const longest = 64;

const words = {
  counts: 'coupon.counts',
  nobody: 'coupon.nobody',
  used: 'coupon.used',
  notYet: 'coupon.not_yet',
  notNow: 'coupon.not_now',
  over: 'coupon.over',
  noUse: 'coupon.no_use',
} as const satisfies Record<CouponState, TextKey>;

export interface CouponsProps {
  coupons: Basket['coupons'];
  kept: Pick<VisitBasket, 'addCoupon' | 'dropCoupon' | 'couponIds'>;
}

export function Coupons({ coupons, kept }: CouponsProps) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      {coupons.length > 0 ? (
        <ul className="g-card g-coupons" aria-label={t('coupon.all')}>
          {coupons.map((one) => (
            <CouponLine key={one.coupon.id} {...one} onDrop={() => kept.dropCoupon(one.coupon.id)} />
          ))}
        </ul>
      ) : null}
      <div className="g-coupon-open">
        <Button variant="plain" icon={TicketPercent} onClick={() => setOpen(true)}>
          {t('coupon.open')}
        </Button>
      </div>
      {open ? <CouponSheet kept={kept} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function CouponLine({ coupon, state, onDrop }: Basket['coupons'][number] & { onDrop: () => void }) {
  const t = useText();
  const format = useFormat();
  const locale = useLocale();
  const { zone } = useInstallation();
  const name = wordsIn(coupon.name, locale);
  const atMs = state === 'over' ? (coupon.toMs ?? coupon.fromMs) : coupon.fromMs;
  return (
    <li className="g-totals__line" data-testid="coupon" data-state={state}>
      <Well tone={state === 'counts' ? 'good' : 'note'} icon={TicketPercent} />
      <div className="g-totals__words">
        <p className="g-totals__title" dir="auto">
          {name}
        </p>
        <p className="g-totals__note">
          {t(words[state], { day: format.day(atMs, zone), time: format.time(atMs, zone) })}
        </p>
      </div>
      <Button variant="plain" icon={X} iconOnly onClick={onDrop}>
        {t('coupon.remove', { coupon: name })}
      </Button>
    </li>
  );
}

function CouponSheet({ kept, onClose }: { kept: CouponsProps['kept']; onClose: () => void }) {
  const t = useText();
  const catalogue = useCatalogue();
  const { chain } = useInstallation();
  const { openAccessibility } = useLook();
  const [code, setCode] = useState('');
  const [error, setError] = useState<string | null>(null);
  const use = async () => {
    if (kept.couponIds.length >= mostCoupons) return setError(t('coupon.full', { count: mostCoupons }));
    const found = catalogue ? await findCoupon(catalogue, chain, code) : null;
    if (found === 'short') return setError(t('coupon.short', { count: shortestCode }));
    if (!found) return setError(t('coupon.unknown'));
    kept.addCoupon(found.id);
    onClose();
  };
  return (
    <Sheet open onClose={onClose} onAccessibility={openAccessibility} title={t('coupon.title')}>
      <form
        className="g-coupon-form"
        onSubmit={(event) => {
          event.preventDefault();
          void use();
        }}
      >
        <TextField
          label={t('coupon.label')}
          hint={t('coupon.line')}
          value={code}
          onChange={(next) => {
            setCode(next);
            setError(null);
          }}
          error={error}
          icon={TicketPercent}
          autoCapitalize="characters"
          maxLength={longest}
          data-first
        />
        <SheetActions>
          <Button size="dock" onClick={onClose}>
            {t('do.cancel')}
          </Button>
          <Button size="dock" variant="primary" type="submit">
            {t('coupon.use')}
          </Button>
        </SheetActions>
      </form>
    </Sheet>
  );
}
