import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Problem } from '../errors/problem.ts';
import { parseInput, readFormFields } from './form-body.ts';
import type { WebEnv } from './web.ts';

/** What a handler would see of a posted body. */
async function fieldsOf(init: RequestInit): Promise<unknown> {
  const app = new Hono<WebEnv>();
  app.post('/', async (c) => c.json(await readFormFields(c)));
  app.onError((error, c) => c.json({ refused: error instanceof Problem ? error.code : error.name }));
  return (await app.request('/', { method: 'POST', ...init })).json();
}

describe('a posted form', () => {
  test('is NFC, trimmed, with one kind of line end', async () => {
    const body = new URLSearchParams({ ten: '  To\u0323a đa\u0300m\r\nsáng ', rong: '   ' });
    expect(await fieldsOf({ body })).toEqual({ ten: 'Tọa đàm\nsáng', rong: '' });
  });

  test('loses what neither the database nor a document can hold, and nothing else', async () => {
    const body = new URLSearchParams({ a: 'một\u0000hai\u0007ba\u001b\u007f', b: 'tab\tđây', c: '😀 \ud800' });
    expect(await fieldsOf({ body })).toEqual({ a: 'mộthaiba', b: 'tab\tđây', c: '😀 \ufffd' });
  });

  test('keeps every value of a field that came several times, and no files', async () => {
    const body = new FormData();
    body.append('vai', 'một');
    body.append('vai', 'hai');
    body.append('tep', new File(['x'], 'x.txt'));
    expect(await fieldsOf({ body })).toEqual({ vai: ['một', 'hai'] });
  });

  test.each([
    ['multipart/form-data', 'x'],
    ['multipart/form-data; boundary=abc', '--abc\r\ncontent-disposition: form-data; name="a'],
  ])('that breaks off is refused: %s', async (type, body) => {
    expect(await fieldsOf({ body, headers: { 'content-type': type } })).toEqual({ refused: 'request.invalid' });
  });

  test('of more fields than any page has is refused', async () => {
    const body = new URLSearchParams(Array.from({ length: 20_001 }, (_, n) => [`o${n}`, '']));
    expect(await fieldsOf({ body })).toEqual({ refused: 'request.too-large' });
  });

  test.each(['application/json', 'text/plain'])('that is no form has no fields: %s', async (type) => {
    expect(await fieldsOf({ body: '{"a":"1"}', headers: { 'content-type': type } })).toEqual({});
  });

  test('with the names of an object’s own parts changes no object', async () => {
    const body = new URLSearchParams([
      ['__proto__', 'x'],
      ['constructor', 'y'],
      ['a.__proto__.b', 'z'],
    ]);
    await fieldsOf({ body });
    expect(Reflect.get({}, 'b')).toBeUndefined();
    expect({}.constructor).toBe(Object);
  });

  test('names every wrong field at once', () => {
    const schema = z.object({ a: z.string().max(2), b: z.coerce.number() });
    try {
      parseInput(schema, { a: 'dài', b: 'chữ' });
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'request.invalid', fields: [{ field: 'a' }, { field: 'b' }] });
    }
  });
});
