/** The addresses of keys. */
import { pathPart } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { type SigningKeyId, signingKeyIdSchema, unitIdSchema } from '../../platform/ids/ids.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { requireActor } from '../../platform/permission/permission.ts';
import type { FieldError } from '../../ui/index.ts';
import { fieldErrorsOf, goTo, page, refusalText, textsOf } from '../shell/index.ts';
import { type PostedParts, readParts } from './form-parts.ts';
import { KEYS_PATH, keyPath } from './paths.ts';
import {
  addKey,
  addTrialKey,
  type NewKeyRequest,
  readKey,
  readKeys,
  readPicture,
  setPicture,
  takeOutOfUse,
} from './service.keys.ts';
import { AddKeyPage, KeyPage, KeysPage, type TypedKey } from './views.keys.tsx';

const SHORTEST_PASSWORD = 8;

export function keyPages(app: WebApp): void {
  app.get(KEYS_PATH, async (c) => {
    const t = textsOf(c);
    const units = await readKeys(c.var.ctx);
    const now = c.var.ctx.platform.clock.now();
    return page(c, {
      title: t.signing.keys.title,
      active: 'papers',
      body: <KeysPage t={t} units={units} now={now} />,
    });
  });

  app.get(`${KEYS_PATH}/them`, (c) => addPage(c, { unit: c.req.query('don-vi') ?? '' }, []));

  app.post(`${KEYS_PATH}/them`, async (c) => {
    const parts = await readParts(c);
    const words = textsOf(c).signing.add;
    const file = await parts.file('tep');
    if (file === null) return addPage(c, typedOf(parts), [{ field: 'tep', message: words.choose }]);
    const request = { ...requestOf(parts), file, password: parts.secret('password') };
    let id: SigningKeyId;
    try {
      id = await addKey(c.var.ctx, request);
    } catch (error) {
      return addPage(c, typedOf(parts), keyErrors(c, error));
    }
    return goTo(c, keyPath(id), { kind: 'success', text: words.added });
  });

  app.post(`${KEYS_PATH}/dung-thu`, async (c) => {
    const parts = await readParts(c);
    const t = textsOf(c);
    const words = t.signing.add;
    const typed = { ...typedOf(parts), form: 'trial' };
    const password = parts.secret('password');
    const errors: FieldError[] = [
      ...(parts.text('name') === '' ? [{ field: 'name', message: t.common.errors.required(words.trialName) }] : []),
      ...(password.length < SHORTEST_PASSWORD ? [{ field: 'trial-password', message: words.passwordShort }] : []),
      ...(password === parts.secret('repeat') ? [] : [{ field: 'repeat', message: words.passwordOther }]),
    ];
    if (errors.length > 0) return addPage(c, typed, errors);
    const id = await addTrialKey(c.var.ctx, {
      ...requestOf(parts),
      name: parts.text('name'),
      organisation: parts.text('organisation') || null,
      password,
    });
    return goTo(c, keyPath(id), { kind: 'success', text: words.trialMade });
  });

  app.get(`${KEYS_PATH}/:key`, (c) => keyPage(c, idOf(c), null, []));

  app.get(`${KEYS_PATH}/:key/anh`, async (c) => {
    const png = await readPicture(c.var.ctx, idOf(c));
    return c.body(Uint8Array.from(png).buffer, 200, { 'content-type': 'image/png' });
  });

  app.post(`${KEYS_PATH}/:key/anh`, async (c) => {
    const id = idOf(c);
    const { mayChange } = await readKey(c.var.ctx, id);
    if (!mayChange) throw new Problem('permission.denied');
    const parts = await readParts(c);
    const words = textsOf(c).signing.key;
    const png = await parts.file('anh');
    const typedWidth = parts.text('width');
    if (png === null) return keyPage(c, id, typedWidth, [{ field: 'anh', message: words.choosePicture }]);
    try {
      await setPicture(c.var.ctx, id, png, Number(typedWidth.replace(',', '.')));
    } catch (error) {
      return keyPage(c, id, typedWidth, fieldErrorsOf(c, error));
    }
    return goTo(c, keyPath(id), { kind: 'success', text: words.pictureSet });
  });

  app.post(`${KEYS_PATH}/:key/thoi-dung`, async (c) => {
    await takeOutOfUse(c.var.ctx, idOf(c));
    return goTo(c, KEYS_PATH, { kind: 'success', text: textsOf(c).signing.key.removed });
  });
}

function idOf(c: WebRequest): SigningKeyId {
  return pathPart(c, 'key', signingKeyIdSchema);
}

function requestOf(parts: PostedParts): NewKeyRequest {
  const unit = unitIdSchema.safeParse(parts.text('unit'));
  if (!unit.success) throw new Problem('request.invalid');
  return {
    unitId: unit.data,
    kind: parts.text('owner') === 'seal' ? 'seal' : 'person',
    label: parts.text('label').slice(0, 120),
  };
}

function typedOf(parts: PostedParts): TypedKey {
  return Object.fromEntries(['unit', 'owner', 'label', 'name', 'organisation'].map((name) => [name, parts.text(name)]));
}

/** What a key file was refused for, beside its field. Rethrows what is not about that. */
function keyErrors(c: WebRequest, error: unknown): FieldError[] {
  const t = textsOf(c);
  const words = t.signing.add;
  if (!(error instanceof Problem)) throw error;
  if (error.code === 'key.password-wrong') return [{ field: 'password', message: words.wrongPassword }];
  if (error.code === 'key.expired') return [{ field: 'tep', message: t.problems.codes['key.expired'].title }];
  if (error.code === 'key.unreadable') {
    const { title, detail } = t.problems.codes['key.unreadable'];
    const message =
      error.detail === 'not-for-signing'
        ? words.notForSigning
        : (refusalText(error, c.var.ctx.locale) ?? `${title}. ${detail}`);
    return [{ field: 'tep', message }];
  }
  return fieldErrorsOf(c, error);
}

async function addPage(c: WebRequest, typed: TypedKey, errors: readonly FieldError[]): Promise<Response> {
  const t = textsOf(c);
  const units = await readKeys(c.var.ctx);
  if (!units.some(({ mayAdd }) => mayAdd)) throw new Problem('permission.denied');
  return page(c, {
    title: t.signing.add.title,
    active: 'papers',
    status: errors.length > 0 ? 422 : 200,
    body: <AddKeyPage t={t} units={units} typed={typed} errors={errors} />,
  });
}

async function keyPage(
  c: WebRequest,
  id: SigningKeyId,
  typedWidth: string | null,
  errors: readonly FieldError[],
): Promise<Response> {
  const t = textsOf(c);
  const { key, mayChange } = await readKey(c.var.ctx, id);
  const units = await readKeys(c.var.ctx);
  const unitName = units.find(({ unit }) => unit.unitId === key.unitId)?.unit.name ?? '';
  const ownerName = key.accountId === null ? unitName : `${requireActor(c.var.ctx.actor).name}, ${unitName}`;
  const now = c.var.ctx.platform.clock.now();
  return page(c, {
    title: key.label,
    active: 'papers',
    status: errors.length > 0 ? 422 : 200,
    body: (
      <KeyPage
        t={t}
        item={key}
        mayChange={mayChange}
        ownerName={ownerName}
        now={now}
        typedWidth={typedWidth}
        errors={errors}
      />
    ),
  });
}
