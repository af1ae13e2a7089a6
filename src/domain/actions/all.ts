// The list of everything a person can do. A kind and version stay for good once a device has reported them [EV1].
import type { Act } from '#domain/act.ts';
import { addStaff } from './add-staff.ts';
import { approveDevice } from './approve-device.ts';
import { callStaff } from './call-staff.ts';
import { changePrice } from './change-price.ts';
import { finishTask } from './finish-task.ts';
import { handOver } from './hand-over.ts';
import { hold } from './hold.ts';
import { publishCard } from './publish-card.ts';
import { releaseHold } from './release-hold.ts';
import { retireDevice } from './retire-device.ts';
import { saveToList } from './save-to-list.ts';

const acts = [
  hold,
  releaseHold,
  saveToList,
  callStaff,
  finishTask,
  handOver,
  approveDevice,
  retireDevice,
  publishCard,
  changePrice,
  addStaff,
] as const;

export type AnyAct = Act<unknown, unknown>;

const byName = new Map<string, AnyAct>(acts.map((act) => [`${act.kind}@${act.v}`, act as unknown as AnyAct]));

/** The act of a kind and version, or null when this build does not know it. */
export const actOf = (kind: string, v: number): AnyAct | null => byName.get(`${kind}@${v}`) ?? null;
