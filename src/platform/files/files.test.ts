import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { folderStore } from './files.ts';

const folder = mkdtempSync(join(tmpdir(), 'suotdoi-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const allFiles = (root: string) =>
  readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

describe('folderStore', () => {
  const store = folderStore(folder);

  test('keeps the same bytes once, under their hash', async () => {
    const bytes = new TextEncoder().encode('Báo cáo tổng hợp');
    const [first, second] = await Promise.all([store.put(bytes), store.put(bytes)]);
    expect(first).toEqual(second);
    expect(first.size).toBe(bytes.byteLength);
    expect(Buffer.from((await store.get(first.sha256)) ?? []).toString()).toBe('Báo cáo tổng hợp');
    expect(allFiles(folder).map((entry) => entry.name)).toEqual([first.sha256]);
    expect(statSync(join(folder, first.sha256.slice(0, 2), first.sha256.slice(2, 4), first.sha256)).mode & 0o077).toBe(
      0,
    );
  });

  test('says null for what it does not have, and refuses a path in place of a hash', async () => {
    expect(await store.get('0'.repeat(64))).toBeNull();
    expect(await store.has('0'.repeat(64))).toBe(false);
    await expect(store.get('../../../etc/passwd')).rejects.toThrow(RangeError);
  });

  test('does not hand out damaged bytes', async () => {
    const { sha256 } = await store.put(new TextEncoder().encode('nguyên vẹn'));
    writeFileSync(join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256), 'bị sửa');
    await expect(store.get(sha256)).rejects.toThrow('damaged');
  });

  test('removes', async () => {
    const { sha256 } = await store.put(new Uint8Array([1, 2, 3]));
    await store.remove(sha256);
    expect(await store.has(sha256)).toBe(false);
  });
});

// A file system of 64 kB that really is full; only root may mount one.
const small = mkdtempSync(join(tmpdir(), 'suotdoi-small-'));
const isMounted =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small]).status === 0;
afterAll(() => {
  if (isMounted) spawnSync('umount', [small]);
  rmSync(small, { recursive: true, force: true });
});

test.skipIf(!isMounted)('a full disk is a problem with a name, and leaves nothing half-written', async () => {
  const store = folderStore(small);
  await expect(store.put(new Uint8Array(200_000).fill(7))).rejects.toMatchObject({
    code: 'file.disk-full',
    status: 507,
  });
  expect(allFiles(small)).toEqual([]);
  await expect(store.put(new Uint8Array(1_000).fill(7))).resolves.toMatchObject({ size: 1_000 });
});
