// The shop at a glance: one pigment tile per department with a product of it, for people who would rather look than type.
import { pictureOf } from '#app/pictures.ts';
import { useCatalogue } from '#app/tablet-context.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { Picture } from '#app/ui/picture.tsx';
import { TilePattern } from '#app/ui/tile-pattern.tsx';
import { wordsIn } from '#domain/text.ts';
import type { Product } from '#domain/product.ts';
import type { Catalogue, Department } from '#local/catalogue.ts';

/** So many of a department are looked at for the one that stands for it. */
const looked = 60;

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
      {departments.map(({ name, pigment, count }) => {
        const pictured = catalogue ? faceOf(catalogue.inDepartment(name['pt-BR'], looked), catalogue) : null;
        const picture = pictured ? pictureOf(pictured, null, locale, 'small') : null;
        return (
          <li key={name['pt-BR']} className={`g-department g-pigment-${pigment}`}>
            <TilePattern seed={name['pt-BR']} rows={2} />
            <Picture className="g-department__picture" picture={picture ? { ...picture, alt: '' } : null} />
            <button type="button" className="g-cover g-department__name" onClick={() => onChoose(name['pt-BR'])}>
              {wordsIn(name, locale)}
              <span className="g-note">{t('search.results', { count })}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** The product people know a department by: the one that comes in the most colours and sizes, the dearer on a tie. */
function faceOf(productIds: readonly string[], catalogue: Catalogue): Product | null {
  const faces = productIds.flatMap((id) => {
    const product = catalogue.product(id);
    if (!product?.picture) return [];
    const variants = catalogue.variantsOf(id);
    const minor = variants[0] ? (catalogue.offersOf(variants[0].id)[0]?.price.minor ?? 0) : 0;
    return [{ product, choices: variants.length, minor }];
  });
  faces.sort((a, b) => b.choices - a.choices || b.minor - a.minor);
  return faces[0]?.product ?? null;
}
