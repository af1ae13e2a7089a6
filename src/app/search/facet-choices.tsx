// The choices above what was found: one row each, and only where there is something to choose.
import { useCatalogue, useInstallation } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { Segmented } from '#app/ui/segmented.tsx';
import { money } from '#domain/money.ts';
import { wordsIn } from '#domain/text.ts';
import { chosenStep, type Facets, type PriceBounds } from './facets.ts';

export interface FacetChoicesProps {
  /** Of what the words or the department alone lead to. */
  productIds: readonly string[];
  steps: readonly PriceBounds[];
  facets: Facets;
  onChange: (facets: Facets) => void;
}

const mostDepartments = 4;

export function FacetChoices({ productIds, steps, facets, onChange }: FacetChoicesProps) {
  const t = useText();
  const locale = useLocale();
  const catalogue = useCatalogue();
  const stepWords = useStepWords();
  const departments = new Map(
    productIds.flatMap((id) => {
      const { department } = catalogue?.product(id) ?? {};
      return department ? [[department['pt-BR'], wordsIn(department, locale)] as const] : [];
    }),
  );
  const chosen = chosenStep(steps, facets.price);
  const isChoice = departments.size > 1 && departments.size <= mostDepartments;
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
      {steps.length > 0 ? (
        <Segmented
          label={t('search.price')}
          labelHidden
          options={[
            { value: 'any', label: t('search.any_price') },
            ...steps.map((step, nth) => ({ value: String(nth), label: stepWords(step) })),
          ]}
          value={chosen ? String(steps.indexOf(chosen)) : 'any'}
          onChange={(nth) => onChange({ ...facets, price: nth === 'any' ? null : (steps[Number(nth)] ?? null) })}
        />
      ) : null}
      {isChoice || facets.department !== null ? (
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

function useStepWords(): (step: PriceBounds) => string {
  const t = useText();
  const format = useFormat();
  const { currency } = useInstallation();
  const say = (minor: number): string => format.money(money(minor, currency));
  return ({ over, upto }) => {
    if (upto === Infinity) return t('search.price_over', { price: say(over) });
    if (over === -Infinity) return t('search.price_upto', { price: say(upto) });
    return t('search.price_between', { low: say(over), high: say(upto) });
  };
}
