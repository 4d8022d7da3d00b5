/** Saving what was typed on the entry page, or taken over from a file: one way in, with everything that may be wrong. */
import { z } from 'zod';
import { type FieldProblem, Problem } from '../../platform/errors/problem.ts';
import type { WebRequest } from '../../platform/http/web.ts';
import type { FieldError } from '../../ui/index.ts';
import { type EditionContext, editionPath } from '../editions/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { type EntryIssue, type EntryPost, fieldNames, readEntryPost } from './entry-fields.ts';
import { ConflictPage, type Conflicts } from './pages.check.tsx';
import { baseOf, EntryPage } from './pages.entry.tsx';
import { moveCellFields, type MovedFields } from './rules.form-moved.ts';
import { saveReport } from './service.ts';
import type { ReportScreen } from './service.read.ts';

type Posted = Readonly<Record<string, string | string[]>>;

/** Address of a unit's entry page. */
export function entryPath(ctx: EditionContext, screen: ReportScreen): string {
  return `${editionPath(ctx)}/bao-cao/${screen.place.unitId}`;
}

/**
 * Saves the posted entry page and goes on; what cannot be read, clashes with what another saved, or was typed into a form
 * that was mended meanwhile comes back with everything that was typed. `said` is told after saving in place of "saved".
 */
export async function saveEntry(
  c: WebRequest,
  ctx: EditionContext,
  screen: ReportScreen,
  fields: Posted,
  said?: string,
): Promise<Response> {
  const t = textsOf(c);
  const formVersion = madeOfForm(fields);
  if (formVersion !== undefined && formVersion !== screen.form.version) return movedPage(c, ctx, screen, fields);
  const post = resolveConflicts(fields, readEntryPost(screen.form, screen.formCells, fields));
  const again = (errors: readonly FieldError[]) => entryPage(c, ctx, screen, post, errors);
  if (post.issues.length > 0) return again(post.issues.map((issue) => wordIssue(c, issue, post)));
  const path = entryPath(ctx, screen);
  const { unitId } = screen.place;
  try {
    const form = formVersion === undefined ? {} : { formVersion };
    const { version } = await saveReport(ctx, { unitId, formId: screen.form.id, ...post.parts, ...form });
    if (post.typed.get('action') === 'check') return goTo(c, `${path}/gui`);
    if (version === screen.report.version) return goTo(c, path, { kind: 'info', text: t.reports.entry.nothingChanged });
    return goTo(c, path, { kind: 'success', text: said ?? t.reports.entry.saved });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'edit.conflict') {
      const conflicts = error.current as Conflicts;
      const body = <ConflictPage t={t} screen={screen} path={path} post={post} conflicts={conflicts} />;
      return page(c, { title: t.reports.conflict.title, active: 'reports', status: 409, body });
    }
    if (error.fields.length === 0) throw error;
    return again(error.fields.map((field) => wordField(c, field)));
  }
}

/** The entry page: as it stands, or with what was typed. */
export function entryPage(
  c: WebRequest,
  ctx: EditionContext,
  screen: ReportScreen,
  post: EntryPost | null,
  errors: readonly FieldError[],
): Promise<Response> {
  const t = textsOf(c);
  return page(c, {
    title: t.reports.entry.title(screen.place.name),
    active: 'reports',
    ...(errors.length > 0 ? { status: 422 as const } : {}),
    body: <EntryPage t={t} screen={screen} path={entryPath(ctx, screen)} post={post} errors={errors} />,
  });
}

/** Version of the form that the posted page was made of; undefined for a page that does not say. */
function madeOfForm(fields: Posted): number | undefined {
  const version = z.coerce.number().int().positive().safeParse(fields['form']);
  return version.success ? version.data : undefined;
}

const keysSchema = z.array(z.string()).max(20_000);

/** The form was mended while somebody filled it in: their figures stand at the same measures again, to be looked at. */
function movedPage(c: WebRequest, ctx: EditionContext, screen: ReportScreen, fields: Posted): Promise<Response> {
  const t = textsOf(c);
  const text = fields['keys'];
  const before = keysSchema.safeParse(safeJson(typeof text === 'string' ? text : ''));
  const moved: MovedFields = moveCellFields(fields, before.success ? before.data : [], screen.form.measures);
  const post = readEntryPost(screen.form, screen.formCells, { ...moved.fields, base: JSON.stringify(baseOf(screen)) });
  return page(c, {
    title: t.reports.entry.title(screen.place.name),
    active: 'reports',
    status: 409,
    body: (
      <EntryPage t={t} screen={screen} path={entryPath(ctx, screen)} post={post} errors={[]} formChanged={moved.lost} />
    ),
  });
}

/** A person's choices on the conflict page: where the saved value is kept, it becomes mine; its base is what is saved. */
function resolveConflicts(fields: Readonly<Record<string, string | string[]>>, post: EntryPost): EntryPost {
  const text = fields['conflict'];
  if (typeof text !== 'string') return post;
  const conflicts = conflictSchema.safeParse(safeJson(text));
  if (!conflicts.success) return post;
  const settle = (kind: keyof Conflicts, parts: EntryPost['parts']['cells']) =>
    parts.map((part) => {
      const conflict = conflicts.data[kind].find((item) => item.key === part.key);
      if (!conflict) return part;
      const keepsMine = fields[`keep.${kind}.${part.key}`] === 'mine';
      // Mine is what was typed and has just been read again; the hidden field is anybody's text.
      return { key: part.key, base: conflict.theirs, mine: keepsMine ? part.mine : conflict.theirs };
    });
  return {
    ...post,
    parts: {
      ...post.parts,
      cells: settle('cells', post.parts.cells),
      sections: settle('sections', post.parts.sections),
      groups: settle('groups', post.parts.groups),
    },
  };
}

const conflictItems = z.array(z.object({ key: z.string(), theirs: z.string() }));
const conflictSchema = z.object({ cells: conflictItems, sections: conflictItems, groups: conflictItems });

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function wordIssue(c: WebRequest, issue: EntryIssue, post: EntryPost): FieldError {
  const words = textsOf(c).reports.error;
  switch (issue.kind) {
    case 'row-without-label':
      return { field: issue.field, message: words.rowWithoutLabel };
    case 'too-long':
      return { field: issue.field, message: textsOf(c).problems.fields['too-long'] };
    case 'number':
      return { field: issue.field, message: `“${post.typed.get(issue.field) ?? ''}”: ${words.number[issue.code]}` };
  }
}

function wordField(c: WebRequest, problem: FieldProblem): FieldError {
  const words = textsOf(c).reports.error;
  const message =
    problem.code === 'locked' ? words.locked : problem.code === 'reason-needed' ? words.reasonNeeded : problem.code;
  const [kind, key = ''] = problem.field.split('.');
  const field =
    kind === 'cell' ? fieldNames.cell(Number(key)) : kind === 'section' ? fieldNames.section(key) : `g-${key}`;
  return { field, message };
}
