import { beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_DATA_DIR } from '#server/options.ts';
import { StartRefusal } from '#server/start-refusal.ts';
import { bring, database, file, globe, header, nowMs, useImportLab } from '#test/build/import-lab.ts';
import { type ChannelOrder, parseChannel, runChannel } from './channel-command.ts';
import { channelOfKey } from './channels.ts';

describe('the words after gondola channel', () => {
  test('name a task, a channel and where it may come from', () => {
    expect(
      parseChannel(['add', 'site', '--origin', 'https://shop.example/', '--origin', 'http://localhost:3000']),
    ).toEqual({
      task: 'add',
      name: 'site',
      origins: ['https://shop.example', 'http://localhost:3000'],
      chain: undefined,
      dataDir: DEFAULT_DATA_DIR,
    });
    expect(parseChannel(['add', 'erp', '--server', '--chain', 'Serra'])).toMatchObject({ origins: [], chain: 'Serra' });
    expect(parseChannel(['list'])).toMatchObject({ task: 'list', name: '' });
    expect(parseChannel(['--help'])).toBe('help');
  });

  test.each([
    [[]],
    [['make', 'site']],
    [['add', 'site']],
    [['add', 'site', '--server', '--origin', 'https://shop.example']],
    [['add', '--origin', 'https://shop.example']],
    [['add', 'a b', '--server']],
    [['add', 'site', 'two', '--server']],
    [['add', 'site', '--origin', 'shop.example']],
    [['add', 'site', '--origin', 'https://shop.example/page']],
    [['add', 'site', '--origin', 'javascript:alert(1)']],
    [['list', 'site']],
    [['revoke']],
    [['revoke', 'site', '--all']],
  ])('refuses %j', (args) => {
    expect(() => parseChannel(args)).toThrow(StartRefusal);
  });
});

describe('a channel', () => {
  useImportLab();
  beforeEach(() => bring({ catalogue: file('c.csv', header + globe) }));
  const run = (task: ChannelOrder['task'], name = '', origins: string[] = []) =>
    runChannel(database.db, { task, name, origins, chain: undefined, dataDir: '' }, nowMs);

  test('has a key that is shown once and kept as a hash; taken back, it opens nothing', async () => {
    expect(await run('list')).toEqual(['There is no channel yet.']);
    const [key = ''] = await run('add', 'site', ['https://shop.example']);
    expect(key).toMatch(/^gk_[\w-]{32}$/);
    expect(JSON.stringify(await database.db.selectFrom('channel').selectAll().execute())).not.toContain(key.slice(3));
    expect(await channelOfKey(database.db, key)).toMatchObject({ name: 'site', origins: ['https://shop.example'] });
    expect(await run('list')).toEqual(['site  https://shop.example  since 2026-11-01']);
    await expect(run('add', 'site', [])).rejects.toThrow(/There is a channel called site/);
    await run('revoke', 'site');
    expect(await channelOfKey(database.db, key)).toBeNull();
    await expect(run('revoke', 'site')).rejects.toThrow(/no channel called site/);
    const [next] = await run('add', 'site');
    expect(next).not.toBe(key);
    expect(new Set(await run('list'))).toEqual(
      new Set(['site  https://shop.example  since 2026-11-01  revoked', 'site  a server  since 2026-11-01']),
    );
  });

  test('belongs to a chain that has to be named where there are several', async () => {
    await bring({ catalogue: file('c.csv', header + globe), chain: 'Other' });
    await expect(run('list')).rejects.toThrow(/several chains/);
  });
});
