// The list of everything a person can do. A kind and version stay for good once a device has reported them [EV1].
import type { Act } from '#domain/act.ts';
import { addStaff } from './add-staff.ts';
import { answerProblem } from './answer-problem.ts';
import { approveDevice } from './approve-device.ts';
import { becomeKnown } from './become-known.ts';
import { callStaff } from './call-staff.ts';
import { callStaffV1 } from './call-staff-v1.ts';
import { changePrice } from './change-price.ts';
import { finishTask } from './finish-task.ts';
import { forgetHistory } from './forget-history.ts';
import { giveBackProblem } from './give-back-problem.ts';
import { handOver } from './hand-over.ts';
import { hold } from './hold.ts';
import { holdV1 } from './hold-v1.ts';
import { joinVisit } from './join-visit.ts';
import { noteCall } from './note-call.ts';
import { noteSearch } from './note-search.ts';
import { noteSearchV1 } from './note-search-v1.ts';
import { noteUnknown } from './note-unknown.ts';
import { publishCard } from './publish-card.ts';
import { rateVisit } from './rate-visit.ts';
import { releaseHold } from './release-hold.ts';
import { reopenProblem } from './reopen-problem.ts';
import { retireDevice } from './retire-device.ts';
import { returnLease } from './return-lease.ts';
import { saveToList } from './save-to-list.ts';
import { sayConsent } from './say-consent.ts';
import { seeOutcome } from './see-outcome.ts';
import { solveProblem } from './solve-problem.ts';
import { takeLease } from './take-lease.ts';
import { takeProblem } from './take-problem.ts';

const acts = [
  hold,
  holdV1,
  releaseHold,
  saveToList,
  sayConsent,
  forgetHistory,
  joinVisit,
  callStaff,
  callStaffV1,
  finishTask,
  handOver,
  approveDevice,
  retireDevice,
  publishCard,
  changePrice,
  addStaff,
  becomeKnown,
  takeLease,
  returnLease,
  seeOutcome,
  takeProblem,
  solveProblem,
  answerProblem,
  noteCall,
  noteUnknown,
  noteSearch,
  noteSearchV1,
  giveBackProblem,
  reopenProblem,
  rateVisit,
] as const;

export type AnyAct = Act<unknown, unknown>;

const byName = new Map<string, AnyAct>(acts.map((act) => [`${act.kind}@${act.v}`, act as unknown as AnyAct]));

/** The act of a kind and version, or null when this build does not know it. */
export const actOf = (kind: string, v: number): AnyAct | null => byName.get(`${kind}@${v}`) ?? null;
