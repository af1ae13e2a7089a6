// Numbers for whoever watches the shop's server (Prometheus text at /metrics): acts by their end, time of a push,
// and how full the tablets' outboxes are, as they said at their last hello [K13].
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from './database/schema.ts';

export interface Metrics {
  act(kind: string, end: string): void;
  batch(milliseconds: number): void;
  pull(milliseconds: number): void;
  alarm(what: string): void;
  text(): Promise<string>;
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

export function createMetrics(db: Kysely<Database>, now: () => number): Metrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  const acts = new Counter({
    name: 'gondola_acts_total',
    help: 'Acts by kind and by how they ended',
    labelNames: ['kind', 'end'],
    registers,
  });
  const batches = new Histogram({
    name: 'gondola_push_seconds',
    help: 'Time of a whole push',
    buckets: seconds,
    registers,
  });
  const pulls = new Histogram({
    name: 'gondola_pull_seconds',
    help: 'Time of a whole pull',
    buckets: seconds,
    registers,
  });
  const alarms = new Counter({
    name: 'gondola_alarms_total',
    help: 'What a person should look at',
    labelNames: ['what'],
    registers,
  });

  const devices = async () => {
    const { rows } = await sql<{ n: number; pending: number; since: number | null }>`
      select count(*) as n, coalesce(sum(pending), 0)::int8 as pending, min(pending_since_ms) as since from device_report`.execute(
      db,
    );
    return rows[0] ?? { n: 0, pending: 0, since: null };
  };
  new Gauge({
    name: 'gondola_outbox_pending',
    help: 'Acts still on tablets',
    registers,
    async collect() {
      this.set((await devices()).pending);
    },
  });
  new Gauge({
    name: 'gondola_outbox_age_seconds',
    help: 'Since when some tablet has not been able to empty its outbox',
    registers,
    async collect() {
      const { since } = await devices();
      this.set(since === null ? 0 : Math.max(0, now() - since) / 1000);
    },
  });

  return {
    act: (kind, end) => acts.inc({ kind, end }),
    batch: (milliseconds) => batches.observe(milliseconds / 1000),
    pull: (milliseconds) => pulls.observe(milliseconds / 1000),
    alarm: (what) => alarms.inc({ what }),
    text: () => registry.metrics(),
  };
}
