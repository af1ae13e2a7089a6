#!/usr/bin/env node
// The `gondola` command: src/server/cli.ts under the Node that package.json pins.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.argv.splice(2, 0, 'node', join(dirname(fileURLToPath(import.meta.url)), 'server', 'cli.ts'));
await import('./with-node.mjs');
