import { describe, expect, it } from 'vitest';

import { asOneTest, countReport } from './suites.ts';

const fileWith = (status: string, ...tests: string[]): object => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map((test) => ({ fullName: 'does it', status: test })),
});

describe('counting a run', () => {
  it('adds passed, failed and skipped tests of all files', () => {
    const report = {
      testResults: [fileWith('failed', 'passed', 'failed'), fileWith('passed', 'passed', 'pending', 'todo')],
    };
    expect(countReport(JSON.stringify(report))).toEqual({ passed: 2, failed: 1, skipped: 2 });
  });

  it('counts a file that broke before its first test as one failure', () => {
    expect(countReport(JSON.stringify({ testResults: [fileWith('failed')] })).failed).toBe(1);
  });

  it('counts a tool that ends with another code than 0, or is not there, as one failure', async () => {
    expect(await asOneTest('no', [process.execPath, '-e', 'process.exit(3)'], 10)).toMatchObject({
      passed: 0,
      failed: 1,
    });
    expect(await asOneTest('none', ['no-such-program-here'], 10)).toMatchObject({ passed: 0, failed: 1 });
    expect(await asOneTest('yes', [process.execPath, '-e', ''], 10)).toMatchObject({ passed: 1, failed: 0 });
  });

  it('ends a tool that hangs and counts it as one failure', async () => {
    expect(await asOneTest('hangs', [process.execPath, '-e', 'setInterval(() => {}, 1000)'], 1)).toMatchObject({
      failed: 1,
    });
  });
});
