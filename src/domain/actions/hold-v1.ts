// A hold as the first tablets queued it: no lease, nobody to call. It goes on meaning what it meant [EV1].
import * as z from 'zod/mini';
import { act } from '#domain/act.ts';
import { HomeId, RowId } from '#domain/ids.ts';
import { Money } from '#domain/money.ts';
import { hold } from './hold.ts';

const Input = z.strictObject({
  productId: RowId,
  variantId: RowId,
  quantity: z.number().check(z.int(), z.gte(1), z.lte(20)),
  shown: z.nullable(Money),
  customer: z.nullable(HomeId),
  siblings: z.array(RowId).check(z.maxLength(12)),
});
type Input = z.infer<typeof Input>;

export const holdV1 = act<Input>({
  kind: hold.kind,
  v: 1,
  home: hold.home,
  open: Input,
  personal: z.null(),
  may: hold.may,
  lane: hold.lane,
  reads: hold.reads,
  readsThen: (rows, input, context) => hold.readsThen?.(rows, input, context) ?? [],
  apply: (rows, input, context) => hold.apply(rows, input, context, null),
});
