// A list of names for `in`, as one parameter: a statement takes at most 65,535 of them, and a file may name more than that.
import { type RawBuilder, sql } from 'kysely';

/** With its parentheses. */
export const eachOf = (names: Iterable<string>): RawBuilder<string> =>
  sql<string>`(select json_array_elements_text(${JSON.stringify([...new Set(names)])}::json))`;
