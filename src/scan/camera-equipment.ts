// What a screen may ask of the camera beyond reading: its light, its lenses, what lies on a shelf. Types and one
// constant, so that the first page of the app knows the camera's shape without loading it.
import type { ShelfFrame } from './camera-watch.ts';
import type { Lens } from './lens.ts';
import type { Scanner } from './scanner.ts';

/** What the open camera can do and does; null stands for "this one cannot". */
export type CameraEquipment = {
  readonly lenses: readonly Lens[];
  readonly lensId: string | null;
  readonly torch: boolean | null;
  /** True while the picture is enlarged twice. */
  readonly near: boolean | null;
  readonly refocus: boolean;
};
export const noEquipment: CameraEquipment = { lenses: [], lensId: null, torch: null, near: null, refocus: false };

export type Camera = Scanner & {
  readonly equipment: CameraEquipment;
  onEquipment(listener: (equipment: CameraEquipment) => void): () => void;
  setTorch(on: boolean): Promise<void>;
  setNear(on: boolean): Promise<void>;
  /** Focuses on what was touched, in pixels of the window. False: this camera cannot. */
  refocus(clientX: number, clientY: number): Promise<boolean>;
  /** Changes to this lens now and for the next openings. */
  choose(lensId: string): Promise<void>;
  /** While somebody listens, frames are looked at as shelves and no code is told by `onRead`. */
  onShelf(listener: (frame: ShelfFrame) => void): () => void;
  /** A shelf that is still in view opens nothing by itself; from now on its tags may be read one by one. */
  readAgain(): void;
};
