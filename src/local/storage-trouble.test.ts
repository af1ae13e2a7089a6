import { describe, expect, it } from 'vitest';
import { StorageTrouble, troubleOf, unlessFull } from './storage-trouble.ts';

describe('trouble with storage', () => {
  it('[SG2] knows a full disk by both of its names', () => {
    const quota = new DOMException('full', 'QuotaExceededError');
    expect(troubleOf(quota)).toBe('full');
    expect(troubleOf(Object.assign(new Error('aborted'), { name: 'AbortError', inner: quota }))).toBe('full');
  });

  it('[SG4] knows a lost connection, and takes nothing else for one', () => {
    expect(troubleOf(Object.assign(new Error(), { name: 'DatabaseClosedError' }))).toBe('lost');
    expect(troubleOf(new StorageTrouble('newer', new DOMException('', 'InvalidStateError')))).toBe('newer');
    expect(troubleOf(new TypeError('a bug'))).toBeNull();
  });

  it('[SG2] goes on although the disk is full, and after no other trouble', async () => {
    await expect(unlessFull(Promise.reject(new StorageTrouble('full')))).resolves.toBeUndefined();
    await expect(unlessFull(Promise.reject(new StorageTrouble('newer')))).rejects.toMatchObject({ trouble: 'newer' });
  });
});
