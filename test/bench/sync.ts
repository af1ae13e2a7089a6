// `npm run bench -- sync --tablets T --actions A --stores S`: what the whole receipt transaction costs beside bare
// transactions of the same statements, and how long a tap takes to a second tablet. One JSON object.
import { parseArgs } from 'node:util';
import { openBenchDatabase } from './bench-server.ts';
import { spread } from './statistics.ts';
import { measureDrain } from './sync-drain.ts';
import { measureLatency } from './sync-latency.ts';
import { type Load, measureRate } from './sync-rate.ts';

const connections = 16;
/** Short turns of both sides, so that whatever else the machine does hits both. */
const actionsPerRound = 200;

export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: {
      tablets: { type: 'string', default: '50' },
      actions: { type: 'string', default: '3000' },
      stores: { type: 'string', default: '1' },
      batch: { type: 'string', default: '10' },
      /** Taps in two real browsers; 0 leaves them out. */
      taps: { type: 'string', default: '40' },
      /** So many queued acts on one tablet, and a tenth of them; 0 leaves it out. */
      drain: { type: 'string', default: '0' },
      /** Also with a tenth of the tablets, and with a tenth of the acts. */
      growth: { type: 'boolean', default: false },
    },
  });
  const [tablets, actions, stores] = [Number(values.tablets), Number(values.actions), Number(values.stores)];
  const [taps, drain] = [Number(values.taps), Number(values.drain)];
  const rounds = Math.max(3, Math.round(actions / actionsPerRound));
  const load: Load = { tablets, actions, stores, batch: Number(values.batch), connections, rounds };
  const database = await openBenchDatabase();
  try {
    const { batchMs, ...rate } = await measureRate(database, load, 'sync');
    return {
      bench: 'sync',
      ...load,
      ...rate,
      batchMs: spread(batchMs),
      tapToOtherTabletMs: taps > 0 ? await measureLatency(database, taps) : null,
      ...(values.growth && {
        growth: [
          await oneOf(database, { ...load, tablets: Math.ceil(tablets / 10) }, 'tenth_tablets'),
          await oneOf(database, { ...load, actions: Math.ceil(actions / 10), rounds: 3 }, 'tenth_actions'),
        ],
      }),
      ...(drain > 0 && {
        drain: [await measureDrain(database, Math.ceil(drain / 10)), await measureDrain(database, drain)],
      }),
      postgres: database.version,
      settings: database.settings,
    };
  } finally {
    await database.close();
  }
}

async function oneOf(database: Parameters<typeof measureRate>[0], load: Load, name: string): Promise<object> {
  const { actionsPerSecond, ratio, serverCpuMsPerAction, serverMB } = await measureRate(database, load, name);
  const { tablets, actions } = load;
  return { tablets, actions, actionsPerSecond, ratio, serverCpuMsPerAction, serverMB };
}
