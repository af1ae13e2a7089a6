// Hears what another process committed (an import beside the running server): NOTIFY is a hint between
// servers, never the record. A connection that breaks is opened again; what was missed costs a tablet's next pull.
import pg from 'pg';
import type { Log } from './authority.ts';
import type { Hub } from './hub.ts';

export const revChannel = 'gondola_rev';
const againMs = 5_000;

/** The payload is a list of home ids with commas between. Returns what ends it. */
export function listenForRevs(connectionString: string, hub: Hub, log: Log): () => Promise<void> {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;

  const again = (error: unknown): void => {
    client?.removeAllListeners('end');
    client = null;
    if (isOver || timer) return;
    log.warn({ err: error }, 'Not hearing other processes: trying again');
    timer = setTimeout(() => {
      timer = undefined;
      void open();
    }, againMs);
    timer.unref();
  };
  const open = async (): Promise<void> => {
    const next = new pg.Client({
      connectionString,
      application_name: 'gondola-listen',
      // It only waits: nothing else would ever tell that the line is dead.
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: 5_000,
    });
    client = next;
    next.on('error', again);
    next.on('end', () => again(new Error('connection ended')));
    next.on('notification', ({ payload }) => hub.homesMoved((payload ?? '').split(',')));
    try {
      await next.connect();
      await next.query(`listen ${revChannel}`);
    } catch (error) {
      again(error);
    }
  };
  void open();

  return async () => {
    isOver = true;
    clearTimeout(timer);
    await client?.end().catch(() => undefined);
  };
}
