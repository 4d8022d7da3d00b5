/** Where units submit resources, those above check them, and reports of readers are seen to. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { parseInput, pathPart, readBody, readForm } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { resourceIdSchema, unitIdSchema } from '../../platform/ids/ids.ts';
import type { FieldError } from '../../ui/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { fieldsOf, readContent, type ResourceFields } from './fields.ts';
import { LIBRARY_PATH, MANAGE_PATH, managedResourcePath } from './paths.ts';
import {
  answerReport,
  createResource,
  type GivenFile,
  moveResource,
  readManageScreen,
  readResource,
  readSubjects,
  saveResource,
} from './service.ts';
import { EditView, ManageView, NewView } from './views.manage.tsx';

const NEW_PATH = `${MANAGE_PATH}/moi`;

const moveSchema = z.object({
  to: z.enum(['draft', 'sent', 'published', 'returned', 'withdrawn']),
  reason: z.string().trim().max(1_000).default(''),
});

export function managedResourcePages(app: WebApp): void {
  app.get(MANAGE_PATH, async (c) => {
    const screen = await readManageScreen(c.var.ctx);
    const t = textsOf(c);
    return page(c, {
      title: t.resources.manage.title,
      active: 'resources',
      body: <ManageView t={t} screen={screen} />,
    });
  });

  app.get(NEW_PATH, (c) => newPage(c, {}, []));

  app.post(NEW_PATH, async (c) => {
    const { fields, file } = await readPost(c);
    const { content, errors } = readContent(fields, textsOf(c));
    if (content === null) return newPage(c, fields, errors);
    const unitId = parseInput(unitIdSchema, fields.unit);
    try {
      const id = await createResource(c.var.ctx, unitId, content, file);
      return goTo(c, managedResourcePath(id), { kind: 'success', text: textsOf(c).resources.manage.saved });
    } catch (error) {
      return newPage(c, fields, refusalsOf(c, error));
    }
  });

  app.get(`${MANAGE_PATH}/:resource`, (c) => editPage(c, null, []));

  app.post(`${MANAGE_PATH}/:resource`, async (c) => {
    const id = pathPart(c, 'resource', resourceIdSchema);
    const { fields, file } = await readPost(c);
    const { content, errors } = readContent(fields, textsOf(c));
    if (content === null) return editPage(c, fields, errors);
    try {
      await saveResource(c.var.ctx, id, parseInput(z.coerce.number().int(), fields._version), content, file);
    } catch (error) {
      if (error instanceof Problem && error.code === 'edit.stale') {
        const words = textsOf(c).resources.manage;
        return editPage(c, fields, [{ field: 'title', message: `${words.stale}. ${words.staleText}` }], 409);
      }
      return editPage(c, fields, refusalsOf(c, error));
    }
    return goTo(c, managedResourcePath(id), { kind: 'success', text: textsOf(c).resources.manage.saved });
  });

  app.post(`${MANAGE_PATH}/:resource/trang-thai`, async (c) => {
    const id = pathPart(c, 'resource', resourceIdSchema);
    const post = await readForm(c, moveSchema);
    const words = textsOf(c).resources.manage;
    try {
      const status = await moveResource(c.var.ctx, id, post.to, post.reason);
      const said = status === 'draft' ? words.saved : words[status];
      return goTo(c, managedResourcePath(id), { kind: 'success', text: said });
    } catch (error) {
      return editPage(c, null, refusalsOf(c, error));
    }
  });

  app.post(`${MANAGE_PATH}/bao-loi/:report`, async (c) => {
    const id = pathPart(c, 'report', z.coerce.number().int().positive());
    await answerReport(c.var.ctx, id, textsOf(c).resources.manage.resolved);
    return goTo(c, MANAGE_PATH, { kind: 'success', text: textsOf(c).resources.manage.resolved });
  });
}

async function newPage(c: WebRequest, typed: ResourceFields, errors: readonly FieldError[]): Promise<Response> {
  const [{ units }, subjects] = await Promise.all([readManageScreen(c.var.ctx), readSubjects(c.var.ctx)]);
  const t = textsOf(c);
  return page(c, {
    title: t.resources.manage.new,
    active: 'resources',
    ...(errors.length > 0 ? { status: 422 as const } : {}),
    body: (
      <NewView
        t={t}
        action={NEW_PATH}
        units={units}
        subjects={subjects}
        locale={c.var.ctx.locale}
        typed={typed}
        errors={errors}
      />
    ),
  });
}

async function editPage(
  c: WebRequest,
  typed: ResourceFields | null,
  errors: readonly FieldError[],
  status: 409 | 422 = 422,
): Promise<Response> {
  const screen = await readResource(c.var.ctx, pathPart(c, 'resource', resourceIdSchema));
  const t = textsOf(c);
  return page(c, {
    title: screen.resource.title,
    active: 'resources',
    ...(errors.length > 0 ? { status } : {}),
    body: (
      <EditView
        t={t}
        screen={screen}
        locale={c.var.ctx.locale}
        typed={typed ?? fieldsOf(screen.resource)}
        errors={errors}
        publicPath={`${LIBRARY_PATH}/${screen.resource.id}`}
      />
    ),
  });
}

/** Faults of the service beside their fields; anything else is thrown on. */
function refusalsOf(c: WebRequest, error: unknown): FieldError[] {
  if (!(error instanceof Problem) || error.code !== 'request.invalid' || error.fields.length === 0) throw error;
  const t = textsOf(c);
  return error.fields.map(({ field, code }) => ({
    field,
    message:
      code === 'file.kind'
        ? t.resources.manage.fileBad
        : code === 'choice.invalid'
          ? t.problems.fields['choice.invalid']
          : t.problems.fields.required,
  }));
}

async function readPost(c: WebRequest): Promise<{ fields: ResourceFields; file: GivenFile | null }> {
  const body = await readBody(c);
  const fields: Record<string, string | string[]> = {};
  let file: GivenFile | null = null;
  for (const [name, value] of Object.entries(body)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one !== 'string') {
        if (name === 'tep' && one.size > 0) file = { name: one.name, bytes: new Uint8Array(await one.arrayBuffer()) };
        continue;
      }
      const before = fields[name];
      fields[name] = before === undefined ? one : [...(Array.isArray(before) ? before : [before]), one];
    }
  }
  return { fields, file };
}
