/** Addresses of a ceremony as a whole: list, new, overview, change, publish, call off, held. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { pathPart, readForm } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import {
  type CeremonyId,
  ceremonyIdSchema,
  type EditionId,
  editionIdSchema,
  isCalendarDate,
  unitIdSchema,
} from '../../platform/ids/ids.ts';
import type { FieldError } from '../../ui/index.ts';
import { fieldErrorsOf, goTo, page, textsOf } from '../shell/index.ts';
import { ceremoniesPath, ceremonyPath } from './paths.ts';
import { minuteIn, momentOf } from './rules.ts';
import { clockText, minuteOf } from './rules.programme.ts';
import { holdCeremony, readHeldFigures } from './service.held.ts';
import {
  cancelCeremony,
  createCeremony,
  listCeremonies,
  publishCeremony,
  readCeremony,
  readNewCeremony,
  saveCeremony,
} from './service.ts';
import type { CeremonyDraft } from './store.ts';
import { EditPage, NewPage, type TypedCeremony, typedOf } from './views.ceremony-form.tsx';
import { ListPage, OverviewPage } from './views.ceremony.tsx';

export const CEREMONIES = '/tuan-le/:edition/le-khai-mac';
export const CEREMONY = `${CEREMONIES}/:ceremony`;

/** Edition and ceremony of the address. */
export function ceremonyOfPath(c: WebRequest): { editionId: EditionId; id: CeremonyId } {
  return { editionId: pathPart(c, 'edition', editionIdSchema), id: pathPart(c, 'ceremony', ceremonyIdSchema) };
}

const text = (most: number) => z.string().max(most).default('');
const formSchema = z.object({
  title: text(300),
  day: text(20),
  start: text(20),
  end: text(20),
  about: text(5_000),
  isPublic: z.string().optional(),
  publicUrl: text(500),
});

/** The form as typed, the draft that it makes, and what keeps it from one. */
function readDraft(c: WebRequest, form: z.output<typeof formSchema>) {
  const t = textsOf(c);
  const words = t.ceremonies.edit;
  const errors: FieldError[] = [];
  const typed: TypedCeremony = { ...form, isPublic: form.isPublic !== undefined };
  const [start, end] = [minuteOf(form.start), minuteOf(form.end)];
  if (form.title === '') errors.push({ field: 'title', message: t.common.errors.required(words.name) });
  if (!isCalendarDate(form.day)) errors.push({ field: 'day', message: words.badDay });
  if (start === null) errors.push({ field: 'start', message: words.badTime });
  if (end === null) errors.push({ field: 'end', message: words.badTime });
  else if (start !== null && end <= start) errors.push({ field: 'end', message: words.endFirst });
  if (form.publicUrl !== '' && !isWebAddress(form.publicUrl))
    errors.push({ field: 'publicUrl', message: words.badUrl });
  let draft: CeremonyDraft | null = null;
  if (errors.length === 0 && isCalendarDate(form.day) && start !== null && end !== null) {
    draft = {
      title: form.title,
      startsAt: momentOf(form.day, start),
      endsAt: momentOf(form.day, end),
      about: form.about,
      isPublic: typed.isPublic,
      publicUrl: form.publicUrl === '' ? null : form.publicUrl,
    };
  }
  return { typed, draft, errors };
}

/** True for an address of the web; nothing else may become a link. */
export function isWebAddress(address: string): boolean {
  return URL.canParse(address) && /^https?:$/u.test(new URL(address).protocol);
}

export function ceremonyHeadPages(app: WebApp): void {
  app.get(CEREMONIES, async (c) => {
    const t = textsOf(c);
    const editionId = pathPart(c, 'edition', editionIdSchema);
    const list = await listCeremonies(c.var.ctx, editionId);
    const body = <ListPage t={t} list={list} path={ceremoniesPath(editionId)} />;
    return page(c, { title: t.ceremonies.title, active: 'ceremonies', body });
  });

  app.get(`${CEREMONIES}/moi`, (c) => newPage(c, null, []));
  app.post(`${CEREMONIES}/moi`, async (c) => {
    const editionId = pathPart(c, 'edition', editionIdSchema);
    const schema = formSchema.extend({ unit: unitIdSchema, place: text(300), takesProgramme: z.string().optional() });
    const form = await readForm(c, schema);
    const { typed, draft, errors } = readDraft(c, form);
    if (draft === null) {
      return newPage(c, { typed, place: form.place, takesProgramme: form.takesProgramme !== undefined }, errors);
    }
    const words = textsOf(c).ceremonies.edit;
    const id = await createCeremony(c.var.ctx, editionId, {
      unitId: form.unit,
      draft,
      place: form.place,
      siteName: words.siteName,
      takesProgramme: form.takesProgramme !== undefined,
    });
    return goTo(c, ceremonyPath(editionId, id), { kind: 'success', text: words.made });
  });

  app.get(CEREMONY, (c) => overviewPage(c, [], null));

  app.get(`${CEREMONY}/sua`, async (c) => editPage(c, null));
  app.post(`${CEREMONY}/sua`, async (c) => {
    const { editionId, id } = ceremonyOfPath(c);
    const schema = formSchema.extend({
      _version: z.coerce.number().int().positive(),
      movesProgramme: z.string().optional(),
    });
    const form = await readForm(c, schema);
    const { typed, draft, errors } = readDraft(c, form);
    const movesProgramme = form.movesProgramme !== undefined;
    if (draft === null) return editPage(c, { typed, version: form._version, movesProgramme, errors });
    try {
      await saveCeremony(c.var.ctx, editionId, id, { version: form._version, draft, movesProgramme });
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'edit.stale') throw error;
      return editPage(c, { typed, version: null, movesProgramme, errors: [] });
    }
    return goTo(c, ceremonyPath(editionId, id), { kind: 'success', text: textsOf(c).ceremonies.edit.saved });
  });

  app.post(`${CEREMONY}/cong-bo`, async (c) => {
    const { editionId, id } = ceremonyOfPath(c);
    const words = textsOf(c).ceremonies.overview;
    try {
      await publishCeremony(c.var.ctx, editionId, id);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'request.invalid') throw error;
      return overviewPage(c, [{ field: 'programme', message: words.blocked }], null);
    }
    return goTo(c, ceremonyPath(editionId, id), { kind: 'success', text: words.published });
  });

  app.post(`${CEREMONY}/huy`, async (c) => {
    const { editionId, id } = ceremonyOfPath(c);
    const words = textsOf(c).ceremonies.overview;
    const { reason } = await readForm(c, z.object({ reason: text(1_000) }));
    try {
      await cancelCeremony(c.var.ctx, editionId, id, reason);
    } catch (error) {
      return overviewPage(c, fieldErrorsOf(c, error, { reason: words.cancelReason }), null);
    }
    return goTo(c, ceremonyPath(editionId, id), { kind: 'success', text: words.cancelled });
  });

  app.post(`${CEREMONY}/da-to-chuc`, async (c) => {
    const { editionId, id } = ceremonyOfPath(c);
    const t = textsOf(c);
    const form = await readForm(c, z.object({ points: text(20), people: text(20), heldReason: text(1_000) }));
    const [points, people] = [wholeNumber(form.points), wholeNumber(form.people)];
    const errors: FieldError[] = [];
    if (points === undefined) errors.push({ field: 'points', message: t.common.errors.notANumber(form.points) });
    if (people === undefined) errors.push({ field: 'people', message: t.common.errors.notANumber(form.people) });
    const typed = { points: form.points, people: form.people, reason: form.heldReason };
    if (points === undefined || people === undefined) return overviewPage(c, errors, typed);
    try {
      await holdCeremony(c.var.ctx, editionId, id, { points, people, reason: form.heldReason });
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'request.invalid') throw error;
      const message = t.common.errors.required(t.ceremonies.overview.heldReason);
      return overviewPage(c, [{ field: 'heldReason', message }], typed);
    }
    return goTo(c, ceremonyPath(editionId, id), { kind: 'success', text: t.ceremonies.overview.held });
  });
}

/** "1.250" as people type it; null for nothing, undefined for what is no whole number. */
export function wholeNumber(typed: string): number | null | undefined {
  if (typed === '') return null;
  const digits = /^\d{1,3}(?:[.\s]\d{3})+$/u.test(typed) ? typed.replace(/[.\s]/gu, '') : typed;
  return /^\d{1,7}$/u.test(digits) ? Number(digits) : undefined;
}

async function newPage(
  c: WebRequest,
  given: { typed: TypedCeremony; place: string; takesProgramme: boolean } | null,
  errors: readonly FieldError[],
): Promise<Response> {
  const t = textsOf(c);
  const editionId = pathPart(c, 'edition', editionIdSchema);
  const { place, proposal, planTitle, editionTitle } = await readNewCeremony(c.var.ctx, editionId);
  const time = (minute: number | null | undefined) =>
    minute === null || minute === undefined ? '' : clockText(minute);
  const typed = given?.typed ?? {
    title: t.ceremonies.edit.nameDefault(editionTitle),
    day: proposal?.day ?? '',
    start: time(proposal?.start),
    end: time(proposal?.end),
    about: '',
    isPublic: false,
    publicUrl: '',
  };
  return page(c, {
    title: t.ceremonies.edit.newTitle,
    active: 'ceremonies',
    status: errors.length > 0 ? 422 : 200,
    body: (
      <NewPage
        t={t}
        path={ceremoniesPath(editionId)}
        unitId={place.unitId}
        typed={typed}
        place={given?.place ?? proposal?.place ?? ''}
        takesProgramme={given?.takesProgramme ?? true}
        plan={proposal && planTitle !== null ? { title: planTitle, rows: proposal.rows.length } : null}
        errors={errors}
      />
    ),
  });
}

async function editPage(
  c: WebRequest,
  given: {
    typed: TypedCeremony;
    /** Null where somebody saved first: what stands is shown, and the next save is based on it. */
    version: number | null;
    movesProgramme: boolean;
    errors: readonly FieldError[];
  } | null,
): Promise<Response> {
  const t = textsOf(c);
  const { editionId, id } = ceremonyOfPath(c);
  const { ceremony, day, mayWrite } = await readCeremony(c.var.ctx, editionId, id);
  if (!mayWrite) throw new Problem('permission.denied');
  const errors = given?.errors ?? [];
  return page(c, {
    title: t.ceremonies.edit.title,
    active: 'ceremonies',
    status: given?.version === null ? 409 : errors.length > 0 ? 422 : 200,
    body: (
      <EditPage
        t={t}
        ceremony={ceremony}
        version={given?.version ?? ceremony.version}
        typed={given?.typed ?? typedOf(ceremony, day, minuteIn(day, ceremony.startsAt), minuteIn(day, ceremony.endsAt))}
        movesProgramme={given?.movesProgramme ?? true}
        isStale={given?.version === null}
        errors={errors}
      />
    ),
  });
}

async function overviewPage(
  c: WebRequest,
  errors: readonly FieldError[],
  typedHeld: { points: string; people: string; reason: string } | null,
): Promise<Response> {
  const t = textsOf(c);
  const { editionId, id } = ceremonyOfPath(c);
  const screen = await readCeremony(c.var.ctx, editionId, id);
  const { ceremony } = screen;
  const isPast = ceremony.status === 'published' || ceremony.status === 'held';
  const figures = isPast ? await readHeldFigures(c.var.ctx, editionId, id) : null;
  return page(c, {
    title: ceremony.title,
    active: 'ceremonies',
    status: errors.length > 0 ? 422 : 200,
    body: (
      <OverviewPage
        t={t}
        screen={screen}
        figures={figures}
        errors={errors}
        typedHeld={typedHeld}
        hasBegun={ceremony.startsAt <= c.var.ctx.platform.clock.now()}
      />
    ),
  });
}
