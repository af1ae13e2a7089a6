// The whole catalogue in this language; loaded when it is chosen. Same keys as pt-br.ts by type.
import { acts } from './es/acts.ts';
import { allOfIt } from './es/all-of-it.ts';
import { camera } from './es/camera.ts';
import { compare } from './es/compare.ts';
import { deals } from './es/deals.ts';
import { desk } from './es/desk.ts';
import { manager } from './es/manager.ts';
import { identify } from './es/identify.ts';
import { outcome } from './es/outcome.ts';
import { fleet } from './es/fleet.ts';
import { outbox } from './es/outbox.ts';
import { piece } from './es/piece.ts';
import { problem } from './es/problem.ts';
import { promise } from './es/promise.ts';
import { readers } from './es/readers.ts';
import { reason } from './es/reason.ts';
import { shared } from './es/shared.ts';
import { shopper } from './es/shopper.ts';
import { speech } from './es/speech.ts';
import { staff } from './es/staff.ts';
import type { TextKey } from './text.ts';

export const es: Record<TextKey, string> = {
  ...shared,
  ...shopper,
  ...acts,
  ...camera,
  ...outcome,
  ...readers,
  ...reason,
  ...outbox,
  ...piece,
  ...promise,
  ...compare,
  ...deals,
  ...problem,
  ...fleet,
  ...desk,
  ...speech,
  ...staff,
  ...manager,
  ...identify,
  ...allOfIt,
};
