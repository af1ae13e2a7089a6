// The port between the outside world and a tag: whatever reads codes (camera, hand scanner, NFC) is a Scanner.
// Promise: a listener gets one event per showing of a code, never an address that was opened.
import type { TagSource } from '#domain/tag.ts';

/** One code as it was read, before it means anything. */
export type ScanRead = {
  readonly source: TagSource;
  readonly raw: string;
  readonly symbology?: string;
  readonly aim?: string;
  /** `performance.now()` of the frame, key press or touch: scan-to-paint is measured from here. */
  readonly seenAtMs: number;
};

/** Why a camera does not run; each has its own plain screen with a way on (photo, typing, hand scanner). */
export const cameraTroubles = ['denied', 'absent', 'busy', 'insecure', 'other'] as const;
export type CameraTrouble = (typeof cameraTroubles)[number];

export type ScannerState =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'on' }
  | { readonly kind: 'trouble'; readonly trouble: CameraTrouble; readonly detail: string };

/** What to tell a person when nothing was read for 2 s; measured in the frame (hint.ts). */
export type ScannerHint = 'none' | 'closer' | 'farther' | 'light' | 'steady' | 'tilt';

export type Scanner = {
  start(): Promise<void>;
  stop(): Promise<void>;
  readonly state: ScannerState;
  /** Each returns the way to stop listening. */
  onRead(listener: (read: ScanRead) => void): () => void;
  onState(listener: (state: ScannerState) => void): () => void;
  onHint(listener: (hint: ScannerHint) => void): () => void;
};
