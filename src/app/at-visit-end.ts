// What a screen keeps outside of React for the visit's length says here how it is dropped [K6].
// Promise: a part of the app that was never loaded has nothing to forget, and costs the end of a visit nothing.
const forgets = new Set<() => void>();

/** Call it beside the memory, once for the page's life. */
export const atVisitEnd = (forget: () => void): void => void forgets.add(forget);

export function forgetVisit(): void {
  for (const forget of forgets) forget();
}
