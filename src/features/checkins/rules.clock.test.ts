import { describe, expect, test } from 'vitest';
import {
  codeLeftMs,
  decidingTime,
  isClockWrong,
  isRotatingCode,
  isSelfOpen,
  isSelfTicket,
  rotatingCode,
  selfTicket,
} from './rules.clock.ts';

const at = (text: string) => new Date(`2026-10-02T${text}+07:00`);
const NOW = at('08:00:10');
const SECRET = new Uint8Array(32).fill(7);

describe('whose clock decides', () => {
  test.each([
    ['an hour off line', at('07:00:00'), false],
    ['a little ahead', at('08:04:00'), false],
    ['tomorrow', new Date('2026-10-03T08:00:00+07:00'), true],
    ['the day before yesterday', new Date('2026-09-30T08:00:00+07:00'), true],
    ['a battery that died', new Date('1970-01-01T00:00:00Z'), true],
  ])('%s', (_, device, isWrong) => {
    expect(isClockWrong(device, NOW)).toBe(isWrong);
    expect(decidingTime(device, NOW)).toEqual(isWrong ? NOW : device);
  });
});

describe('the code on the screen', () => {
  test('six digits, the same within half a minute, another one after it', () => {
    const code = rotatingCode(SECRET, NOW);
    expect(code).toMatch(/^\d{6}$/);
    expect(rotatingCode(SECRET, at('08:00:29.999'))).toBe(code);
    expect(rotatingCode(SECRET, at('08:00:30'))).not.toBe(code);
    expect(rotatingCode(new Uint8Array(32).fill(8), NOW)).not.toBe(code);
    expect(codeLeftMs(NOW)).toBe(20_000);
  });

  test('this one and the one before are taken, older ones and those of other sessions are not', () => {
    const code = rotatingCode(SECRET, NOW);
    expect(isRotatingCode(SECRET, code, NOW)).toBe(true);
    expect(isRotatingCode(SECRET, `${code.slice(0, 3)} ${code.slice(3)}`, at('08:00:59'))).toBe(true);
    expect(isRotatingCode(SECRET, code, at('08:01:00'))).toBe(false);
    expect(isRotatingCode(SECRET, code, new Date('2026-10-03T08:00:10+07:00'))).toBe(false);
    expect(isRotatingCode(new Uint8Array(32).fill(8), code, NOW)).toBe(false);
    expect(isRotatingCode(SECRET, '', NOW)).toBe(false);
  });

  test('who opened the page with a right code has ten minutes', () => {
    const ticket = selfTicket(SECRET, NOW);
    expect(isSelfTicket(SECRET, ticket, at('08:09:00'))).toBe(true);
    expect(isSelfTicket(SECRET, ticket, at('08:11:00'))).toBe(false);
    expect(isSelfTicket(new Uint8Array(32).fill(8), ticket, NOW)).toBe(false);
    expect(isSelfTicket(SECRET, `zzzzzzzz.${ticket.split('.')[1]}`, NOW)).toBe(false);
    expect(isSelfTicket(SECRET, '', NOW)).toBe(false);
  });
});

test('people check themselves in from an hour before to an hour after', () => {
  const session = { startsAt: at('08:00:00'), endsAt: at('10:00:00') };
  expect(isSelfOpen(session, at('06:59:00'))).toBe(false);
  expect(isSelfOpen(session, at('07:00:00'))).toBe(true);
  expect(isSelfOpen(session, at('11:00:00'))).toBe(true);
  expect(isSelfOpen(session, at('11:01:00'))).toBe(false);
});
