// A database of its own for a test file, in the run's one PostgreSQL (one-database.ts).
import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { Client } from 'pg';
import { inject } from 'vitest';
import { openDatabase, openPool } from '#server/database/connection.ts';

export type TestDatabase<Schema> = { db: Kysely<Schema>; close: () => Promise<void> };

/** Without a table. */
export const openEmptyDatabase = <Schema>(): Promise<TestDatabase<Schema>> => openCopyOf('template1');

/** With the tables of this version. */
export const openMigratedDatabase = <Schema>(): Promise<TestDatabase<Schema>> => openCopyOf('migrated');

async function openCopyOf<Schema>(template: string): Promise<TestDatabase<Schema>> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await atServer(`create database ${name} template ${template} strategy file_copy`);
  const url = new URL(inject('testDatabases'));
  url.pathname = `/${name}`;
  const pool = openPool({ connectionString: url.href, onTrouble: console.error, max: 8 });
  const db = openDatabase<Schema>(pool);
  return {
    db,
    async close() {
      await db.destroy();
      await atServer(`drop database ${name} with (force)`);
    },
  };
}

async function atServer(statement: string): Promise<void> {
  const url = new URL(inject('testDatabases'));
  url.pathname = '/postgres';
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
