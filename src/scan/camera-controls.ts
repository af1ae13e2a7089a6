// What one camera can do beyond a picture, asked of its track. Promise: nothing is offered that the track does not
// say it can, and a camera that says it can and then cannot goes on reading.

/** Light, focus and zoom are not in TypeScript's DOM types. */
type Capabilities = MediaTrackCapabilities & {
  focusMode?: string[];
  pointsOfInterest?: unknown;
  torch?: boolean | boolean[];
  zoom?: { min: number; max: number };
};
type Wishes = {
  focusMode?: 'continuous' | 'single-shot';
  pointsOfInterest?: { x: number; y: number }[];
  torch?: boolean;
  zoom?: number;
};
type Track = Pick<MediaStreamTrack, 'applyConstraints'> & { getCapabilities?(): MediaTrackCapabilities };

export type Abilities = {
  readonly torch: boolean;
  /** The settings for 1× and 2×; null: this lens does not enlarge. */
  readonly zoom: { readonly one: number; readonly two: number } | null;
  readonly refocus: boolean;
};

/** A tap's focus is held this long; then the camera follows by itself again. */
const holdFocusMs = 2500;

const capabilitiesOf = (track: Track): Capabilities => track.getCapabilities?.() ?? {};

/** True when the camera took the wish. */
async function apply(track: Track, wishes: Wishes): Promise<boolean> {
  try {
    await track.applyConstraints({ advanced: [wishes] } as unknown as MediaTrackConstraints);
    return true;
  } catch {
    return false;
  }
}

export function abilitiesOf(track: Track): Abilities {
  const { torch, zoom, focusMode = [], pointsOfInterest } = capabilitiesOf(track);
  // Some count from 1, some in hundreds; below 1 is an ultra-wide that shares the track.
  const one = Math.max(zoom?.min ?? 1, 1);
  return {
    torch: Array.isArray(torch) ? torch.includes(true) : torch === true,
    zoom: zoom && zoom.max >= one * 2 ? { one, two: one * 2 } : null,
    refocus: focusMode.includes('single-shot') || (pointsOfInterest !== undefined && focusMode.includes('continuous')),
  };
}

export async function focusContinuously(track: Track): Promise<void> {
  if (capabilitiesOf(track).focusMode?.includes('continuous')) await apply(track, { focusMode: 'continuous' });
}

export const setTorch = (track: Track, on: boolean): Promise<boolean> => apply(track, { torch: on });
export const setZoom = (track: Track, zoom: number): Promise<boolean> => apply(track, { zoom });

/** Focuses on a point (parts of the frame, 0 to 1) at once, and continuously again after a while. */
export async function refocus(
  track: Track,
  point: { x: number; y: number },
  later: (act: () => void, ms: number) => void = setTimeout,
): Promise<boolean> {
  const { focusMode = [], pointsOfInterest } = capabilitiesOf(track);
  const once = focusMode.includes('single-shot');
  const done = await apply(track, {
    ...(pointsOfInterest === undefined ? {} : { pointsOfInterest: [point] }),
    focusMode: once ? 'single-shot' : 'continuous',
  });
  if (once) later(() => void focusContinuously(track), holdFocusMs);
  return done;
}
