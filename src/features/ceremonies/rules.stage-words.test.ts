import { describe, expect, test } from 'vitest';
import { vi } from '../../../messages/vi/index.ts';
import { type ScreenData, screenWords, skewWords } from './rules.stage-words.ts';
import { screenTexts } from './views.stage.tsx';

const texts = screenTexts(vi);
const at = (time: string) => Date.parse(`2026-10-01T${time}:00+07:00`);
const item = (id: number, start: string, end: string | null, content: string) => ({
  id,
  start: at(start),
  end: end === null ? null : at(end),
  content,
  inCharge: 'Ban tổ chức',
  site: '',
});
const data: ScreenData = {
  status: 'published',
  run: { delay: 5, currentId: null },
  items: [
    item(1, '08:00', '08:20', 'Văn nghệ'),
    item(2, '08:20', '08:30', 'Khai mạc'),
    item(3, '08:30', null, 'Bế mạc'),
  ],
};

describe('a screen in words', () => {
  test('what is on and what comes move with the delay, what is over was when it was', () => {
    const words = screenWords(data, texts, at('08:27'));
    expect(words).toMatchObject({
      clock: '08:27',
      state: 'Đang diễn ra',
      content: 'Khai mạc',
      until: 'đến 08:35',
      left: '8',
      leftUnit: 'phút',
      nextContent: 'Bế mạc',
      nextTime: 'lúc 08:35',
      delay: 'Chậm 5 phút',
      currentId: 2,
    });
    expect(words.times).toEqual(['08:00 – 08:20', '08:25 – 08:35', '08:35']);
  });
  test('over its time it says so', () => {
    const words = screenWords({ ...data, run: { delay: 0, currentId: 1 } }, texts, at('08:23'));
    expect(words).toMatchObject({ leftLabel: 'Quá giờ', left: '3', isOver: true, delay: '' });
  });
  test('days before it counts in days', () => {
    expect(screenWords(data, texts, at('08:00') - 3 * 86_400_000)).toMatchObject({
      state: 'Sắp bắt đầu',
      left: '3',
      leftUnit: 'ngày',
    });
  });
  test('a ceremony that was called off says only that', () => {
    const words = screenWords({ ...data, status: 'cancelled' }, texts, at('08:27'));
    expect(words).toMatchObject({
      state: 'Lễ đã hủy',
      content: '',
      left: '',
      nextContent: '',
      delay: '',
      currentId: null,
    });
  });
});

test('a machine whose clock is wrong is told by how much', () => {
  expect(skewWords(29_000, texts)).toBe('');
  expect(skewWords(-180_000, texts)).toContain('nhanh 3 phút');
  expect(skewWords(120_000, texts)).toContain('chậm 2 phút');
  expect(skewWords(-86_400_000 * 3, texts)).not.toMatch(/\d/u);
});
