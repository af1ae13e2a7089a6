// Fetches pictures before they are asked for: one after the other, while the link is up and nobody is at the tablet.
// Promise: it gives way to everything else; what can't be had now is tried at the next round.
import type { PictureShape } from '#app/ui/picture.tsx';

export interface AheadPorts {
  /** In the order in which they are wanted. */
  wanted(): Promise<readonly PictureShape[]>;
  /** Addresses, as shapes name them, of what is kept already. */
  kept(): Promise<ReadonlySet<string>>;
  /** Nobody is here, the link is up and costs nothing. */
  mayFetch(): boolean;
  /** At least a fifth of this origin's room is free. */
  hasRoom(): Promise<boolean>;
  /** False when it could not be had. */
  fetch(shape: PictureShape): Promise<boolean>;
  pause(ms: number): Promise<void>;
}

const lookAgainMs = 5_000;
const betweenMs = 30;
const failuresAtMost = 3;
/** Asking for the room counts all files: not before each of them. */
const roomEvery = 10;

/** `whole`: all of them are here; the others were left for the next round. */
export interface Round {
  end: 'whole' | 'no room' | 'failing';
  fetched: number;
  wanted: number;
}

export async function fetchAhead(ports: AheadPorts): Promise<Round> {
  const untilFree = async (): Promise<void> => {
    while (!ports.mayFetch()) await ports.pause(lookAgainMs);
  };
  await untilFree();
  const wanted = await ports.wanted();
  const kept = await ports.kept();
  const missing = wanted.filter((shape) => !addressesOf(shape).some((address) => kept.has(address)));
  let fetched = 0;
  let failures = 0;
  for (const [at, shape] of missing.entries()) {
    await untilFree();
    if (at % roomEvery === 0 && !(await ports.hasRoom())) return { end: 'no room', fetched, wanted: wanted.length };
    if (await ports.fetch(shape)) {
      fetched += 1;
      failures = 0;
    } else failures += 1;
    if (failures >= failuresAtMost) return { end: 'failing', fetched, wanted: wanted.length };
    await ports.pause(betweenMs);
  }
  return { end: 'whole', fetched, wanted: wanted.length };
}

/** Any of them will do: the worker answers for one size with another. */
export const addressesOf = ({ src, sources }: PictureShape): string[] => [
  src,
  ...[sources?.avif, sources?.webp]
    .flatMap((set) => set?.split(', ') ?? [])
    .map((candidate) => candidate.slice(0, candidate.lastIndexOf(' '))),
];
