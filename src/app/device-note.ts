// What this device has learned of its own parts, kept for the next time. Dexie comes after the first paint; until then,
// and where a browser keeps nothing, the parts do as new ones would.
import type { NoteName } from '#local/device-notes.ts';

const notes = () => import('#local/device-notes.ts').then(({ openDeviceNotes }) => openDeviceNotes());

/** undefined: nothing was kept, or nothing can be. */
export const deviceNote = (name: NoteName): Promise<unknown> =>
  notes().then(
    (opened) => opened.read(name),
    () => undefined,
  );

export function keepDeviceNote(name: NoteName, value: string | number): void {
  void notes().then(
    (opened) => opened.keep(name, value),
    () => undefined,
  );
}
