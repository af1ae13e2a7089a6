// A call as the first tablets queued it: nothing of it is sealed. It goes on meaning what it meant [EV1].
import * as z from 'zod/mini';
import { act } from '#domain/act.ts';
import { callStaff, type CallInput } from './call-staff.ts';

export const callStaffV1 = act<CallInput>({
  ...callStaff,
  v: 1,
  personal: z.null(),
  apply: (rows, input, context) => callStaff.apply(rows, input, context, null),
});
