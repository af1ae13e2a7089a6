// One act run again over the view as it stands: what it read, and what it would do.
// Promise: an act that reads the same rows at the same instant decides the same, and so is not asked twice.
import type { ActContext, Decision } from '#domain/act.ts';
import { actOf } from '#domain/actions/all.ts';
import type { Row } from '#domain/tables.ts';
import { type Key, Rows, UnknownRow } from '#domain/tx.ts';
import type { ActionRecord } from './outbox.ts';
import type { View } from './view.ts';

type Found = readonly Row[] | 'unknown';

export interface Run {
  read: readonly { at: Key; found: Found }[];
  nowMs: number;
  grant: string;
  epoch: string;
  /** null: a row is unknown here, so nothing can be said. */
  decision: Decision | null;
}

export function runOf(view: View, record: ActionRecord, context: ActContext, before: Run | undefined): Run {
  if (before && isSame(before, context) && before.read.every(({ at, found }) => sameRows(found, rowsAt(view, at))))
    return before;
  const read: { at: Key; found: Found }[] = [];
  const decision = decisionOf(record, context, (at) => {
    const found = rowsAt(view, at);
    read.push({ at, found });
    return found;
  });
  return { read, nowMs: context.nowMs, grant: context.grant.id, epoch: context.epoch, decision };
}

const isSame = (run: Run, { nowMs, grant, epoch }: ActContext): boolean =>
  run.nowMs === nowMs && run.grant === grant.id && run.epoch === epoch;

const sameRows = (a: Found, b: Found): boolean =>
  a === b || (a !== 'unknown' && b !== 'unknown' && a.length === b.length && a.every((row, at) => row === b[at]));

function rowsAt(view: View, at: Key): Found {
  if (!view.knows(at.table, at.home)) return 'unknown';
  if (at.prefix) return view.list(at.table, at.home, at.id);
  const row = view.get(at.table, at.home, at.id);
  return row ? [row] : [];
}

function decisionOf(record: ActionRecord, context: ActContext, load: (at: Key) => Found): Decision | null {
  const act = actOf(record.kind, record.v);
  const open = act?.open.safeParse(record.payload.open);
  if (!act || !open?.success) return null;
  const rows = new Rows();
  try {
    for (const at of act.reads(open.data, context)) rows.add(at, load(at));
    for (const at of act.readsThen?.(rows, open.data, context) ?? []) rows.add(at, load(at));
    return act.apply(rows, open.data, context, null);
  } catch (error) {
    // A fault in one act must not take the screens of all others away; the server judges it anyway.
    if (!(error instanceof UnknownRow)) console.error(`prediction of ${record.kind}`, error);
    return null;
  }
}
