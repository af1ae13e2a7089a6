// Which of a tablet's cameras looks at tags. Promise: a remembered choice is kept; otherwise the main lens on the
// back, never the ultra-wide, which cannot focus at reading distance.

export type Lens = { readonly id: string; readonly label: string };

const isBack = (label: string): boolean => /back|rear|environment|tras[ei]|posterior|facing back/i.test(label);
const isOdd = (label: string): boolean =>
  /ultra|wide[ -]?angle|0[.,]5|tele|macro|depth|infrared|\bir\b|virtual|dual|triple/i.test(label);
/** Android numbers its lenses ("camera2 0, facing back") and the main one comes first. */
const numberIn = (label: string): number => Number(/camera2? (\d+)/i.exec(label)?.[1] ?? 0);

/** Best first. Labels are empty before the person has allowed the camera: then the order of the system stays. */
export function rankLenses(lenses: readonly Lens[]): Lens[] {
  const score = ({ label }: Lens) => (isBack(label) ? 0 : 100) + (isOdd(label) ? 50 : 0) + numberIn(label);
  return lenses
    .map((lens, index) => ({ lens, index }))
    .toSorted((a, b) => score(a.lens) - score(b.lens) || a.index - b.index)
    .map(({ lens }) => lens);
}

/** The lens to change to, or undefined when the running one is right. */
export function betterLens(lenses: readonly Lens[], runningLabel: string): Lens | undefined {
  const [best] = rankLenses(lenses);
  return best && isOdd(runningLabel) && !isOdd(best.label) && isBack(best.label) ? best : undefined;
}
