// The entry of `npm start`: which parts a shop's server is made of. What happens is in start.ts.
import { buildApp } from './app.ts';
import { prepareShop } from './prepare-shop.ts';
import { start } from './start.ts';

process.exit(await start(process.argv.slice(2), { buildApp, prepareShop }));
