// The answer to a tag: picture, name, price, what is here and online and how old that is, what goes with it, and what to do.
// In that order, and all of it from this tablet's own memory.
import Bookmark from 'lucide-react/icons/bookmark';
import CircleAlert from 'lucide-react/icons/circle-alert';
import HandHelping from 'lucide-react/icons/hand-helping';
import ListPlus from 'lucide-react/icons/list-plus';
import Send from 'lucide-react/icons/send';
import './product.css';
import { useEffect, useRef, useState } from 'react';
import { useSearch } from 'wouter';
import { useAfterPaint } from '#app/after-paint.ts';
import { useCompareWith } from '#app/comparing.ts';
import { Notes } from '#app/notes.tsx';
import { useNow } from '#app/now.ts';
import { useReading } from '#app/reading.tsx';
import { pictureWords, shapeOf } from '#app/pictures.ts';
import { useOpenVariant } from '#app/open-variant.ts';
import { chosenParameter } from '#app/routes.ts';
import { isSaved } from '#app/saved-items.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { variantOrChoice } from '#app/shared-code.ts';
import { signsOfSomebody } from '#app/signs-of-somebody.ts';
import { useCatalogue, useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { ChoiceMatrix } from '#app/ui/choice-matrix.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { ReaderLine } from '#app/ui/reader-line.tsx';
import { TwoPane } from '#app/ui/screen.tsx';
import { ShelfField } from '#app/ui/shelf-field.tsx';
import { callStaff } from '#domain/actions/call-staff.ts';
import { hold } from '#domain/actions/hold.ts';
import { saveToList } from '#domain/actions/save-to-list.ts';
import { nextSwitchMs } from '#domain/offer.ts';
import type { Contact } from '#domain/person.ts';
import type { Variant } from '#domain/product.ts';
import { pieceNames } from '#domain/recall.ts';
import { saidOf } from '#domain/tag-lookup.ts';
import { wordsIn } from '#domain/text.ts';
import { useActing } from '#app/acting.tsx';
import { Suggestions } from '#app/suggested.tsx';
import { CompareButton } from './compare-button.tsx';
import { ContactAsked } from './contact-asked.tsx';
import { allPicturesOf, Gallery } from './gallery.tsx';
import { pieceNews } from './piece-facts.ts';
import { OfferRail } from './offer-rail.tsx';
import { PieceNotes } from './piece-notes.tsx';
import { ProductGone } from './product-gone.tsx';
import { productFacts } from './product-facts.ts';
import { ElsewhereLines, StockLines } from './stock-lines.tsx';
import { Reviews } from './reviews.tsx';
import { SetHints } from './set-hints.tsx';
import { Story } from './story.tsx';
import { WhichProduct } from './which-product.tsx';

export function ProductPage({ gtin14 }: { gtin14: string }) {
  const catalogue = useCatalogue();
  const pointedAt = new URLSearchParams(useSearch()).get(chosenParameter);
  const found = variantOrChoice(catalogue?.variantsByGtin(gtin14) ?? [], pointedAt);
  return 'choice' in found ? <WhichProduct choice={found.choice} /> : <VariantPage tagged={found.variant} />;
}

function VariantPage({ tagged }: { tagged: Variant | undefined }) {
  const t = useText();
  const format = useFormat();
  const locale = useLocale();
  const openVariant = useOpenVariant();
  const tablet = useTablet();
  const catalogue = useCatalogue();
  const view = useReadable(tablet.view);
  const visit = useReadable(tablet.visit);
  const acts = useReadable(tablet.activity).length;
  const isNamed = useReadable(tablet.person) !== null;
  const { link, storage } = useReadable(tablet.status);
  const installation = useInstallation();
  const { piece } = useReading();
  const { run, sheet } = useActing();
  const [holdId, setHoldId] = useState(() => tablet.newActionId());
  const [turned, setTurned] = useState({ variantId: '', nth: 0 });

  const offers = tagged ? view.offersOf(installation.chain, tagged.id) : [];
  const nowMs = useNow(15_000, (atMs) => nextSwitchMs(offers, atMs));
  useSeen(tagged);
  useCompareWith(tagged);
  useLease(installation.device.mode === 'shopper' ? tagged?.id : undefined);
  // Name, price and stock are the answer to a tag; what goes with it may come a frame later.
  const isAnswered = useAfterPaint(tagged?.productId);
  const facts = catalogue && tagged ? productFacts(catalogue, view, tagged.id, installation, nowMs, locale) : null;
  if (!catalogue || !facts) return <ProductGone />;
  const { product, variant, offer, here, place } = facts;
  const name = wordsIn(product.name, locale);
  const said = saidOf(piece, variant);
  const news = pieceNews(catalogue, facts, said, nowMs, installation);
  const pictures = allPicturesOf(view, installation.chain, product, variant);
  const nth = turned.variantId === variant.id ? turned.nth : 0;
  const picture = pictures[nth];
  const saved = isSaved(view, visit.customerHome, variant.id);
  const online = link !== 'offline';
  const unsure = storage === 'full' || storage === 'blocked';
  // One's own phone holds nothing in a store and calls nobody: it looks, and it saves.
  const isPhone = installation.device.mode === 'phone';
  const canHold =
    !isPhone && !news.isStopped && here !== null && (here.available > 0 || here.age !== 'fresh' || !online);

  const holdIt = async (personal: Contact | null = null) => {
    const backing = tablet.leaseFor(variant.id)?.id;
    const input = {
      productId: product.id,
      variantId: variant.id,
      quantity: 1,
      shown: offer?.price ?? null,
      customer: null,
      siblings: [...facts.siblings],
      ...(backing === undefined ? {} : { lease: backing }),
      ...(said?.lot || said?.serial ? { piece: pieceNames(said) } : {}),
    };
    await run(hold, input, { id: holdId, personal });
    setHoldId(tablet.newActionId());
  };
  const ids = { productId: product.id, variantId: variant.id };
  const save = async () => {
    await run(saveToList, { ...ids, store: installation.home, saved: !saved }, {}, 'quiet');
    if (isPhone && !saved) (await tablet.phone()).looked({ event: 'add_to_wishlist', ...ids });
  };
  const text = news.isStopped ? t('piece.ticket', { product: name, lot: news.facts.lot ?? 'none' }) : name;
  const call = () => run(callStaff, { reason: 'call' as const, text, ...ids });
  const blind = !online && here !== null && here.available === 0;
  const holdWords = blind
    ? t('product.order_later')
    : variant.size
      ? t('product.hold', { size: variant.size })
      : t('product.hold_one');

  return (
    <>
      <TwoPane
        pigment={product.pigment}
        bar={
          <ScreenBar
            back
            reader={
              isPhone ? null : <ReaderLine words={t(acts > 0 || isNamed ? 'reader.ready' : 'reader.ready_other')} />
            }
          />
        }
        field={
          <ShelfField
            pigment={product.pigment}
            seed={product.id}
            picture={picture ? { ...shapeOf(picture, 'big'), alt: pictureWords(product, variant, locale) } : null}
            kicker={
              place
                ? t('product.where', { department: wordsIn(product.department, locale), aisle: place.aisle })
                : wordsIn(product.department, locale)
            }
            name={name}
            line={wordsIn(product.subtitle, locale)}
          />
        }
        rail={<OfferRail offer={offer} pricesMs={facts.pricesMs} nowMs={nowMs} offline={!online} />}
        note={<Notes />}
        dock={
          <Dock>
            {canHold ? (
              <Button
                size="dock"
                variant="primary"
                wide
                unsure={unsure}
                icon={unsure ? CircleAlert : blind ? Send : Bookmark}
                onClick={() => void holdIt()}
              >
                {holdWords}
              </Button>
            ) : isPhone ? null : (
              <Button size="dock" variant="primary" wide icon={HandHelping} onClick={() => void call()}>
                {t(news.isStopped ? 'unknown.tell' : 'do.call_staff')}
              </Button>
            )}
            <Button
              size="dock"
              variant={isPhone ? 'primary' : 'outline'}
              wide={isPhone}
              icon={ListPlus}
              aria-pressed={saved}
              onClick={() => void save()}
            >
              {saved ? t('product.saved') : t('product.save_short')}
            </Button>
            {canHold ? (
              <Button size="dock" icon={HandHelping} iconOnly onClick={() => void call()}>
                {t('do.call_staff')}
              </Button>
            ) : null}
          </Dock>
        }
      >
        <PieceNotes news={news} />
        {facts.choices.length > 1 ? (
          <ChoiceMatrix
            choices={facts.choices}
            colours={facts.colours}
            sizes={facts.sizes}
            chosen={variant.id}
            onChoose={(key) => {
              const chosen = catalogue.variant(key);
              if (chosen) openVariant(chosen, { replace: true });
            }}
            {...(here && here.age !== 'fresh'
              ? {
                  hereWords: t('product.here_at', format.moment(here.seenMs, installation.zone, nowMs)),
                  onlineWords: t('product.online_unsure'),
                }
              : {})}
          />
        ) : null}
        <StockLines facts={facts} nowMs={nowMs} ask={blind} />
        {isAnswered ? (
          <>
            {news.isStopped ? null : <SetHints product={product} />}
            <div className="g-ways">
              <CompareButton variant={variant} />
              {canHold && installation.device.mode === 'shopper' ? (
                <ContactAsked onHold={(contact) => void holdIt(contact)} />
              ) : null}
            </div>
            <Gallery
              pictures={pictures}
              chosen={nth}
              product={product}
              onChoose={(chosen) => setTurned({ variantId: variant.id, nth: chosen })}
            />
            <Suggestions besides={product.id} />
            <ElsewhereLines facts={facts} />
            <Reviews
              rating={
                view.knows('rating', installation.chain) ? view.get('rating', installation.chain, product.id) : null
              }
            />
            <Story product={product} />
          </>
        ) : null}
      </TwoPane>
      {sheet}
    </>
  );
}

/** A product that was looked at is part of this visit, however it was come by; another colour of it is the same look. */
function useSeen(variant: Variant | undefined): void {
  const tablet = useTablet();
  useEffect(() => {
    if (variant && tablet.visit.get().scans.at(-1)?.productId !== variant.productId) {
      tablet.scanned(variant.productId, variant.id);
    }
  }, [tablet, variant]);
}

/**
 * While the network is there, one unit of what somebody looks at is put aside for this tablet [LS2]. Asked again with
 * every change: a page that opens before the stock is here, or before the server has answered, would never get one. A page
 * that was left open is nobody's look: the last touch is told with it.
 */
function useLease(variantId: string | undefined): void {
  const tablet = useTablet();
  const view = useReadable(tablet.view);
  const { link } = useReadable(tablet.status);
  const lookedMs = useRef(0);
  useEffect(() => {
    const look = () => {
      lookedMs.current = tablet.latestNow();
      if (variantId) tablet.wantLease(variantId, lookedMs.current);
    };
    look();
    for (const sign of signsOfSomebody) window.addEventListener(sign, look, { passive: true });
    return () => {
      for (const sign of signsOfSomebody) window.removeEventListener(sign, look);
    };
  }, [tablet, variantId]);
  useEffect(() => {
    if (variantId) tablet.wantLease(variantId, lookedMs.current);
  }, [tablet, variantId, view, link]);
}
