/** The addresses of the register: a unit's book, one entry, entering by hand, the book of a year to print or download. */
import { z } from 'zod';
import { today } from '../../platform/clock/clock.ts';
import type { Context } from '../../platform/context.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { pathPart, readFormFields } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import {
  type DocumentId,
  documentIdSchema,
  type RegisterEntryId,
  registerEntryIdSchema,
  type UnitId,
  unitIdSchema,
} from '../../platform/ids/ids.ts';
import { requireActor, requireOnUnit } from '../../platform/permission/permission.ts';
import { EmptyState, type FieldError, PageHead } from '../../ui/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { documentOf, type Fields, type FormIssue, readHandEntry, readIncoming } from './fields.ts';
import { BookPage, PrintPage } from './pages.book.tsx';
import { EntryPage, HandPage, StaleEntryPage } from './pages.entry.tsx';
import { type Direction, INCOMING_SERIES, OUTGOING_SERIES, yearOf } from './rules.ts';
import { bookTable, bookXlsx } from './service.export.ts';
import {
  correctIncoming,
  enterByHand,
  entryOfDocument,
  entryVersion,
  firstBook,
  nextNumber,
  readEntry,
  readRegister,
  withdrawByHand,
} from './service.ts';

export const REGISTER_PATH = '/so-van-ban';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const pageSchema = z.coerce.number().int().min(1).max(100_000).catch(1);
const directionSchema = z.enum(['di', 'den']).catch('di');

/**
 * What the register is told of uploaded documents. It stands below them (plans take numbers here, documents make plans),
 * so the composition root hands it over.
 */
export interface RegisterSources {
  /** @throws Problem not-found where the document is out of the person's sight */
  incomingFacts(
    ctx: Context,
    id: DocumentId,
  ): Promise<{ office: string; printedNumber: string | null; datedOn: string | null; subject: string }>;
}

export function registerPages(app: WebApp, sources: RegisterSources): void {
  app.get(REGISTER_PATH, (c) => {
    const first = firstBook(c.var.ctx);
    if (first !== null) return c.redirect(`${REGISTER_PATH}/${first}`, 303);
    const t = textsOf(c).register;
    return page(c, {
      title: t.title,
      active: 'register',
      body: (
        <>
          <PageHead title={t.title} />
          <EmptyState title={t.title} icon="inbox">
            {t.noUnit}
          </EmptyState>
        </>
      ),
    });
  });

  app.get(`${REGISTER_PATH}/:unit`, async (c) => {
    const unitId = pathPart(c, 'unit', unitIdSchema);
    const query = bookQuery(c, unitId);
    const pageNumber = pageSchema.parse(c.req.query('trang'));
    const screen = await readRegister(c.var.ctx, query, pageNumber);
    return page(c, {
      title: textsOf(c).register.title,
      active: 'register',
      body: <BookPage t={textsOf(c)} screen={screen} query={query} page={pageNumber} root={REGISTER_PATH} />,
    });
  });

  app.get(`${REGISTER_PATH}/:unit/in`, async (c) => {
    const query = bookQuery(c, pathPart(c, 'unit', unitIdSchema));
    const table = await bookTable(c.var.ctx, query);
    const back = `${REGISTER_PATH}/${query.unitId}?huong=${query.direction === 'in' ? 'den' : 'di'}&nam=${query.year}`;
    return page(c, {
      title: table.title,
      active: 'register',
      body: <PrintPage t={textsOf(c)} table={table} back={back} />,
    });
  });

  app.get(`${REGISTER_PATH}/:unit/so.xlsx`, async (c) => {
    const query = bookQuery(c, pathPart(c, 'unit', unitIdSchema));
    const bytes = await bookXlsx(c.var.ctx, query);
    c.header('content-type', XLSX);
    const name = `so-van-ban-${query.direction === 'in' ? 'den' : 'di'}-${query.year}.xlsx`;
    c.header('content-disposition', `attachment; filename="${name}"`);
    return c.body(Uint8Array.from(bytes).buffer);
  });

  app.get(`${REGISTER_PATH}/:unit/ghi`, async (c) => {
    const unitId = pathPart(c, 'unit', unitIdSchema);
    requireOnUnit(requireActor(c.var.ctx.actor), 'register.write', unitId);
    const document = documentIdSchema.safeParse(c.req.query('van-ban'));
    if (!document.success) return handPage(c, unitId, directionOf(c), {}, [], false);
    const known = await entryOfDocument(c.var.ctx, unitId, document.data);
    if (known !== null) return c.redirect(`${REGISTER_PATH}/${unitId}/${known}`, 303);
    const { printedNumber, datedOn, ...read } = await sources.incomingFacts(c.var.ctx, document.data);
    const prefilled = {
      ...read,
      document: String(document.data),
      printedNumber: printedNumber ?? '',
      datedOn: datedOn ?? '',
    };
    return handPage(c, unitId, 'in', prefilled, [], true);
  });

  app.post(`${REGISTER_PATH}/:unit/ghi`, async (c) => {
    const unitId = pathPart(c, 'unit', unitIdSchema);
    requireOnUnit(requireActor(c.var.ctx.actor), 'register.write', unitId);
    const fields = textsIn(await readFormFields(c));
    const direction = fields['direction'] === 'in' ? 'in' : 'out';
    const { entry, issues } = readHandEntry(fields, unitId, direction);
    if (entry === null) return handPage(c, unitId, direction, fields, errorsOf(c, issues), false);
    // The document's own unit decides who sees it: nobody can point at what is out of their sight.
    const documentId = documentOf(fields);
    if (direction === 'in' && documentId !== null) await sources.incomingFacts(c.var.ctx, documentId);
    try {
      const { id, isNew } = await enterByHand(c.var.ctx, entry);
      const t = textsOf(c).register.form;
      const { entry: stands } = await readEntry(c.var.ctx, id);
      const flash = isNew
        ? { kind: 'success' as const, text: t.entered(String(stands.number)) }
        : { kind: 'info' as const, text: t.known };
      return goTo(c, `${REGISTER_PATH}/${unitId}/${id}`, flash);
    } catch (error) {
      return handPage(c, unitId, direction, fields, numberErrors(c, error), false);
    }
  });

  app.get(`${REGISTER_PATH}/:unit/:entry`, async (c) => entryPage(c, {}, []));

  app.post(`${REGISTER_PATH}/:unit/:entry`, async (c) => {
    const { id } = addressOf(c);
    const fields = textsIn(await readFormFields(c));
    await readEntry(c.var.ctx, id);
    const { facts, issues } = readIncoming(fields);
    if (facts === null) return entryPage(c, fields, errorsOf(c, issues));
    try {
      await correctIncoming(c.var.ctx, id, fields['_version'] ?? '', facts);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'edit.stale') throw error;
      const { entry } = await readEntry(c.var.ctx, id);
      return page(c, {
        title: textsOf(c).register.entry.staleTitle,
        active: 'register',
        status: 409,
        body: (
          <StaleEntryPage
            t={textsOf(c)}
            entry={entry}
            mine={facts}
            version={entryVersion(entry)}
            root={REGISTER_PATH}
          />
        ),
      });
    }
    return goTo(c, pathOfEntry(c), { kind: 'success', text: textsOf(c).register.form.saved });
  });

  app.post(`${REGISTER_PATH}/:unit/:entry/bo`, async (c) => {
    const { id } = addressOf(c);
    const reason = textsIn(await readFormFields(c))['reason'] ?? '';
    await readEntry(c.var.ctx, id);
    if (reason === '') {
      return entryPage(c, {}, [
        { field: 'reason', message: textsOf(c).common.errors.required(textsOf(c).register.reason) },
      ]);
    }
    await withdrawByHand(c.var.ctx, id, reason.slice(0, 500));
    return goTo(c, pathOfEntry(c), { kind: 'success', text: textsOf(c).register.entry.withdrawn });
  });
}

function directionOf(c: WebRequest): Direction {
  return directionSchema.parse(c.req.query('huong')) === 'den' ? 'in' : 'out';
}

function bookQuery(c: WebRequest, unitId: UnitId) {
  const now = yearOf(today(c.var.ctx.platform.clock));
  const year = z.coerce.number().int().min(1990).max(2200).catch(now).parse(c.req.query('nam'));
  const series = c.req.query('loai') ?? '';
  const direction = directionOf(c);
  return {
    unitId,
    direction,
    year,
    series: direction === 'out' && series !== '' ? series.slice(0, 20) : null,
    typed: (c.req.query('tim') ?? '').slice(0, 200).trim(),
  };
}

function addressOf(c: WebRequest): { unitId: UnitId; id: RegisterEntryId } {
  return { unitId: pathPart(c, 'unit', unitIdSchema), id: pathPart(c, 'entry', registerEntryIdSchema) };
}

function pathOfEntry(c: WebRequest): string {
  const { unitId, id } = addressOf(c);
  return `${REGISTER_PATH}/${unitId}/${id}`;
}

function textsIn(posted: Record<string, string | string[]>): Fields {
  return Object.fromEntries(
    Object.entries(posted).map(([name, value]) => [name, typeof value === 'string' ? value : (value.at(-1) ?? '')]),
  );
}

async function handPage(
  c: WebRequest,
  unitId: UnitId,
  direction: Direction,
  fields: Fields,
  errors: readonly FieldError[],
  isPrefilled: boolean,
): Promise<Response> {
  const t = textsOf(c);
  const now = today(c.var.ctx.platform.clock);
  const series = direction === 'in' ? INCOMING_SERIES : (fields['series'] ?? OUTGOING_SERIES[0] ?? '');
  const proposed = await nextNumber(c.var.ctx, { unitId, year: yearOf(now), series });
  return page(c, {
    title: direction === 'in' ? t.register.form.titleIn : t.register.form.titleOut,
    active: 'register',
    status: errors.length > 0 ? 422 : 200,
    body: (
      <HandPage
        t={t}
        path={`${REGISTER_PATH}/${unitId}`}
        direction={direction}
        fields={{ receivedOn: now, datedOn: direction === 'out' ? now : '', ...fields }}
        errors={errors}
        proposed={proposed}
        isPrefilled={isPrefilled}
      />
    ),
  });
}

async function entryPage(c: WebRequest, fields: Fields, errors: readonly FieldError[]): Promise<Response> {
  const { unitId, id } = addressOf(c);
  const screen = await readEntry(c.var.ctx, id);
  if (screen.entry.unitId !== unitId) throw new Problem('not-found');
  const t = textsOf(c);
  return page(c, {
    title: t.register.entry.title(screen.entry.printedNumber ?? String(screen.entry.number)),
    active: 'register',
    status: errors.length > 0 ? 422 : 200,
    body: (
      <EntryPage
        t={t}
        {...screen}
        version={entryVersion(screen.entry)}
        fields={fields}
        errors={errors}
        root={REGISTER_PATH}
      />
    ),
  });
}

function errorsOf(c: WebRequest, issues: readonly FormIssue[]): FieldError[] {
  const t = textsOf(c);
  const { receivedOn, datedOn, subject, series, sender } = t.register;
  const labels: Readonly<Record<string, string>> = {
    receivedOn,
    datedOn,
    subject,
    series,
    office: sender,
    symbol: t.register.form.symbol,
  };
  return issues.map(({ field, code }) => ({
    field,
    message: code === 'missing' ? t.common.errors.required(labels[field] ?? field) : t.register.errors[code],
  }));
}

/** Why a number could not be taken, beside its field. Rethrows everything else. */
function numberErrors(c: WebRequest, error: unknown): FieldError[] {
  const t = textsOf(c).register.errors;
  const words: Readonly<Record<string, string>> = {
    'register.no-number': t.noNumber,
    'register.taken': t.taken,
    'register.too-many-left-out': t.tooMany,
    'register.no-reason': t.noReason,
  };
  if (!(error instanceof Problem) || !error.fields.some(({ code }) => words[code] !== undefined)) throw error;
  return error.fields.map(({ field, code }) => ({ field, message: words[code] ?? code }));
}
