// One server for the whole end-to-end run, as `npm start` makes it: a start costs 15 to 30 s, a test a few.
// Tests that kill or restart a server start their own.
import type { TestProject } from 'vitest/node';
import { type RunningServer, startServer } from '#test/build/server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    serverUrl: string;
    databaseUrl: string;
    /** What the server printed at its start: the people of the demo shop with their PINs. */
    printed: string;
    dataDir: string;
  }
}

let server: RunningServer | undefined;

export async function setup(project: TestProject): Promise<void> {
  server = await startServer();
  project.provide('serverUrl', server.url);
  project.provide('databaseUrl', server.databaseUrl);
  project.provide('printed', server.output());
  project.provide('dataDir', server.dataDir);
}

export async function teardown(): Promise<void> {
  await server?.stop();
}
