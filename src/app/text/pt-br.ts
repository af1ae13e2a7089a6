// The source catalogue: every key exists here first. en.ts and es.ts must have the same keys or the type check fails.
import { acts } from './pt-br/acts.ts';
import { camera } from './pt-br/camera.ts';
import { compare } from './pt-br/compare.ts';
import { deals } from './pt-br/deals.ts';
import { desk } from './pt-br/desk.ts';
import { manager } from './pt-br/manager.ts';
import { outcome } from './pt-br/outcome.ts';
import { fleet } from './pt-br/fleet.ts';
import { outbox } from './pt-br/outbox.ts';
import { piece } from './pt-br/piece.ts';
import { problem } from './pt-br/problem.ts';
import { promise } from './pt-br/promise.ts';
import { readers } from './pt-br/readers.ts';
import { reason } from './pt-br/reason.ts';
import { shared } from './pt-br/shared.ts';
import { shopper } from './pt-br/shopper.ts';
import { speech } from './pt-br/speech.ts';
import { staff } from './pt-br/staff.ts';

export const ptBR = {
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
} as const;
