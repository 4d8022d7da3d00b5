import { expect, test } from 'vitest';
import { hashPassword, isOutdated, passwordMatches } from './password-hash.ts';
import { isEmail, safeReturnPath } from './rules.ts';
import { passwordFault } from './rules.password.ts';
import { seal, unseal } from '../../platform/secrets/secret-box.ts';

test('a PHC string in the agreed cost, with a salt of its own each time', async () => {
  const [one, two] = await Promise.all([hashPassword('con mèo trèo cây cau'), hashPassword('con mèo trèo cây cau')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
  expect(await passwordMatches('con mèo trèo cây cau', one)).toBe(true);
  expect(await passwordMatches('con mèo trèo cây cao', one)).toBe(false);
  expect(isOutdated(one)).toBe(false);
  expect(isOutdated(one.replace('t=2', 't=1'))).toBe(true);
});

test('a string of another program is understood', async () => {
  // From the reference implementation: echo -n "password" | argon2 somesalt -id -t 2 -m 16 -p 1 -l 24 -v 13
  const phc = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
  expect(await passwordMatches('password', phc)).toBe(true);
  expect(await passwordMatches('Password', phc)).toBe(false);
});

test('the same letters typed another way are the same password', async () => {
  const hash = await hashPassword('mật khẩu dài'.normalize('NFD'));
  expect(await passwordMatches('mật khẩu dài'.normalize('NFC'), hash)).toBe(true);
});

test('what is no PHC string is nobody’s password', async () => {
  for (const phc of ['', 'x', '$argon2id$v=19$m=0,t=0,p=0$$', '$2b$10$abcdefghijklmnopqrstuv']) {
    expect(await passwordMatches('password', phc)).toBe(false);
  }
});

test.each([
  ['123456789', 'password.too-short'],
  ['mười chữ', 'password.too-short'],
  ['1234567890', 'password.common'],
  ['aaaaaaaaaaaa', 'password.common'],
  ['Matkhau123456', 'password.common'],
  ['Vietnam@2026', 'password.common'],
  ['P@ssw0rd!!', 'password.common'],
  ['@dm1n@dm1n', 'password.common'],
  ['p4 con trâu 0 biết', null],
  ['SuotDoi2026!', 'password.common'],
  ['lan.nguyen@donvi.vn', 'password.like-email'],
  ['lannguyen2026', 'password.like-email'],
  ['con mèo trèo cây cau', null],
  ['hKq8-vLw2-pZ', null],
  ['x'.repeat(100) + 'yzwu'.repeat(26), 'password.too-long'],
])('the password %s: %s', (password, fault) => {
  expect(passwordFault(password, 'lan.nguyen@donvi.vn')).toBe(fault);
});

test('e-mail addresses that a mail server could take', () => {
  for (const good of ['a@b.vn', 'vhxh.tanphu@dongnai.gov.vn', 'lan+tuan@x-y.edu.vn']) expect(isEmail(good)).toBe(true);
  for (const bad of [
    '',
    'a',
    'a@b',
    '@b.vn',
    'a@@b.vn',
    'a b@c.vn',
    'a@b.vn, c@d.vn',
    'a@b.vn\nBcc: c@d.vn',
    'a@b.v',
  ]) {
    expect(isEmail(bad)).toBe(false);
  }
});

test('after signing in one stays on this site', () => {
  expect(safeReturnPath('/tuan-le/3/bao-cao?x=1')).toBe('/tuan-le/3/bao-cao?x=1');
  for (const bad of [
    undefined,
    '',
    'https://xau.vn',
    '//xau.vn',
    '/\\xau.vn',
    'javascript:alert(1)',
    '/a b',
    '/dang-xuat',
  ]) {
    expect(safeReturnPath(bad)).toBe('/');
  }
});

test('a sealed secret opens for its owner and key only, and shows when it was touched', () => {
  const key = Buffer.alloc(32, 7);
  const sealed = seal(key, 'a', Buffer.from('bí mật'));
  expect(sealed.includes(Buffer.from('bí mật'))).toBe(false);
  expect(unseal(key, 'a', sealed).toString()).toBe('bí mật');
  expect(() => unseal(key, 'b', sealed)).toThrow();
  expect(() => unseal(Buffer.alloc(32, 8), 'a', sealed)).toThrow();
  for (let at = 0; at < sealed.length; at++) {
    const touched = Buffer.from(sealed);
    touched[at] = (touched[at] ?? 0) ^ 1;
    expect(() => unseal(key, 'a', touched)).toThrow();
  }
});
