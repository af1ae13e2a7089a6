// Ways to break the promise on purpose: each is a patch of one source file, applied while the file is loaded.
// Nothing in src knows of them; a patch that no longer fits its file fails the run.
import type { FaultKind } from './plan.ts';

export interface Mutation {
  name: string;
  /** From the root: "src/server/receipts.ts". */
  file: string;
  /** Text that stands exactly once in the file. */
  find: string;
  replace: string;
  /** green: safety does not rest on what is taken away. */
  expected: 'red' | 'green';
  /** Which harness must see it: tablets over one session, or transactions stepped over real connections. */
  harness: 'tablets' | 'transactions';
  /** Only seeds on this disk can see it. */
  disk?: 'dexie';
  /** Only seeds in whose schedule these go wrong are tried: no other can see it. */
  needs?: readonly FaultKind[];
}

export const mutations: readonly Mutation[] = [
  {
    name: 'hash compare',
    file: 'src/server/receipts.ts',
    find: 'found.hash !== action.hash || found.home_id !== action.home',
    replace: 'found.home_id !== action.home',
    needs: ['hostile twin'],
    expected: 'red',
    harness: 'tablets',
  },
  {
    name: 'receipt insert',
    file: 'src/server/push.ts',
    find: 'if (!(await claimReceipt(trx, question, createdMs, nowMs))) return take(authority, trx, question);',
    replace: 'void claimReceipt;',
    expected: 'red',
    harness: 'tablets',
  },
  {
    name: 'batch-id check',
    file: 'src/sync/push.ts',
    find: "if (answer.batchId !== batchId) throw new Offline('the answer to another batch');",
    replace: '',
    needs: ['server restored', 'stale answer'],
    expected: 'red',
    harness: 'tablets',
  },
  {
    name: 'settle before the outcome',
    file: 'src/sync/settle.ts',
    find: "record.state === 'acked' && isSettled(record, feeds, handing)",
    replace: "record.state === 'acked'",
    expected: 'red',
    harness: 'tablets',
  },
  {
    name: "cursor outside the page's transaction",
    file: 'src/local/replica-database.ts',
    find: `db.transaction('rw', db.cursor, db.row, async () => {
            const at = await db.cursor.get(feed);
            if (!sameCursor(at?.cursor ?? null, from)) return false;`,
    replace: `Promise.resolve().then(async () => {
            const at = await db.cursor.get(feed);
            if (!sameCursor(at?.cursor ?? null, from)) return false;
            await db.cursor.put({ feed, cursor: change.cursor, file: change.reset ? change.file : (at?.file ?? null), asOfMs: change.asOfMs });`,
    disk: 'dexie',
    needs: ['quota on a page'],
    expected: 'red',
    harness: 'tablets',
  },
  {
    name: 'optimistic replay',
    file: 'src/sync/watched-view.ts',
    find: '.filter((record) => isBeyondRows(feeds, record))',
    replace: '.filter((record) => record.receipt !== null && isBeyondRows(feeds, record))',
    expected: 'red',
    harness: 'tablets',
  },
  {
    name: 'lane order on the tablet',
    file: 'src/sync/batch.ts',
    find: `    if (!isDue(record, nowMs) || !parentsSent) {
      heldLanes.add(record.lane);`,
    replace: '    if (!isDue(record, nowMs) || !parentsSent) {',
    needs: ['poison act'],
    expected: 'red',
    harness: 'tablets',
  },
  {
    name: 'lane order at the server',
    file: 'src/server/push-batch.ts',
    find: "receipt.status !== 'final' && receipt.status !== 'accepted') heldLanes.add(lane);",
    replace: "receipt.status === 'retry' && receipt.revs['never']) heldLanes.add(lane);",
    needs: ['poison act'],
    expected: 'red',
    harness: 'tablets',
  },
  {
    name: '(device, epoch, seq) check',
    file: 'src/server/push-batch.ts',
    find: '  if (!fork) return;',
    replace: '  if (fork || !fork) return;',
    needs: ['rolled back'],
    expected: 'red',
    harness: 'tablets',
  },
  {
    name: 'lease sum',
    file: 'src/domain/stock.ts',
    find: 'Math.max(0, stock.onHand - stock.reserved - stock.leased)',
    replace: 'Math.max(0, stock.onHand - stock.reserved)',
    expected: 'red',
    harness: 'tablets',
  },
  {
    name: 'Web Lock',
    file: 'src/sync/sync.ts',
    find: 'await lock.run(syncLock, silentHolderMs, async () => {',
    replace:
      'await ((_name: string, _ms: number, work: () => Promise<void>) => work())(syncLock, silentHolderMs, async () => {',
    expected: 'green',
    harness: 'tablets',
  },
  {
    name: 'send claim',
    file: 'src/sync/push.ts',
    find: "(record) => (isDue(record, nowMs) ? { state: 'sending', sendClaim: { by: self, atMs: nowMs } } : null)",
    replace:
      "(record) => (record.receipt === null ? { state: 'sending', sendClaim: { by: self, atMs: nowMs } } : null)",
    expected: 'green',
    harness: 'tablets',
  },
  {
    name: 'row lock',
    file: 'src/server/rows.ts',
    find: '${whichOf(group)} order by id for update`',
    replace: '${whichOf(group)} order by id`',
    expected: 'red',
    harness: 'transactions',
  },
  {
    // What [PL1] forbids: numbers drawn as from a sequence, before the counter's row is held to the commit [FD3]. They
    // stay unique, so no key of the database stops them; they only lose the order of the commits and leave gaps.
    name: 'counter taken last',
    file: 'src/server/feed.ts',
    find: 'const { rows } = await sql<{ revs: Revs | null; added: number[] }>`with ${counting(homes, cause, log)}',
    replace: `const drawn: Map<string, number> = ((globalThis as any).drawnRevs ??= new Map());
  const early = await sql\`select id, rev, timeline from home where id in (\${sql.join(homes)}) order by id\`.execute(trx);
  const numbers = new Map<string, number>();
  for (const { id, rev, timeline } of early.rows as any[]) {
    drawn.set(timeline, Math.max(drawn.get(timeline) ?? 0, rev) + 1);
    numbers.set(id, drawn.get(timeline)!);
  }
  const drawing = sql\`\${sql.join(homes.map((home, n) => sql\`\${sql.ref('home' + n)} as (
    update home set rev = greatest(rev, \${numbers.get(home)}::int8), tag = 'drawn' where id = \${home}
    returning id, \${numbers.get(home)}::int8 as rev, tag)\`))}, counted as (\${sql.join(homes.map((_, n) =>
    sql\`select id, rev, tag from \${sql.ref('home' + n)}\`), ' union all ')}), revs as (
    insert into rev (home_id, rev, tag, at_ms, cause_kind, cause_id)
    select id, rev, tag, \${cause.atMs}::int8, \${cause.kind}::text, \${cause.id}::text from counted)\`;
  const { rows } = await sql<{ revs: Revs | null; added: number[] }>\`with \${drawing}`,
    expected: 'red',
    harness: 'transactions',
  },
];

/** Throws when the patch does not fit: a mutation that changes nothing proves nothing. */
export function mutated(source: string, patch: Pick<Mutation, 'name' | 'file' | 'find' | 'replace'>): string {
  const { name, file, find, replace } = patch;
  const parts = source.split(find);
  if (parts.length !== 2) throw new Error(`mutation "${name}": found ${parts.length - 1} times in ${file}`);
  return parts.join(replace);
}
