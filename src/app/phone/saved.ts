// The person's list as far as it is here: their rows are kept in memory only, so a page that opened off line has none yet.
import { mainList } from '#domain/actions/save-to-list.ts';
import type { HomeId } from '#domain/ids.ts';
import type { ListItem } from '#domain/person.ts';
import type { View } from '#local/view.ts';
import type * as z from 'zod/mini';

/** Newest first; null: not known here now. */
export const savedOf = (view: View, home: HomeId): z.infer<typeof ListItem>[] | null =>
  view.knows('listItem', home)
    ? view.list('listItem', home, `${mainList}/`).toSorted((a, b) => b.savedMs - a.savedMs)
    : null;
