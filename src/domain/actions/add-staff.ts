// A person joins the staff of this store: the first manager, by the one-time link that the first start prints.
// The PIN is no part of it: it goes to the server beside the act and never travels in a feed.
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { Staff } from '#domain/actor.ts';
import { applied, rejected } from '#domain/outcome.ts';
import { key, peekPrefix, put } from '#domain/tx.ts';

const Input = z.strictObject({
  staffId: Staff.shape.id,
  number: Staff.shape.number,
  name: Staff.shape.name,
  role: Staff.shape.role,
});

export const addStaff = act<z.infer<typeof Input>>({
  kind: 'add-staff',
  v: 1,
  home: 'store',
  open: Input,
  personal: z.null(),
  may: ['server'],
  lane: ({ staffId }) => `staff/${staffId}`,
  reads: ({ staffId }, { home }) => [key('staff', home, staffId), peekPrefix('staff', home, '')],

  apply(rows, { staffId, number, name, role }, { home }) {
    if (rows.get('staff', home, staffId)) return decide(rejected('already_done'));
    if (name.trim() === '') return decide(rejected('invalid_input'));
    if (rows.list('staff', home, '').some((other) => other.live && other.number === number))
      return decide(rejected('already_done', { number }));
    return decide(applied({ number }), [put('staff', home, { id: staffId, number, name, role, live: true })]);
  },
});
