// POST /sync/v1/pull: what changed, per feed, since a cursor [PL1–PL7].
// A page ends at a rev boundary and moves on although nothing of this feed changed [FD5].
import * as z from 'zod/mini';
import { DeviceId, HomeId, InstantMs } from '#domain/ids.ts';

/** [PL6] A rev ahead of the server's own, or a tag unlike its log's, proves that the server was restored. */
export const Cursor = z.strictObject({
  timeline: z.string(),
  rev: z.number().check(z.int(), z.gte(0)),
  tag: z.string(),
});
export type Cursor = z.infer<typeof Cursor>;

/** Each feed asked for costs the server a look at who may read it. */
export const maxFeedsPerPull = 12;
/** As many places at which receipts were given does one pull show [PL6]. */
export const maxWitnesses = 24;

export const PullRequest = z.strictObject({
  /** Comes back with the answer, so that no older one is taken for it; a tablet of before sends none. */
  askId: z.optional(z.string().check(z.minLength(8), z.maxLength(64))),
  deviceId: DeviceId,
  epoch: z.string(),
  appVersion: z.string(),
  /** The open shift or visit, when its feeds are asked for [FD4]. */
  grants: z.array(z.string()).check(z.maxLength(4)),
  /** Formats of packed files that this build opens; a tablet of before names none and gets rows only. */
  opens: z.optional(z.array(z.number()).check(z.maxLength(8))),
  /** Feed name → SHA-256 of the packed file that its rows stand on here; a page may then tell of rows over that file [PL7]. */
  files: z.optional(
    z.record(z.string(), z.string()).check(z.refine((files) => Object.keys(files).length <= maxFeedsPerPull)),
  ),
  /** Feed name → cursor; null: from the beginning. */
  feeds: z
    .record(z.string(), z.nullable(Cursor))
    .check(z.refine((feeds) => Object.keys(feeds).length <= maxFeedsPerPull)),
  /** Where the server said it stood when it gave receipts that are not yet proven to be of this history [PL6]. */
  witnesses: z.optional(z.array(z.strictObject({ home: HomeId, cursor: Cursor })).check(z.maxLength(maxWitnesses))),
  sig: z.string(),
});
export type PullRequest = z.infer<typeof PullRequest>;

export const RowChange = z.strictObject({ table: z.string(), id: z.string(), row: z.record(z.string(), z.json()) });

/** [PL7] Many rows of one table, column by column: columns[name][i] belongs to ids[i]. */
export const ColumnRun = z.strictObject({
  table: z.string(),
  ids: z.array(z.string()),
  columns: z.record(z.string(), z.array(z.json())),
});
export type ColumnRun = z.infer<typeof ColumnRun>;

const RunCells = z.union([
  z.strictObject({ all: z.json() }),
  z.strictObject({ each: z.array(z.json()) }),
  /** More than in the file. */
  z.strictObject({ plus: z.array(z.number()) }),
]);
/** `of`: objects; keys that are not named are as in the file. */
export const RunColumn = z.union([RunCells, z.strictObject({ of: z.record(z.string(), RunCells) })]);
export type RunColumn = z.infer<typeof RunColumn>;

/** [PL7] Rows of a packed file that are not as it has them: `gaps` are the rows of it between them; columns that are not named are as in the file. */
export const FileRun = z.strictObject({
  table: z.string(),
  gaps: z.array(z.number().check(z.int(), z.gte(0))),
  columns: z.record(z.string(), RunColumn),
});
export type FileRun = z.infer<typeof FileRun>;

export const Change = z.union([RowChange, ColumnRun]);
export type Change = z.infer<typeof Change>;

export const Tombstone = z.strictObject({ table: z.string(), id: z.string() });

/** A packed file that stands for the feed's rows at `cursor`; what the file holds is not repeated in the page. */
export const SnapshotRef = z.strictObject({ path: z.string(), sha256: z.string(), bytes: z.number(), cursor: Cursor });
export type SnapshotRef = z.infer<typeof SnapshotRef>;

export const Page = z.strictObject({
  timeline: z.string(),
  from: z.nullable(z.number()),
  to: z.number(),
  tag: z.string(),
  changes: z.array(Change),
  tombstones: z.array(Tombstone),
  /** Only of a file that the pull named. */
  overFile: z.optional(z.strictObject({ sha256: z.string(), runs: z.array(FileRun) })),
  minRev: z.number(),
  /** True: forget this feed's rows first. Then `snapshot`, if any, and the changes lead to `to`. */
  reset: z.boolean(),
  snapshot: z.nullable(SnapshotRef),
  /** True: more pages are ready, ask again at once. */
  more: z.boolean(),
});
export type Page = z.infer<typeof Page>;

/** `refused`: feeds this device may not read now, so that the client drops them. */
export const PullAnswer = z.strictObject({
  askId: z.optional(z.string()),
  serverTimeMs: InstantMs,
  pages: z.record(z.string(), Page),
  refused: z.array(z.string()),
  sig: z.string(),
});
export type PullAnswer = z.infer<typeof PullAnswer>;
