// What is to be said of a person's web history: a pass that was read with no network brings only what was allowed before,
// so that whoever says yes then is told that theirs has not come.
import type { VisitPerson } from '#sync/tablet-port.ts';

export const historyShown = ({
  by,
  consents,
  history,
  historyState,
}: Pick<VisitPerson, 'by' | 'consents' | 'history' | 'historyState'>): VisitPerson['historyState'] =>
  by === 'offline' && consents.history_now && history.length === 0 && historyState === 'off' ? 'offline' : historyState;
