// Whose home it is that an act of a shopper writes to: a nameless visit's, which its first act makes and which only its
// own device may write to, or that of a person who let the device in.
import type { ActContext } from '#domain/act.ts';
import type { Row } from '#domain/tables.ts';
import { put, type Write } from '#domain/tx.ts';

export function isOwnHome(customer: Row<'customer'> | null, { home, grant }: ActContext): boolean {
  const isVisits = customer === null || (customer.kind === 'anonymous' && customer.device === grant.device);
  return isVisits || (grant.kind === 'visit' && grant.subject === home);
}

/** The home itself, unless it is there already. */
export const homeWrites = (customer: Row<'customer'> | null, { home, grant, atMs }: ActContext): Write[] =>
  customer
    ? []
    : [
        put('customer', home, {
          id: home,
          sourceId: null,
          kind: 'anonymous',
          firstName: null,
          device: grant.device,
          createdMs: atMs,
        }),
      ];
