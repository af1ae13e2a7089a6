// The surface of a person's own phone, and of any browser at /me that nobody has signed in on: their pass first, then the
// shop's own pages. No reader is armed here: a phone shows its code, it reads none.
import { lazy, Suspense, useEffect } from 'react';
import { Route, Switch, useSearch } from 'wouter';
import { useLook } from './look-context.tsx';
import { Opening } from './opening.tsx';
import { JoinTablet } from './phone/join-tablet.tsx';
import { PassHome } from './phone/pass-home.tsx';
import { PhoneProvider, usePhone } from './phone/phone-context.tsx';
import { SignIn } from './phone/sign-in.tsx';
import { useOwnLook } from './phone/use-own-look.ts';
import { Preparing } from './preparing.tsx';
import { QuietReading } from './quiet-reading.tsx';
import { joinParameter, routes } from './routes.ts';
import { useCatalogue, useReadable, useTablet } from './tablet-context.ts';
import { useLocale } from './text/text.ts';

const Consents = lazy(async () => ({ default: (await import('./phone/consents.tsx')).Consents }));
const WishList = lazy(async () => ({ default: (await import('./phone/wish-list.tsx')).WishList }));
const ProductPage = lazy(async () => ({ default: (await import('./product/product-page.tsx')).ProductPage }));
const Compare = lazy(async () => ({ default: (await import('./compare/compare-page.tsx')).ComparePage }));
const DigitalLink = lazy(async () => ({ default: (await import('./product/digital-link.tsx')).DigitalLink }));
const Search = lazy(async () => ({ default: (await import('./search/search.tsx')).Search }));
const NotFound = lazy(async () => ({ default: (await import('./not-found.tsx')).NotFound }));

export function Phone() {
  const tablet = useTablet();
  const installation = useReadable(tablet.installation);
  const { paused } = useReadable(tablet.status);
  useOwnLook();
  const isOwn = installation?.person !== undefined && paused !== 'unknown_device';
  return (
    <Suspense fallback={<Opening />}>
      <PhoneProvider>{isOwn ? <Own /> : <SignIn wasIn={installation !== null} />}</PhoneProvider>
    </Suspense>
  );
}

function Own() {
  const phone = usePhone();
  const code = new URLSearchParams(useSearch()).get(joinParameter);
  const locale = useLocale();
  const { look } = useLook();
  useEffect(() => phone.wish({ locale, text: look.text, theme: look.theme }), [phone, locale, look]);
  useEffect(() => {
    const leave = () => {
      if (document.visibilityState === 'hidden') void phone.leaving();
    };
    document.addEventListener('visibilitychange', leave);
    return () => document.removeEventListener('visibilitychange', leave);
  }, [phone]);
  const home = code === null ? <PassHome /> : <JoinTablet code={code} />;
  return (
    <QuietReading>
      <Suspense fallback={<Opening />}>
        <Switch>
          <Route path={routes.home}>{home}</Route>
          <Route path={routes.me}>{home}</Route>
          <Route path={routes.mePass}>
            <PassHome />
          </Route>
          <Route path={routes.meConsents}>
            <Consents />
          </Route>
          <Route path={routes.list}>
            <WishList />
          </Route>
          <Route>
            <Shop />
          </Route>
        </Switch>
      </Suspense>
    </QuietReading>
  );
}

/** The pages of the shop need its catalogue; the pass needs none. */
function Shop() {
  if (!useCatalogue()) return <Preparing />;
  return (
    <Switch>
      <Route path={routes.product}>{({ gtin14 }) => <ProductPage gtin14={gtin14} />}</Route>
      <Route path={routes.compare}>{({ left, right }) => <Compare left={left} right={right} />}</Route>
      <Route path={routes.digitalLink}>
        <DigitalLink />
      </Route>
      <Route path={routes.search}>
        <Search />
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
