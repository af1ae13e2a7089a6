// What was asked, what happened to it and who waits: the left half of an entry.
import CircleAlert from 'lucide-react/icons/circle-alert';
import Tablet from 'lucide-react/icons/tablet';
import { useNow } from '#app/now.ts';
import { pictureOf } from '#app/pictures.ts';
import { useInstallation } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { CodePlate } from '#app/ui/code-plate.tsx';
import { PriceTag } from '#app/ui/price-tag.tsx';
import { Thumb } from '#app/ui/product-row.tsx';
import { Well } from '#app/ui/well.tsx';
import { isAboutDevice, type Problem } from '#domain/problem.ts';
import { Person, Tried } from './person.tsx';
import { useProblemWords } from './problem-words.ts';
import { isWrongCode } from './ways.ts';

export function ProblemFacts({ problem }: { problem: Problem }) {
  const t = useText();
  const format = useFormat();
  const locale = useLocale();
  const { zone } = useInstallation();
  const { wrong, say, thing, price, name } = useProblemWords()(problem);
  const { deviceName: device, madeMs, code, contact } = problem;
  const nowMs = useNow(60_000);
  const made = format.moment(madeMs, zone, nowMs);
  const ofOrder = isWrongCode(problem) && name !== null;
  const reach =
    ofOrder || contact?.phone
      ? null
      : contact?.name
        ? 'problem.name_only'
        : name === null
          ? 'problem.no_contact_text'
          : null;
  return (
    <div>
      <section className="g-card g-entry__facts">
        <div className="g-entry__fact">
          {thing ? (
            <Thumb
              corner
              id={thing.product.id}
              pigment={thing.product.pigment}
              picture={pictureOf(thing.product, thing.variant, locale, 'small')}
            />
          ) : (
            <Well big tone="stale" icon={CircleAlert} />
          )}
          <div className="g-entry__words">
            <h2 className="g-heading">{t(say && contact?.phone ? 'problem.to_say' : 'problem.what')}</h2>
            <p>{wrong}</p>
          </div>
          {price ? <PriceTag price={price} size="row" /> : null}
        </div>
        {isAboutDevice(problem) ? null : (
          <div className="g-entry__fact">
            <Well big tone="plain" icon={Tablet} />
            <div className="g-entry__words">
              <h2 className="g-heading">{t(ofOrder ? 'problem.whose' : 'problem.who')}</h2>
              {ofOrder ? <p>{name}</p> : <Person contact={contact} name={name} code={code} />}
              <p className="g-note g-quiet">{t('problem.asked_at', { ...made, device })}</p>
              {reach ? <p className="g-note g-quiet">{t(reach)}</p> : null}
              <Tried problem={problem} />
            </div>
            <CodePlate small code={code} />
          </div>
        )}
      </section>
      {isAboutDevice(problem) ? (
        <section className="g-card g-card--pad g-entry__ask">
          <h2 className="g-heading">{t('problem.ask_floor')}</h2>
          <ol>
            <li>{t('problem.ask_1', { device, time: made.time })}</li>
            <li>{t('problem.ask_2')}</li>
          </ol>
        </section>
      ) : null}
    </div>
  );
}
