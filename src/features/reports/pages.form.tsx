/** The addresses of an edition's report form: look, mend, replace by another file, put in force. */
import { z } from 'zod';
import type { FormDefinition } from '../../documents/forms/definition.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { readBody, readFormFields } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { calendarDateSchema } from '../../platform/ids/ids.ts';
import { normalizeText } from '../../platform/text/vietnamese.ts';
import type { FieldError } from '../../ui/index.ts';
import { type EditionContext, editionPath, enterFromPath } from '../editions/index.ts';
import { goTo, page, problemTexts, refusalText, textsOf } from '../shell/index.ts';
import { mendErrors, postedVersion, readMendPost, type StaleMend, staleMend } from './form-post.ts';
import {
  discardDraft,
  type FirstReports,
  type FormScreen,
  type MendAnswer,
  mendDraft,
  mendForm,
  putDraftInForce,
  readFormScreen,
  uploadFormDraft,
} from './service.form.ts';
import { DraftPage, EditionFormPage, StaleFormPage } from './views.form-edition.tsx';
import { type MendModel, mendModel } from './views.form-model.ts';

const WEEK = '/tuan-le/:edition/mau-bao-cao';

export function formPages(app: WebApp): void {
  app.get(WEEK, async (c) => {
    const ctx = await enterFromPath(c);
    return formPage(c, ctx, await readFormScreen(ctx), {});
  });

  app.post(WEEK, async (c) => {
    const ctx = await enterFromPath(c);
    const screen = await mendableScreen(ctx);
    if (!screen.form) throw new Problem('not-found');
    const { form } = screen;
    return mend(c, {
      path: pathOf(ctx),
      now: form,
      save: (edit) => mendForm(ctx, edit),
      show: (model) => formPage(c, ctx, screen, { model }),
    });
  });

  app.post(`${WEEK}/tep`, async (c) => {
    const ctx = await enterFromPath(c);
    await mendableScreen(ctx);
    const t = textsOf(c).forms;
    const refuse = async (text: string) => formPage(c, ctx, await readFormScreen(ctx), { uploadError: text });
    const file = (await readBody(c))['tep'];
    if (!(file instanceof File) || file.name === '') return refuse(t.replace.choose);
    try {
      await uploadFormDraft(ctx, { name: fileNameOf(file.name), bytes: new Uint8Array(await file.arrayBuffer()) });
    } catch (error) {
      const text = error instanceof Problem ? uploadRefusal(c, error) : null;
      if (text === null) throw error;
      return refuse(text);
    }
    return goTo(c, `${pathOf(ctx)}/moi`, { kind: 'success', text: t.replace.read });
  });

  // The blank form of the Week, for everybody in it. Always a download: an upload never runs as a page of ours.
  app.get(`${WEEK}/tep`, async (c) => {
    const ctx = await enterFromPath(c);
    const { form } = await readFormScreen(ctx);
    const bytes = form?.fileSha256 ? await ctx.platform.files.get(form.fileSha256) : null;
    if (!form || bytes === null) throw new Problem('not-found');
    return c.body(new Uint8Array(bytes).buffer, 200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(form.definition.file.name)}`,
    });
  });

  app.get(`${WEEK}/moi`, async (c) => {
    const ctx = await enterFromPath(c);
    return draftPage(c, ctx, await readFormScreen(ctx), {});
  });

  app.post(`${WEEK}/moi`, async (c) => {
    const ctx = await enterFromPath(c);
    const screen = await mendableScreen(ctx);
    if (!screen.draft) throw new Problem('not-found');
    return mend(c, {
      path: `${pathOf(ctx)}/moi`,
      now: screen.draft,
      save: (edit) => mendDraft(ctx, edit),
      show: (model) => draftPage(c, ctx, screen, { model }),
    });
  });

  app.post(`${WEEK}/moi/dung`, async (c) => {
    const ctx = await enterFromPath(c);
    const screen = await mendableScreen(ctx);
    const posted = await readFormFields(c);
    const version = postedVersion(posted);
    const first = screen.form ? null : readFirst(c, screen, posted);
    if (first && first.errors.length > 0) return draftPage(c, ctx, screen, { firstErrors: first.errors, posted });
    try {
      await putDraftInForce(ctx, version, first);
    } catch (error) {
      // Somebody mended or replaced the draft meanwhile: what they see then is what they put in force.
      if (!(error instanceof Problem) || error.code !== 'edit.stale') throw error;
      return goTo(c, `${pathOf(ctx)}/moi`, { kind: 'warning', text: problemTexts(error, c.var.ctx.locale).title });
    }
    return goTo(c, pathOf(ctx), { kind: 'success', text: textsOf(c).forms.draft.applied });
  });

  app.post(`${WEEK}/moi/bo`, async (c) => {
    const ctx = await enterFromPath(c);
    await discardDraft(ctx);
    return goTo(c, pathOf(ctx), { kind: 'info', text: textsOf(c).forms.draft.discarded });
  });
}

/** The screen for who may mend; others are told at once, before anything that they sent is looked at. */
async function mendableScreen(ctx: EditionContext): Promise<FormScreen> {
  const screen = await readFormScreen(ctx);
  if (!screen.mayMend) throw new Problem(ctx.edition.status === 'open' ? 'permission.denied' : 'edition.closed');
  return screen;
}

function pathOf(ctx: EditionContext): string {
  return `${editionPath(ctx)}/mau-bao-cao`;
}

/** The name as a person reads it: without folders, in one normal form, not endless. */
function fileNameOf(name: string): string {
  const last = normalizeText(name).split(/[\\/]/u).at(-1) ?? name;
  return last.replace(/\p{Cc}/gu, '').slice(-200);
}

function uploadRefusal(c: WebRequest, problem: Problem): string | null {
  if (problem.code === 'document.unreadable')
    return refusalText(problem, c.var.ctx.locale) ?? textsOf(c).documents.readerBusy;
  if (problem.code !== 'file.too-large' && problem.code !== 'file.disk-full') return null;
  return problemTexts(problem, c.var.ctx.locale).detail;
}

/** A page of a form that came back: saved, shown again with what is wrong, or beside what somebody else saved. */
async function mend(
  c: WebRequest,
  form: {
    readonly path: string;
    readonly now: { readonly definition: FormDefinition; readonly version: number };
    readonly save: (edit: {
      version: number;
      changes: ReturnType<typeof readMendPost>['changes'];
    }) => Promise<MendAnswer>;
    readonly show: (model: MendModel) => Promise<Response> | Response;
  },
): Promise<Response> {
  const t = textsOf(c);
  const posted = await readFormFields(c);
  const { definition, version } = form.now;
  if (postedVersion(posted) !== version) return stalePage(c, form.path, staleMend(form.now, posted));
  const post = readMendPost(definition, posted);
  const again = async (wrong: Parameters<typeof mendErrors>[3]) =>
    form.show(
      mendModel(t, definition, true, { fields: post.fields, errors: mendErrors(t, definition, post.fields, wrong) }),
    );
  if (post.issues.length > 0) return again({ issues: post.issues });
  const answer = await form.save({ version: post.version, changes: post.changes });
  switch (answer.is) {
    case 'stale':
      return stalePage(c, form.path, staleMend(answer, posted));
    case 'faults':
      return again({ faults: answer.faults });
    case 'saved':
      return goTo(c, form.path, {
        kind: answer.changed ? 'success' : 'info',
        text: answer.changed ? t.forms.saved : t.forms.nothingChanged,
      });
  }
}

function stalePage(c: WebRequest, path: string, stale: StaleMend): Promise<Response> {
  const t = textsOf(c);
  return page(c, {
    title: t.forms.stale.title,
    active: 'reports',
    status: 409,
    body: <StaleFormPage t={t} stale={stale} path={path} />,
  });
}

function formPage(
  c: WebRequest,
  ctx: EditionContext,
  screen: FormScreen,
  again: { readonly model?: MendModel; readonly uploadError?: string },
): Promise<Response> {
  const t = textsOf(c);
  const isOpen = screen.mayMend && (screen.written ?? 0) === 0;
  const model = again.model ?? (screen.form ? mendModel(t, screen.form.definition, isOpen) : null);
  return page(c, {
    title: t.forms.title,
    active: 'reports',
    ...(again.model || again.uploadError ? { status: 422 as const } : {}),
    body: (
      <EditionFormPage
        t={t}
        screen={screen}
        model={model}
        path={pathOf(ctx)}
        editionTitle={ctx.edition.title}
        isOpenEdition={ctx.edition.status === 'open'}
        limitBytes={ctx.platform.config.uploadLimit}
        uploadError={again.uploadError}
      />
    ),
  });
}

function draftPage(
  c: WebRequest,
  ctx: EditionContext,
  screen: FormScreen,
  again: {
    readonly model?: MendModel;
    readonly firstErrors?: readonly FieldError[];
    readonly posted?: Readonly<Record<string, string | string[]>>;
  },
): Promise<Response> | Response {
  const t = textsOf(c);
  if (!screen.mayMend) throw new Problem('permission.denied');
  if (!screen.draft) return goTo(c, pathOf(ctx));
  const errors = again.firstErrors ?? [];
  return page(c, {
    title: t.forms.draft.title,
    active: 'reports',
    ...(again.model || errors.length > 0 ? { status: 422 as const } : {}),
    body: (
      <DraftPage
        t={t}
        screen={screen}
        draft={screen.draft}
        model={again.model ?? mendModel(t, screen.draft.definition, true)}
        path={pathOf(ctx)}
        editionTitle={ctx.edition.title}
        errors={errors}
        posted={again.posted}
      />
    ),
  });
}

const dateOrNone = z.union([z.literal('').transform(() => null), calendarDateSchema]);

/** Which levels report, and by when: asked when a Week gets its first form. */
function readFirst(
  c: WebRequest,
  screen: FormScreen,
  posted: Readonly<Record<string, string | string[]>>,
): FirstReports & { readonly errors: FieldError[] } {
  const t = textsOf(c).forms.draft;
  const dateOf = (name: string) => dateOrNone.catch(null).parse(posted[name] ?? '');
  const chosen = screen.levels.filter(({ level }) => posted[`bao-cao.${level}`] !== undefined);
  const levels = chosen.flatMap(({ level }) => {
    const dueOn = dateOf(`han.${level}`);
    return dueOn === null ? [] : [{ level, dueOn }];
  });
  const errors = chosen
    .filter(({ level }) => !levels.some((one) => one.level === level))
    .map(({ level }): FieldError => ({ field: `han.${level}`, message: t.needDue }));
  const [first] = screen.levels;
  if (chosen.length === 0 && first) errors.push({ field: `bao-cao.${first.level}`, message: t.chooseLevel });
  return { rootDueOn: dateOf('han'), levels, errors };
}
