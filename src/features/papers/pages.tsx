/** The addresses of papers that people see; what the editor asks in between is pages.editor.ts. */
import { z } from 'zod';
import { PAPER_KINDS } from '../../documents/write/paper-kinds.ts';
import { today } from '../../platform/clock/clock.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { pathPart, readFormFields } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import {
  calendarDateSchema,
  documentIdSchema,
  editionIdSchema,
  isCalendarDate,
  type PaperId,
  paperIdSchema,
  unitIdSchema,
} from '../../platform/ids/ids.ts';
import type { FieldError } from '../../ui/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { editorPages } from './pages.editor.ts';
import { EditPage, StalePage } from './pages.edit.tsx';
import { HistoryPage, OldStatePage } from './pages.history.tsx';
import { blankWords, IssuePage } from './pages.issue.tsx';
import { COMMENDATION, ListPage, NewPage } from './pages.list.tsx';
import { PaperPage } from './pages.paper.tsx';
import { fieldsOfPaper, type PaperFields, type PaperIssue } from './paper-fields.ts';
import { readPaperPost } from './paper-post.ts';
import { PAPERS_PATH, paperPath } from './paths.ts';
import { PAPER_STATUSES, sourceHref } from './rules.paper.ts';
import { downloadPaper, downloadState, type PaperDownload, readPaperFiles } from './service.files.ts';
import { isIssuedBySource, issuePaper, readIssue, rightsOn, withdrawPaper } from './service.issue.ts';
import {
  editionsFor,
  readEnding,
  readHistory,
  readOldState,
  readPaperList,
  replacedPaper,
  unitNameOf,
  writeUnits,
} from './service.read.ts';
import {
  copyPaper,
  deletePaper,
  notePresence,
  readPaper,
  requireWritable,
  restoreState,
  savePaper,
  type StandingPaper,
  startFromDocument,
  startPaper,
  startReplacement,
} from './service.ts';
import type { PaperSources } from './sources.ts';

const MEDIA_TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

const pageSchema = z.coerce.number().int().min(1).max(100_000).catch(1);
const versionSchema = z.coerce.number().int().min(1).max(2_147_483_646);

export function paperPages(app: WebApp, sources: PaperSources): void {
  app.get(PAPERS_PATH, async (c) => {
    const query = {
      typed: (c.req.query('tim') ?? '').slice(0, 200).trim(),
      status: z
        .enum(PAPER_STATUSES)
        .nullable()
        .catch(null)
        .parse(c.req.query('tinh-trang') ?? null),
      kind: z
        .enum(PAPER_KINDS)
        .nullable()
        .catch(null)
        .parse(c.req.query('loai') ?? null),
      editionId: editionIdSchema
        .nullable()
        .catch(null)
        .parse(c.req.query('tuan-le') || null),
    };
    const pageNumber = pageSchema.parse(c.req.query('trang'));
    const list = await readPaperList(c.var.ctx, query, pageNumber);
    const t = textsOf(c);
    return page(c, {
      title: t.papers.title,
      active: 'papers',
      body: <ListPage t={t} list={list} query={query} page={pageNumber} />,
    });
  });

  app.get(`${PAPERS_PATH}/moi`, (c) => newPage(c, {}, []));

  app.post(`${PAPERS_PATH}/moi`, async (c) => {
    const fields = textsIn(await readFormFields(c));
    const t = textsOf(c);
    const isCommendation = fields['kind'] === COMMENDATION;
    const kind = z.enum(PAPER_KINDS).safeParse(isCommendation ? 'decision' : fields['kind']);
    const unit = unitIdSchema.safeParse(fields['unit']);
    if (!kind.success || !unit.success) {
      // Who may not write at all is told so, not that a kind is missing.
      return newPage(c, fields, [{ field: 'kind', message: t.papers.new.noKind }]);
    }
    const edition = editionIdSchema.safeParse(fields['edition']);
    const id = await startPaper(
      c.var.ctx,
      {
        unitId: unit.data,
        kind: kind.data,
        editionId: edition.success ? edition.data : null,
        decides: isCommendation ? 'commendation' : 'committee',
      },
      sources,
    );
    return goTo(c, `${paperPath(id)}/soan`);
  });

  app.post(`${PAPERS_PATH}/tu-van-ban-den`, async (c) => {
    const document = documentIdSchema.safeParse(textsIn(await readFormFields(c))['document']);
    if (!document.success) throw new Problem('request.invalid');
    const id = await startFromDocument(c.var.ctx, document.data, sources);
    return goTo(c, `${paperPath(id)}/soan`, { kind: 'success', text: textsOf(c).papers.paper.copied });
  });

  app.get(`${PAPERS_PATH}/:paper`, (c) => paperPage(c, idOf(c), []));

  app.get(`${PAPERS_PATH}/:paper/soan`, async (c) => {
    const id = idOf(c);
    await requireWritable(c.var.ctx, id);
    const { others } = await notePresence(c.var.ctx, id);
    const paper = await readPaper(c.var.ctx, id);
    const names = others.map(({ name }) => name);
    return editPage(c, id, fieldsOfPaper(paper.model), paper.version, [], names);
  });

  app.post(`${PAPERS_PATH}/:paper/soan`, async (c) => {
    const id = idOf(c);
    const paper = await requireWritable(c.var.ctx, id);
    const fields = textsIn(await readFormFields(c));
    const version = versionSchema.safeParse(fields['_version']);
    if (!version.success) throw new Problem('request.invalid');
    const { model, issues } = readPaperPost(fields, paper.model);
    if (issues.length > 0) {
      const shown = { ...fieldsOfPaper(paper.model), ...fields };
      return editPage(c, id, shown, version.data, issuesOf(c, issues), []);
    }
    try {
      await savePaper(c.var.ctx, id, { version: version.data, model, cause: 'save' });
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'edit.stale') throw error;
      // What savePaper says of a stale save; it is our own object.
      const standing = error.current as StandingPaper;
      const t = textsOf(c);
      return page(c, {
        title: t.papers.stale.title,
        active: 'papers',
        status: 409,
        body: <StalePage t={t} paper={paper} mine={model} standing={standing} />,
      });
    }
    return goTo(c, `${paperPath(id)}/soan`, { kind: 'success', text: textsOf(c).papers.edit.saved });
  });

  editorPages(app);
  historyPages(app);
  issuePages(app);

  for (const format of ['pdf', 'docx'] as const) {
    app.get(`${PAPERS_PATH}/:paper/van-ban.${format}`, async (c) =>
      sendFile(c, await downloadPaper(c.var.ctx, idOf(c), format), format),
    );
  }

  app.get(`${PAPERS_PATH}/:paper/tep/:seq`, async (c) => {
    const seq = pathPart(c, 'seq', z.coerce.number().int().min(1).max(100_000));
    const file = await downloadState(c.var.ctx, idOf(c), seq);
    return sendFile(c, file, file.name.endsWith('.pdf') ? 'pdf' : 'docx');
  });

  app.post(`${PAPERS_PATH}/:paper/sao`, async (c) => {
    const id = await copyPaper(c.var.ctx, idOf(c));
    return goTo(c, `${paperPath(id)}/soan`, { kind: 'success', text: textsOf(c).papers.paper.copied });
  });

  app.post(`${PAPERS_PATH}/:paper/xoa`, async (c) => {
    await deletePaper(c.var.ctx, idOf(c));
    return goTo(c, PAPERS_PATH, { kind: 'success', text: textsOf(c).papers.paper.deleted });
  });
}

function historyPages(app: WebApp): void {
  app.get(`${PAPERS_PATH}/:paper/lich-su`, async (c) => {
    const t = textsOf(c);
    const history = await readHistory(c.var.ctx, idOf(c));
    return page(c, { title: t.papers.history.title, active: 'papers', body: <HistoryPage t={t} {...history} /> });
  });

  app.get(`${PAPERS_PATH}/:paper/lich-su/:version`, async (c) => {
    const t = textsOf(c);
    const state = await readOldState(c.var.ctx, idOf(c), pathPart(c, 'version', versionSchema));
    const mayRestore = state.paper.status === 'draft' && rightsOn(c.var.ctx, state.paper).mayWrite;
    return page(c, {
      title: t.papers.history.version(state.sitting.version),
      active: 'papers',
      body: <OldStatePage t={t} state={state} mayRestore={mayRestore} />,
    });
  });

  app.post(`${PAPERS_PATH}/:paper/lich-su/:version/khoi-phuc`, async (c) => {
    const id = idOf(c);
    const from = pathPart(c, 'version', versionSchema);
    const version = versionSchema.safeParse(textsIn(await readFormFields(c))['_version']);
    if (!version.success) throw new Problem('request.invalid');
    await restoreState(c.var.ctx, id, { from, version: version.data });
    return goTo(c, paperPath(id), { kind: 'success', text: textsOf(c).papers.history.restored });
  });
}

function issuePages(app: WebApp): void {
  app.get(`${PAPERS_PATH}/:paper/ban-hanh`, (c) => issuePage(c, idOf(c), {}, []));

  app.post(`${PAPERS_PATH}/:paper/ban-hanh`, async (c) => {
    const id = idOf(c);
    const t = textsOf(c);
    const fields = textsIn(await readFormFields(c));
    const issuedOn = calendarDateSchema.safeParse(fields['issuedOn']);
    const version = versionSchema.safeParse(fields['_version']);
    const typed = fields['number'] ?? '';
    const isNumber = typed === '' || /^\d{1,6}$/u.test(typed);
    const errors = [
      ...(issuedOn.success ? [] : [{ field: 'issuedOn', message: t.register.errors.wrongDate }]),
      ...(isNumber ? [] : [{ field: 'number', message: t.papers.issue.wrongNumber }]),
    ];
    if (!issuedOn.success || !isNumber) return issuePage(c, id, fields, errors);
    if (!version.success) throw new Problem('request.invalid');
    try {
      const { printedNumber } = await issuePaper(c.var.ctx, id, {
        version: version.data,
        issuedOn: issuedOn.data,
        number: typed === '' ? 'next' : Number(typed),
        reason: fields['reason'] || null,
      });
      return goTo(c, paperPath(id), { kind: 'success', text: t.papers.issue.issued(printedNumber) });
    } catch (error) {
      return issuePage(c, id, fields, issueErrors(c, error));
    }
  });

  app.post(`${PAPERS_PATH}/:paper/thu-hoi`, async (c) => {
    const id = idOf(c);
    const t = textsOf(c);
    const reason = (textsIn(await readFormFields(c))['reason'] ?? '').slice(0, 500);
    if (reason === '') {
      return paperPage(c, id, [{ field: 'reason', message: t.common.errors.required(t.papers.paper.withdrawReason) }]);
    }
    await withdrawPaper(c.var.ctx, id, reason);
    return goTo(c, paperPath(id), { kind: 'success', text: t.papers.paper.withdrawn });
  });

  app.post(`${PAPERS_PATH}/:paper/thay-the`, async (c) => {
    const id = await startReplacement(c.var.ctx, idOf(c));
    return goTo(c, `${paperPath(id)}/soan`, { kind: 'success', text: textsOf(c).papers.paper.copied });
  });
}

export function idOf(c: WebRequest): PaperId {
  return pathPart(c, 'paper', paperIdSchema);
}

function textsIn(posted: Record<string, string | string[]>): PaperFields {
  return Object.fromEntries(
    Object.entries(posted).map(([name, value]) => [name, typeof value === 'string' ? value : (value.at(-1) ?? '')]),
  );
}

function sendFile(c: WebRequest, { bytes, name }: PaperDownload, format: 'pdf' | 'docx'): Response {
  return c.body(Uint8Array.from(bytes).buffer, 200, {
    'content-type': MEDIA_TYPES[format],
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  });
}

async function newPage(c: WebRequest, chosen: PaperFields, errors: readonly FieldError[]): Promise<Response> {
  const t = textsOf(c);
  const units = await writeUnits(c.var.ctx);
  const editions = await editionsFor(
    c.var.ctx,
    units.map(({ unitId }) => unitId),
  );
  return page(c, {
    title: t.papers.new.title,
    active: 'papers',
    status: errors.length > 0 ? 422 : 200,
    body: <NewPage t={t} units={units} editions={editions} chosen={chosen} errors={errors} />,
  });
}

async function paperPage(c: WebRequest, id: PaperId, errors: readonly FieldError[]): Promise<Response> {
  const { ctx } = c.var;
  const paper = await readPaper(ctx, id);
  const screen = {
    paper,
    unitName: await unitNameOf(ctx, paper.unitId),
    rights: rightsOn(ctx, paper),
    files: paper.status === 'draft' ? [] : await readPaperFiles(ctx, id),
    replaces: await replacedPaper(ctx, paper),
    ending: await readEnding(ctx, paper),
  };
  const t = textsOf(c);
  return page(c, {
    title: paper.title || t.papers.untitled,
    active: 'papers',
    status: errors.length > 0 ? 422 : 200,
    body: <PaperPage t={t} screen={screen} errors={errors} />,
  });
}

async function editPage(
  c: WebRequest,
  id: PaperId,
  fields: PaperFields,
  version: number,
  errors: readonly FieldError[],
  others: readonly string[],
): Promise<Response> {
  const t = textsOf(c);
  const paper = await readPaper(c.var.ctx, id);
  return page(c, {
    title: t.papers.edit.title(t.papers.kinds[paper.kind]),
    active: 'papers',
    status: errors.length > 0 ? 422 : 200,
    body: <EditPage t={t} paper={paper} fields={fields} version={version} errors={errors} others={others} />,
  });
}

function issuesOf(c: WebRequest, issues: readonly PaperIssue[]): FieldError[] {
  const words = textsOf(c).papers.edit;
  return issues.map(({ field, code, line }) => ({
    field,
    message: words.issues[code] + (line === null ? '' : words.atLine(line)),
  }));
}

async function issuePage(
  c: WebRequest,
  id: PaperId,
  fields: PaperFields,
  errors: readonly FieldError[],
): Promise<Response> {
  const t = textsOf(c);
  const now = today(c.var.ctx.platform.clock);
  const typed = fields['issuedOn'] ?? '';
  const screen = await readIssue(c.var.ctx, id, isCalendarDate(typed) ? typed : now);
  if (isIssuedBySource(screen.paper))
    return c.redirect(`${sourceHref(screen.paper.source) ?? paperPath(id)}#ban-hanh`, 303);
  return page(c, {
    title: t.papers.issue.title,
    active: 'papers',
    status: errors.length > 0 ? 422 : 200,
    body: <IssuePage t={t} screen={screen} fields={{ issuedOn: now, ...fields }} errors={errors} />,
  });
}

/** Why a paper could not be issued, beside the fields or as a list. Rethrows what is not about that. */
function issueErrors(c: WebRequest, error: unknown): FieldError[] {
  const t = textsOf(c);
  if (!(error instanceof Problem)) throw error;
  if (error.code === 'edit.stale') return [{ field: 'number', message: t.papers.issue.stale }];
  if (error.code === 'paper.incomplete') {
    return error.fields.map((blank) => ({ field: blank.field, message: blankWords(t, blank) }));
  }
  const words: Readonly<Record<string, string>> = {
    'register.no-number': t.papers.issue.wrongNumber,
    'register.taken': t.register.errors.taken,
    'register.too-many-left-out': t.register.errors.tooMany,
    'register.no-reason': t.register.errors.noReason,
  };
  if (!error.fields.some(({ code }) => words[code] !== undefined)) throw error;
  return error.fields.map(({ field, code }) => ({ field, message: words[code] ?? code }));
}
