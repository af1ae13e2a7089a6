// The whole catalogue in this language; loaded when it is chosen. Same keys as pt-br.ts by type.
import { acts } from './en/acts.ts';
import { allOfIt } from './en/all-of-it.ts';
import { camera } from './en/camera.ts';
import { compare } from './en/compare.ts';
import { deals } from './en/deals.ts';
import { desk } from './en/desk.ts';
import { manager } from './en/manager.ts';
import { identify } from './en/identify.ts';
import { outcome } from './en/outcome.ts';
import { fleet } from './en/fleet.ts';
import { outbox } from './en/outbox.ts';
import { piece } from './en/piece.ts';
import { problem } from './en/problem.ts';
import { promise } from './en/promise.ts';
import { readers } from './en/readers.ts';
import { reason } from './en/reason.ts';
import { shared } from './en/shared.ts';
import { shopper } from './en/shopper.ts';
import { speech } from './en/speech.ts';
import { staff } from './en/staff.ts';
import type { TextKey } from './text.ts';

export const en: Record<TextKey, string> = {
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
