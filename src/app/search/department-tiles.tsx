// The shop at a glance: one pigment tile per department with a product of it, for people who would rather look than type.
import { pictureOf } from '#app/pictures.ts';
import { useCatalogue } from '#app/tablet-context.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { Picture } from '#app/ui/picture.tsx';
import { TilePattern } from '#app/ui/tile-pattern.tsx';
import { wordsIn } from '#domain/text.ts';
import type { Department } from '#local/catalogue.ts';

export function DepartmentTiles({
  departments,
  onChoose,
}: {
  departments: readonly Department[];
  onChoose: (name: string) => void;
}) {
  const t = useText();
  const locale = useLocale();
  const catalogue = useCatalogue();
  return (
    <ul className="g-departments" aria-label={t('search.departments')}>
      {departments.map(({ name, pigment, productIds }) => {
        const pictured = productIds.map((id) => catalogue?.product(id)).find((product) => product?.picture);
        const picture = pictured ? pictureOf(pictured, null, locale, 'small') : null;
        return (
          <li key={name['pt-BR']} className={`g-department g-pigment-${pigment}`}>
            <TilePattern seed={name['pt-BR']} rows={2} />
            <Picture className="g-department__picture" picture={picture ? { ...picture, alt: '' } : null} />
            <button type="button" className="g-cover g-department__name" onClick={() => onChoose(name['pt-BR'])}>
              {wordsIn(name, locale)}
              <span className="g-note">{t('search.results', { count: productIds.length })}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
