// How a tablet stands before anything has been tried.
import type { Status } from './tablet-port.ts';

export const firstStatus: Status = {
  link: 'unknown',
  lastAnswerMs: null,
  pending: 0,
  sending: false,
  storage: 'ok',
  paused: null,
  lost: null,
  persisted: null,
  parked: 0,
};
