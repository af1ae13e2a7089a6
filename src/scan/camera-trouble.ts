// Why the camera does not run, in one of five words. html5-qrcode passes the browser's error on as a sentence
// ("Error getting userMedia, error = NotAllowedError: …"), so the name is looked for in the text.
import type { CameraTrouble } from './scanner.ts';

const names: readonly (readonly [RegExp, CameraTrouble])[] = [
  [/NotAllowedError|PermissionDeniedError|SecurityError/, 'denied'],
  [/NotFoundError|DevicesNotFoundError|OverconstrainedError|ConstraintNotSatisfiedError/, 'absent'],
  [/NotReadableError|TrackStartError|AbortError|SourceUnavailableError/, 'busy'],
];

export const errorToTrouble = (error: unknown): CameraTrouble =>
  names.find(([pattern]) =>
    pattern.test(error instanceof Error ? `${error.name}: ${error.message}` : String(error)),
  )?.[1] ?? 'other';
