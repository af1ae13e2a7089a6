// An act that depends on others goes the way they went [OR2, OR4]: on after applied and adjusted, refused after
// anything else that is final, waiting while a parent has no receipt.
import type { ActionId } from '#domain/ids.ts';
import type { Trx } from './rows.ts';

export async function parentsOf(trx: Trx, dependsOn: readonly ActionId[]): Promise<'go' | 'wait' | 'rejected'> {
  if (dependsOn.length === 0) return 'go';
  const ids = [...new Set<string>(dependsOn)];
  const found = await trx.selectFrom('receipt').select(['id', 'status', 'outcome']).where('id', 'in', ids).execute();
  const ends = found.map(({ outcome }) => outcome?.status ?? null);
  if (ends.some((status) => status !== null && status !== 'applied' && status !== 'adjusted')) return 'rejected';
  const isComplete = new Set(found.map(({ id }) => id)).size === ids.length && ends.every((status) => status !== null);
  return isComplete ? 'go' : 'wait';
}
