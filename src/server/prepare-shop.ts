// What a start does for people before it listens: the demo shop in an empty database, and for
// every real store that has no manager yet a link that works once [K4].
import type { Kysely } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import type { Database } from './database/schema.ts';
import { type DemoPerson, loadDemo } from './demo/load.ts';
import type { ServerConfig } from './server-config.ts';
import { createClaim } from './session/claim.ts';

export type ShopToPrepare = { db: Kysely<Database>; config: ServerConfig; onPortion: (fraction: number) => void };

/** Returns the lines that the terminal shows below the address. */
export async function prepareShop({ db, config, onPortion }: ShopToPrepare): Promise<string[]> {
  const nowMs = Date.now();
  const people = await loadDemo(db, { dataDir: config.dataDir, nowMs, onPortion });
  const lines = people ? demoLines(people) : [];
  for (const { id, name } of await storesWithoutManager(db)) {
    const token = await createClaim(db, id as HomeId, nowMs);
    lines.push(`${name}: primeira gerência / first manager, uma vez / once: ${config.origin}/manager/claim#${token}`);
  }
  return lines;
}

/** One manager and one member of staff are enough to try everything; the sign-in page of the demo names the others. */
function demoLines(people: DemoPerson[]): string[] {
  const [store] = people.map((person) => person.store);
  const of = (wanted: DemoPerson['role']): DemoPerson | undefined =>
    people.find(({ store: at, role }) => at === store && role === wanted);
  const words = { manager: 'gerência / manager', staff: 'equipe / staff' };
  return (['manager', 'staff'] as const).flatMap((role) => {
    const person = of(role);
    return person ? [`${store}, ${words[role]}: ${person.number}, PIN ${person.pin} (${person.name})`] : [];
  });
}

async function storesWithoutManager(db: Kysely<Database>): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('home')
    .select(['id', 'name'])
    .where('kind', '=', 'store')
    .where('is_web', '=', false)
    .where('demo', '=', false)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('staff')
            .select('staff.id')
            .whereRef('staff.home_id', '=', 'home.id')
            .where('staff.role', '=', 'manager')
            .where('staff.live', '=', true),
        ),
      ),
    )
    .orderBy('name')
    .execute();
}
