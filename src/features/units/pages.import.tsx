/** Importing a list of units: choose, see what it would change, confirm. */
import { z } from 'zod';
import type { Messages } from '../../../messages/index.ts';
import { type CalendarDate, calendarDateSchema, type UnitId } from '../../platform/ids/ids.ts';
import { today } from '../../platform/clock/clock.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { readBody, readForm } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { requireAdministrator } from '../../platform/permission/permission.ts';
import {
  Actions,
  Button,
  Checkbox,
  DateInput,
  ErrorSummary,
  errorOf,
  type FieldError,
  Figures,
  FileDrop,
  Form,
  formatDate,
  formatNumber,
  LinkButton,
  Notice,
  PageHead,
  Section,
  Steps,
  Table,
} from '../../ui/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { PATH } from './page-parts.tsx';
import type { Addition, Change, ParentRef } from './rules.changes.ts';
import { problemText, type UnitProblem } from './rules.problems.ts';
import { type UnitKind, UNIT_LEVELS } from './rules.ts';
import { applyImport, type ImportOptions, type ImportPreview, previewImport } from './service.import.ts';

type Words = Messages['units'];

const IMPORT_PATH = `${PATH}/nhap-danh-sach`;
/** A list is read while others wait: as large as the whole country of 2022 four times over, and no larger. */
const UPLOAD_LIMIT = 4_000_000;
/** Lines of each kind that a preview shows. */
const SHOWN = 100;

const text = z.string().max(1_000).default('');
const chooseForm = z.object({ from: text, complete: text });
const confirmForm = z.object({
  from: calendarDateSchema,
  complete: text,
  file: z.string().regex(/^[0-9a-f]{64}$/u),
  fingerprint: z.string().max(100),
});

export function importPages(app: WebApp): void {
  app.get(IMPORT_PATH, (c) => {
    requireAdministrator(c.var.ctx.actor);
    return choosePage(c, { from: today(c.var.ctx.platform.clock), complete: '' }, []);
  });

  app.post(IMPORT_PATH, async (c) => {
    requireAdministrator(c.var.ctx.actor);
    const typed = await readForm(c, chooseForm);
    const { file } = await readBody(c);
    const { units, common } = textsOf(c);
    const from = calendarDateSchema.safeParse(typed.from);
    const errors: FieldError[] = [];
    if (!(file instanceof File) || file.size === 0) errors.push({ field: 'file', message: common.file.missing });
    else if (file.size > UPLOAD_LIMIT) errors.push({ field: 'file', message: common.file.tooLarge(file.name, '4 MB') });
    if (!from.success) errors.push({ field: 'from', message: units.import.badDate });
    if (errors.length > 0 || !from.success || !(file instanceof File)) return choosePage(c, typed, errors);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const options = { from: from.data, isComplete: typed.complete !== '' };
    const preview = await previewImport(c.var.ctx, bytes, options);
    if (preview.problems.length > 0) return choosePage(c, typed, [], preview.problems);
    const { sha256 } = await c.var.ctx.platform.files.put(bytes);
    return previewPage(c, options, sha256, preview);
  });

  app.post(`${IMPORT_PATH}/ghi`, async (c) => {
    requireAdministrator(c.var.ctx.actor);
    const form = await readForm(c, confirmForm);
    const { import: words } = textsOf(c).units;
    const bytes = await c.var.ctx.platform.files.get(form.file);
    if (!bytes) return goTo(c, IMPORT_PATH, { kind: 'error', text: words.lost });
    const options = { from: form.from, isComplete: form.complete !== '' };
    try {
      const { plan } = await applyImport(c.var.ctx, bytes, options, form.fingerprint);
      const figures = [plan.additions, plan.changes, plan.closings].map((list) => formatNumber(list.length));
      const [added = '', changed = '', closed = ''] = figures;
      return goTo(c, PATH, { kind: 'success', text: words.applied(added, changed, closed) });
    } catch (error) {
      if (!(error instanceof Problem) || !['edit.stale', 'unit.import-invalid'].includes(error.code)) throw error;
      const preview = await previewImport(c.var.ctx, bytes, options);
      if (preview.problems.length > 0) {
        return choosePage(c, { from: form.from, complete: form.complete }, [], preview.problems);
      }
      return previewPage(c, options, form.file, preview, words.stale);
    }
  });
}

function choosePage(
  c: WebRequest,
  typed: z.infer<typeof chooseForm>,
  errors: FieldError[],
  problems: readonly UnitProblem[] = [],
): Promise<Response> {
  const { units } = textsOf(c);
  const { import: words } = units;
  return page(c, {
    title: words.title,
    active: 'units',
    status: errors.length + problems.length > 0 ? 422 : 200,
    body: (
      <>
        <PageHead title={words.title} lead={words.lead} crumbs={[{ label: units.title, href: PATH }]} />
        <Steps steps={[words.file, words.preview, words.apply]} current={0} />
        <ErrorSummary errors={errors} />
        {problems.length > 0 && <Problems units={units} problems={problems} />}
        <Section title={words.list} note={words.columnsNote}>
          <Form action={IMPORT_PATH} multipart>
            <FileDrop
              id="file"
              label={words.file}
              accept={['.csv', '.txt', '.tsv']}
              limitBytes={UPLOAD_LIMIT}
              error={errorOf(errors, 'file')}
            />
            <DateInput
              id="from"
              label={words.validFrom}
              hint={words.validFromHint}
              value={typed.from}
              error={errorOf(errors, 'from')}
            />
            <Checkbox id="complete" label={words.complete} hint={words.completeHint} checked={typed.complete !== ''} />
            <Actions>
              <Button>{words.preview}</Button>
            </Actions>
          </Form>
        </Section>
      </>
    ),
  });
}

function Problems({ units, problems }: { units: Words; problems: readonly UnitProblem[] }) {
  const { import: words } = units;
  const shown = problems.slice(0, SHOWN);
  return (
    <Section title={words.problem}>
      <Notice kind="error" live>
        {words.problemsTitle(formatNumber(problems.length))}
      </Notice>
      <Table
        id="loi"
        caption={words.problem}
        captionHidden
        rows={shown.map((problem, at) => ({ ...problem, at }))}
        rowKey={(problem) => problem.at}
        columns={[
          {
            key: 'line',
            label: words.line,
            header: true,
            cell: (problem) => (problem.line === 0 ? words.wholeFile : formatNumber(problem.line)),
          },
          { key: 'problem', label: words.problem, cell: (problem) => problemText(units, problem) },
        ]}
      />
      {problems.length > SHOWN && <p>{words.problemsMore(formatNumber(problems.length - SHOWN))}</p>}
    </Section>
  );
}

function previewPage(
  c: WebRequest,
  options: ImportOptions,
  file: string,
  preview: ImportPreview,
  warning?: string,
): Promise<Response> {
  const { units } = textsOf(c);
  const { import: words } = units;
  const { additions, changes, closings, unchanged } = preview.plan;
  const isNothing = additions.length + changes.length + closings.length === 0;
  const levels = UNIT_LEVELS.filter((level) => preview.counts[level] > 0);
  return page(c, {
    title: words.previewTitle,
    active: 'units',
    body: (
      <>
        <PageHead
          title={words.previewTitle}
          lead={units.since(formatDate(options.from))}
          crumbs={[
            { label: units.title, href: PATH },
            { label: words.title, href: IMPORT_PATH },
          ]}
        />
        <Steps steps={[words.file, words.preview, words.apply]} current={1} />
        {warning !== undefined && (
          <Notice kind="warning" live>
            {warning}
          </Notice>
        )}
        <Section title={words.counts}>
          <Figures
            figures={levels.map((level) => ({
              label: units.levels[level],
              value: formatNumber(preview.counts[level]),
            }))}
          />
          <Figures
            figures={[
              { label: words.additions, value: formatNumber(additions.length) },
              { label: words.changes, value: formatNumber(changes.length) },
              { label: words.closings, value: formatNumber(closings.length) },
              { label: words.unchanged, value: formatNumber(unchanged) },
            ]}
          />
        </Section>
        {isNothing && <Notice>{words.nothing}</Notice>}
        <Changes units={units} preview={preview} />
        <Additions units={units} additions={additions} />
        <Closings units={units} names={closings.map((unit) => [unit.code ?? '', unit.name])} from={options.from} />
        <Actions>
          {!isNothing && (
            <Form action={`${IMPORT_PATH}/ghi`}>
              <input type="hidden" name="from" value={options.from} />
              <input type="hidden" name="complete" value={options.isComplete ? '1' : ''} />
              <input type="hidden" name="file" value={file} />
              <input type="hidden" name="fingerprint" value={preview.fingerprint} />
              <Button>{words.apply}</Button>
            </Form>
          )}
          <LinkButton kind="quiet" href={IMPORT_PATH}>
            {words.again}
          </LinkButton>
        </Actions>
      </>
    ),
  });
}

/** "Xã Trị An, Xã, Huyện Vĩnh Cửu": a state of a unit in one line. */
function stateText(units: Words, preview: ImportPreview, name: string, kind: UnitKind, parent: ParentRef): string {
  const above = parent === null ? '' : 'id' in parent ? nameOf(preview, parent.id) : parent.code;
  return [name, units.kinds[kind], above].filter((part) => part !== '').join(' · ');
}

function nameOf(preview: ImportPreview, id: UnitId): string {
  return preview.parentNames.get(id) ?? '';
}

function Changes({ units, preview }: { units: Words; preview: ImportPreview }) {
  const { import: words } = units;
  const { changes } = preview.plan;
  if (changes.length === 0) return null;
  const before = ({ before: was }: Change) =>
    stateText(units, preview, was.name, was.kind, was.parentId === null ? null : { id: was.parentId });
  const after = ({ after: will }: Change) => stateText(units, preview, will.name, will.kind, will.parent);
  return (
    <Section title={words.changes}>
      <Table
        id="thay-doi"
        caption={words.changes}
        captionHidden
        layout="cards"
        rows={changes.slice(0, SHOWN)}
        rowKey={(change) => `${change.before.id} ${change.after.day}`}
        columns={[
          { key: 'code', label: units.code, header: true, cell: (change) => change.before.code ?? '' },
          { key: 'before', label: words.before, cell: before },
          { key: 'after', label: words.after, cell: after },
          { key: 'from', label: words.from, cell: (change) => formatDate(change.after.day) },
        ]}
      />
      <More words={units} count={changes.length} />
    </Section>
  );
}

function Additions({ units, additions }: { units: Words; additions: readonly Addition[] }) {
  const { import: words } = units;
  if (additions.length === 0) return null;
  return (
    <Section title={words.additions}>
      <Table
        id="them-moi"
        caption={words.additions}
        captionHidden
        layout="cards"
        rows={additions.slice(0, SHOWN)}
        rowKey={(addition) => addition.code}
        columns={[
          { key: 'code', label: units.code, header: true, cell: (addition) => addition.code },
          {
            key: 'name',
            label: units.name,
            cell: ({ statements }) => statements.map(({ name }) => name).join(' → '),
          },
          { key: 'level', label: units.level, cell: (addition) => units.levels[addition.level] },
        ]}
      />
      <More words={units} count={additions.length} />
    </Section>
  );
}

function Closings(props: { units: Words; names: readonly (readonly [string, string])[]; from: CalendarDate }) {
  const { units, names, from } = props;
  if (names.length === 0) return null;
  return (
    <Section title={units.import.closings} note={formatDate(from)}>
      <Table
        id="ket-thuc"
        caption={units.import.closings}
        captionHidden
        layout="cards"
        rows={names.slice(0, SHOWN)}
        rowKey={([code]) => code}
        columns={[
          { key: 'code', label: units.code, header: true, cell: ([code]) => code },
          { key: 'name', label: units.name, cell: ([, name]) => name },
        ]}
      />
      <More words={units} count={names.length} />
    </Section>
  );
}

function More({ words, count }: { words: Words; count: number }) {
  return count > SHOWN ? <p class="soft">{words.import.more(formatNumber(count - SHOWN))}</p> : null;
}
