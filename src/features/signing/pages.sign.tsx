/** The address at which one paper is signed. */
import { Problem } from '../../platform/errors/problem.ts';
import { pathPart } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { type PaperId, paperIdSchema, signingKeyIdSchema } from '../../platform/ids/ids.ts';
import type { FieldError } from '../../ui/index.ts';
import { PAPERS_PATH } from '../papers/index.ts';
import { fieldErrorsOf, goTo, page, refusalText, textsOf } from '../shell/index.ts';
import { readParts } from './form-parts.ts';
import { signPath } from './paths.ts';
import { readSignScreen, signPaper } from './service.sign.ts';
import { SignPage, type TypedSignature } from './views.sign.tsx';

export function signPages(app: WebApp): void {
  app.get(`${PAPERS_PATH}/:paper/ky`, (c) =>
    signPage(c, idOf(c), { keyId: '', place: 'signer', hasTimestamp: true }, []),
  );

  app.post(`${PAPERS_PATH}/:paper/ky`, async (c) => {
    const id = idOf(c);
    const parts = await readParts(c);
    const words = textsOf(c).signing.sign;
    const typed: TypedSignature = {
      keyId: parts.text('key'),
      place: parts.text('place') === 'secretary' ? 'secretary' : 'signer',
      hasTimestamp: parts.text('timestamp') !== '',
    };
    const keyId = signingKeyIdSchema.safeParse(typed.keyId);
    if (!keyId.success) return signPage(c, id, typed, [{ field: 'key', message: words.chooseKey }]);
    let seq: number | null;
    try {
      seq = await signPaper(c.var.ctx, id, {
        keyId: keyId.data,
        password: parts.secret('password'),
        place: typed.place === 'secretary' ? 'secretary' : 'signer',
        hasTimestamp: typed.hasTimestamp,
      });
    } catch (error) {
      return signPage(c, id, typed, signErrors(c, error));
    }
    return goTo(c, signPath(id), {
      kind: seq === null ? 'info' : 'success',
      text: seq === null ? words.already : words.signed,
    });
  });
}

function idOf(c: WebRequest): PaperId {
  return pathPart(c, 'paper', paperIdSchema);
}

const AT_KEY: ReadonlySet<string> = new Set([
  'key.expired',
  'key.unreadable',
  'signature.person-first',
  'signature.done',
  'signature.refused',
]);

/** What signing was refused for, beside its field. Rethrows what is not about that. */
export function signErrors(c: WebRequest, error: unknown): FieldError[] {
  const t = textsOf(c);
  const words = t.signing.sign;
  if (!(error instanceof Problem)) throw error;
  if (error.code === 'key.password-wrong') return [{ field: 'password', message: words.wrongPassword }];
  if (error.code === 'request.too-many')
    return [{ field: 'password', message: refusalText(error, c.var.ctx.locale) ?? words.tooMany }];
  const { title, detail } = t.problems.codes[error.code];
  if (error.code === 'signature.timestamp-failed') return [{ field: 'timestamp', message: `${title}. ${detail}` }];
  if (AT_KEY.has(error.code))
    return [{ field: 'key', message: `${title}. ${refusalText(error, c.var.ctx.locale) ?? detail}` }];
  return fieldErrorsOf(c, error);
}

async function signPage(
  c: WebRequest,
  id: PaperId,
  typed: TypedSignature,
  errors: readonly FieldError[],
): Promise<Response> {
  const t = textsOf(c);
  const screen = await readSignScreen(c.var.ctx, id);
  const now = c.var.ctx.platform.clock.now();
  return page(c, {
    title: t.signing.sign.title,
    active: 'papers',
    status: errors.length > 0 ? 422 : 200,
    body: <SignPage t={t} screen={screen} now={now} typed={typed} errors={errors} />,
  });
}
