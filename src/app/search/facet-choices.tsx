// The choices above what was found: one row each, and only where there is something to choose.
import { useFormat } from '#app/text/format.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { Segmented } from '#app/ui/segmented.tsx';
import { money } from '#domain/money.ts';
import { wordsIn } from '#domain/text.ts';
import { type FacetGround, type Facets, priceOf, priceSteps } from './facets.ts';

export interface FacetChoicesProps {
  ground: FacetGround;
  /** What the words alone find. */
  productIds: readonly string[];
  facets: Facets;
  onChange: (facets: Facets) => void;
}

const mostDepartments = 4;

export function FacetChoices({ ground, productIds, facets, onChange }: FacetChoicesProps) {
  const t = useText();
  const format = useFormat();
  const locale = useLocale();
  const prices = productIds.flatMap((id) => priceOf(ground, id)?.price ?? []);
  const steps = priceSteps(prices.map(({ minor }) => minor));
  const say = (minor: number): string => format.money(money(minor, prices[0]?.currency ?? 'BRL'));
  const departments = new Map(
    productIds.flatMap((id) => {
      const { department } = ground.catalogue.product(id) ?? {};
      return department ? [[department['pt-BR'], wordsIn(department, locale)] as const] : [];
    }),
  );
  const priceChoices = steps
    ? [
        { value: 'any', label: t('search.any_price'), price: null },
        { value: 'low', label: t('search.price_upto', { price: say(steps[0]) }), price: { low: 0, high: steps[0] } },
        {
          value: 'middle',
          label: t('search.price_between', { low: say(steps[0]), high: say(steps[1]) }),
          price: { low: steps[0], high: steps[1] },
        },
        {
          value: 'high',
          label: t('search.price_over', { price: say(steps[1]) }),
          price: { low: steps[1], high: Number.MAX_SAFE_INTEGER },
        },
      ]
    : [];
  return (
    <div className="g-facets">
      <Segmented
        label={t('search.which')}
        labelHidden
        options={[
          { value: 'all', label: t('search.all') },
          { value: 'here', label: t('search.here') },
          { value: 'offers', label: t('search.offers') },
        ]}
        value={facets.which}
        onChange={(which) => onChange({ ...facets, which })}
      />
      {priceChoices.length > 0 ? (
        <Segmented
          label={t('search.price')}
          labelHidden
          options={priceChoices}
          value={priceChoices.find(({ price }) => price?.low === facets.price?.low)?.value ?? 'any'}
          onChange={(value) =>
            onChange({ ...facets, price: priceChoices.find((choice) => choice.value === value)?.price ?? null })
          }
        />
      ) : null}
      {departments.size > 1 && departments.size <= mostDepartments ? (
        <Segmented
          label={t('search.department')}
          labelHidden
          options={[
            { value: '', label: t('search.all') },
            ...[...departments].map(([value, label]) => ({ value, label })),
          ]}
          value={facets.department ?? ''}
          onChange={(department) => onChange({ ...facets, department: department || null })}
        />
      ) : null}
    </div>
  );
}
