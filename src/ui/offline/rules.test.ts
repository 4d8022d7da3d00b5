import { describe, expect, test } from 'vitest';
import {
  cacheName,
  isOutdated,
  isPrivate,
  isSignedInPage,
  keepingOf,
  markKept,
  ownUrl,
  readPush,
  whenOf,
} from './rules.ts';

const NOW = new Date('2026-10-01T18:30:00Z');
const ORIGIN = 'https://tuanle.example.vn';

describe('what is kept', () => {
  test.each([
    ['/le-khai-mac/12', 'public'],
    ['/man-hinh/3f-1-abc', 'public'],
    ['/hoat-dong/12-lop-ky-nang-so', 'public'],
    ['/dang-ky-cua-toi', 'device'],
    ['/dang-ky-cua-toi/3f-1-abc', 'device'],
    ['/dang-ky/3f-1-abc', 'device'],
    ['/tuan-le/1/diem-danh/activity/12/1', 'day'],
    ['/tuan-le/1/diem-danh/ceremony/3/44', 'day'],
    ['/tuan-le/1/diem-danh/activity/12/1/man-hinh', null],
    ['/tuan-le/1/diem-danh/activity/12/1/tinh-hinh', null],
    ['/hoat-dong/12/dang-ky', null],
    ['/tuan-le/1/bao-cao', null],
    ['/tuan-le/1/hoat-dong/12', null],
    ['/tai-khoan', null],
    ['/', null],
  ] as const)('%s: %s', (path, keeping) => {
    expect(keepingOf(path)).toBe(keeping);
  });

  test('a list of names lives for the day in Vietnam', () => {
    expect(cacheName('day', true, NOW)).toBe('day-2026-10-02');
    expect(isOutdated('day-2026-10-02', NOW)).toBe(false);
    expect(isOutdated('day-2026-10-01', NOW)).toBe(true);
    expect(isOutdated('public', NOW)).toBe(false);
  });

  test('after sign-out nothing of the person or the device is left', () => {
    expect(cacheName('public', true, NOW)).toBe('signed-in');
    expect(['signed-in', 'device', 'day-2026-10-02', 'public', 'assets-1'].filter(isPrivate)).toEqual([
      'signed-in',
      'device',
      'day-2026-10-02',
    ]);
    expect(isSignedInPage('<form method="post" action="/dang-xuat">')).toBe(true);
    expect(isSignedInPage('<a href="/dang-nhap">')).toBe(false);
  });

  test('a kept page says so, in its language', () => {
    expect(whenOf(NOW)).toBe('01:30 02/10/2026');
    expect(markKept('<html lang="en"><body><p>x</p></body>', whenOf(NOW))).toContain(
      'kept on the device at 01:30 02/10/2026',
    );
    expect(markKept('<html lang="vi"><body class="public"></body>', whenOf(NOW))).toContain(
      'bản lưu trên máy lúc 01:30 02/10/2026',
    );
  });
});

describe('pushed messages', () => {
  test('open our own pages only', () => {
    const message = (url: string) => JSON.stringify({ title: 'Nhắc lịch', body: 'Ngày mai, 8 giờ', url });
    expect(readPush(message('/dang-ky/x'), ORIGIN)).toEqual({
      title: 'Nhắc lịch',
      body: 'Ngày mai, 8 giờ',
      url: `${ORIGIN}/dang-ky/x`,
    });
    for (const url of [
      'https://example.com/',
      '//example.com',
      'javascript:alert(1)',
      'http://tuanle.example.vn/',
      '',
    ]) {
      expect(new URL(readPush(message(url), ORIGIN)?.url ?? 'x:').origin).toBe(ORIGIN);
    }
    expect(ownUrl('https://', ORIGIN)).toBe(`${ORIGIN}/`);
  });

  test('what is no message of ours is not shown', () => {
    for (const text of ['', 'xin chào', 'null', '[]', '{"title":5}']) expect(readPush(text, ORIGIN)).toBeNull();
  });
});
