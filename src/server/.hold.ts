import { openDataFolder } from './data-folder.ts';
import { openShopDatabase } from './database/shop-database.ts';
import { listenForRevs } from './listen.ts';
const f = openDataFolder('/tmp/import-run/live');
const d = await openShopDatabase({ dataDir: f.path, databaseUrl: undefined, onProgress() {}, onTrouble: console.log });
const stop = listenForRevs(d.connectionString, { homesMoved: (h: Iterable<string>) => console.log('moved', [...h]) } as never, console as never);
console.log('ready', process.pid);
process.on('SIGTERM', async () => { await stop(); await d.close(); f.release(); process.exit(0); });
setInterval(() => {}, 1000);
