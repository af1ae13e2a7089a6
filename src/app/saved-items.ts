// What this visit has saved. A visit that began a moment ago has nothing yet, and its home is not followed yet either.
import { mainList } from '#domain/actions/save-to-list.ts';
import type { HomeId } from '#domain/ids.ts';
import type { ListItem } from '#domain/person.ts';
import type { View } from '#local/view.ts';

export const isSaved = (view: View, home: HomeId, variantId: string): boolean =>
  view.knows('listItem', home) && view.get('listItem', home, `${mainList}/${variantId}`) !== null;

/** The newest first. */
export const savedItems = (view: View, home: HomeId): ListItem[] =>
  view.knows('listItem', home)
    ? view.list('listItem', home, `${mainList}/`).toSorted((a, b) => b.savedMs - a.savedMs)
    : [];
