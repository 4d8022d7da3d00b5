/** Addresses of a ceremony's sites: all of them, adding, one with its test of the line, the list as a sheet. */
import { z } from 'zod';
import { streamXlsx } from '../../documents/write/xlsx-stream.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { pathPart, readForm } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import {
  type CeremonyId,
  type CeremonySiteId,
  ceremonySiteIdSchema,
  type EditionId,
  type UnitId,
  unitIdSchema,
} from '../../platform/ids/ids.ts';
import { type FieldError, formatDateTime } from '../../ui/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { type CeremonySite, SITE_KINDS } from './ceremony.ts';
import { readLinkTest, type TypedTest } from './link-test-form.ts';
import { CEREMONY, ceremonyOfPath, isWebAddress, wholeNumber } from './pages.ceremony.tsx';
import { screenPath, siteDeskPath, sitePath, sitesPath } from './paths.ts';
import { renewSiteLink, saveLinkTest, siteToken } from './service.link-test.ts';
import { readCeremony } from './service.ts';
import {
  addPastedSites,
  addSite,
  addSitesOfLevel,
  moveSiteBy,
  readHostChoices,
  readLevelsBelow,
  readSite,
  removeSite,
  saveSite,
} from './service.sites.ts';
import { screenToken } from './service.stage.ts';
import type { SiteDraft } from './store.sites.ts';
import { SiteEditPage, SitePage, type TypedSite, typedSite } from './views.site.tsx';
import { filteredSites, gapWords, SITE_FILTERS, SitesPage } from './views.sites.tsx';

const SITES = `${CEREMONY}/diem-cau`;
const SITE = `${SITES}/:site`;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const pageSchema = z.coerce.number().int().min(1).max(10_000).catch(1);
const text = (most: number) => z.string().max(most).default('');
const siteSchema = z.object({
  kind: z.enum(SITE_KINDS),
  name: text(200),
  host: z.union([z.literal(''), unitIdSchema]).default(''),
  place: text(300),
  address: text(300),
  contactName: text(200),
  contactPhone: text(50),
  link: text(500),
  seats: text(10),
});
interface SiteIds {
  readonly editionId: EditionId;
  readonly ceremonyId: CeremonyId;
  readonly siteId: CeremonySiteId;
}

function siteOfPath(c: WebRequest): SiteIds {
  const { editionId, id } = ceremonyOfPath(c);
  return { editionId, ceremonyId: id, siteId: pathPart(c, 'site', ceremonySiteIdSchema) };
}

/** The draft of a site's form, or what keeps it from one. */
function readSiteDraft(c: WebRequest, form: z.output<typeof siteSchema>): { draft: SiteDraft; errors: FieldError[] } {
  const t = textsOf(c);
  const words = t.ceremonies.sites;
  const errors: FieldError[] = [];
  if (form.name === '') errors.push({ field: 'name', message: t.common.errors.required(words.name) });
  if (form.link !== '' && !isWebAddress(form.link)) errors.push({ field: 'link', message: t.ceremonies.edit.badUrl });
  const seats = wholeNumber(form.seats);
  if (seats === undefined || seats === 0) errors.push({ field: 'seats', message: words.badSeats });
  const { kind, name, place, address, contactName, contactPhone } = form;
  const hostUnitId: UnitId | null = form.host === '' ? null : form.host;
  const link = form.link === '' ? null : form.link;
  return {
    draft: { kind, name, hostUnitId, place, address, contactName, contactPhone, link, seats: seats ?? null },
    errors,
  };
}

export function sitePages(app: WebApp): void {
  app.get(SITES, (c) => sitesPage(c, '', []));

  app.get(`${SITES}/moi`, (c) => editPage(c, null, null, []));
  app.post(`${SITES}/moi`, async (c) => {
    const { editionId, id } = ceremonyOfPath(c);
    const form = await readForm(c, siteSchema);
    const { draft, errors } = readSiteDraft(c, form);
    if (errors.length > 0) return editPage(c, null, { ...form, host: String(form.host) }, errors);
    const siteId = await addSite(c.var.ctx, editionId, id, draft);
    return goTo(c, sitePath(editionId, id, siteId), { kind: 'success', text: textsOf(c).ceremonies.sites.added(1) });
  });

  app.post(`${SITES}/theo-cap`, async (c) => {
    const { editionId, id } = ceremonyOfPath(c);
    const t = textsOf(c).ceremonies;
    const form = await readForm(c, z.object({ level: z.string().max(30), link: text(500) }));
    if (form.link !== '' && !isWebAddress(form.link)) {
      return sitesPage(c, '', [{ field: 'link', message: t.edit.badUrl }]);
    }
    const asked = { level: form.level, name: t.sites.siteOf, link: form.link === '' ? null : form.link };
    try {
      const added = await addSitesOfLevel(c.var.ctx, editionId, id, asked);
      return goTo(c, sitesPath(editionId, id), { kind: added > 0 ? 'success' : 'info', text: t.sites.added(added) });
    } catch (error) {
      return sitesPage(c, '', tooMany(c, error, 'level'));
    }
  });

  app.post(`${SITES}/dan`, async (c) => {
    const { editionId, id } = ceremonyOfPath(c);
    const words = textsOf(c).ceremonies.sites;
    const { list } = await readForm(c, z.object({ list: text(200_000) }));
    try {
      const { added, withHost } = await addPastedSites(c.var.ctx, editionId, id, list);
      return goTo(c, sitesPath(editionId, id), { kind: 'success', text: words.addedWithHost(added, withHost) });
    } catch (error) {
      return sitesPage(c, list, tooMany(c, error, 'list'));
    }
  });

  app.get(`${SITES}/tai.xlsx`, (c) => sitesSheet(c));

  app.get(SITE, (c) => sitePage(c, [], false));
  app.get(`${SITE}/sua`, (c) => editPage(c, siteOfPath(c), null, []));
  app.post(`${SITE}/sua`, async (c) => {
    const ids = siteOfPath(c);
    const form = await readForm(c, siteSchema.extend({ _version: z.coerce.number().int().positive() }));
    const { draft, errors } = readSiteDraft(c, form);
    const typed = { ...form, host: String(form.host) };
    if (errors.length > 0) return editPage(c, ids, typed, errors);
    try {
      await saveSite(c.var.ctx, ids.editionId, ids, { version: form._version, draft });
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'edit.stale') throw error;
      return editPage(c, ids, typed, [], true);
    }
    return goTo(c, sitePath(ids.editionId, ids.ceremonyId, ids.siteId), {
      kind: 'success',
      text: textsOf(c).ceremonies.sites.saved,
    });
  });

  app.post(`${SITE}/thu`, async (c) => {
    const ids = siteOfPath(c);
    const t = textsOf(c).ceremonies;
    const { typed, save, errors } = await readLinkTest(c);
    if (save === null) return sitePage(c, errors, false, typed);
    try {
      await saveLinkTest(c.var.ctx, ids.editionId, ids, save);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'edit.stale') throw error;
      return sitePage(c, [], true, typed);
    }
    return goTo(c, sitePath(ids.editionId, ids.ceremonyId, ids.siteId), { kind: 'success', text: t.test.saved });
  });

  app.post(`${SITE}/duong-dan`, async (c) => {
    const ids = siteOfPath(c);
    await renewSiteLink(c.var.ctx, ids.editionId, ids);
    return goTo(c, sitePath(ids.editionId, ids.ceremonyId, ids.siteId), {
      kind: 'success',
      text: textsOf(c).siteDesk.renewed,
    });
  });

  app.post(`${SITE}/chuyen`, async (c) => {
    const ids = siteOfPath(c);
    const { by } = await readForm(c, z.object({ by: z.enum(['-1', '1']) }));
    await moveSiteBy(c.var.ctx, ids.editionId, ids, by === '1' ? 1 : -1);
    return goTo(c, sitesPath(ids.editionId, ids.ceremonyId));
  });

  app.post(`${SITE}/bo`, async (c) => {
    const ids = siteOfPath(c);
    const words = textsOf(c).ceremonies.sites;
    try {
      await removeSite(c.var.ctx, ids.editionId, ids);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'request.invalid') throw error;
      return sitePage(c, [{ field: 'site', message: words.hasGuests }], false);
    }
    return goTo(c, sitesPath(ids.editionId, ids.ceremonyId), { kind: 'success', text: words.removed });
  });
}

/** What a list of sites was refused for, beside its field; rethrows anything else. */
function tooMany(c: WebRequest, error: unknown, field: string): FieldError[] {
  if (!(error instanceof Problem) || error.code !== 'request.invalid') throw error;
  const t = textsOf(c);
  const isFull = error.fields.some(({ code }) => code === 'ceremony.too-many-sites');
  const message = isFull ? t.ceremonies.sites.tooMany : t.common.errors.required(t.ceremonies.sites.list);
  return [{ field, message }];
}

async function sitesPage(c: WebRequest, typedList: string, errors: readonly FieldError[]): Promise<Response> {
  const t = textsOf(c);
  const { editionId, id } = ceremonyOfPath(c);
  const screen = await readCeremony(c.var.ctx, editionId, id);
  const levels = screen.mayWrite ? await readLevelsBelow(c.var.ctx, editionId, id) : [];
  const query = {
    filter: SITE_FILTERS.find((each) => each === c.req.query('loc')) ?? 'all',
    typed: (c.req.query('tim') ?? '').normalize('NFC').trim().slice(0, 200),
    page: pageSchema.parse(c.req.query('trang')),
  };
  return page(c, {
    title: `${t.ceremonies.sites.title} · ${screen.ceremony.title}`,
    active: 'ceremonies',
    status: errors.length > 0 ? 422 : 200,
    body: <SitesPage t={t} screen={screen} query={query} levels={levels} typedList={typedList} errors={errors} />,
  });
}

async function editPage(
  c: WebRequest,
  ids: SiteIds | null,
  typed: TypedSite | null,
  errors: readonly FieldError[],
  isStale = false,
): Promise<Response> {
  const t = textsOf(c);
  const { editionId, id } = ceremonyOfPath(c);
  const screen = await readCeremony(c.var.ctx, editionId, id);
  if (!screen.mayWrite) throw new Problem('permission.denied');
  const site = ids === null ? null : screen.sites.find((one) => one.id === ids.siteId);
  if (site === undefined) throw new Problem('not-found');
  const blank: TypedSite = {
    kind: 'connected',
    name: '',
    host: '',
    place: '',
    address: '',
    contactName: '',
    contactPhone: '',
    link: screen.sites.find(({ link }) => link !== null)?.link ?? '',
    seats: '',
  };
  return page(c, {
    title: site === null ? t.ceremonies.sites.addOne : t.ceremonies.sites.edit,
    active: 'ceremonies',
    status: isStale ? 409 : errors.length > 0 ? 422 : 200,
    body: (
      <SiteEditPage
        t={t}
        screen={screen}
        site={site}
        typed={typed ?? (site === null ? blank : typedSite(site))}
        hosts={await readHostChoices(c.var.ctx, editionId, id)}
        errors={errors}
        isStale={isStale}
      />
    ),
  });
}

async function sitePage(
  c: WebRequest,
  errors: readonly FieldError[],
  isStale: boolean,
  typed: TypedTest | null = null,
): Promise<Response> {
  const t = textsOf(c);
  const ids = siteOfPath(c);
  const screen = await readSite(c.var.ctx, ids.editionId, ids);
  return page(c, {
    title: `${screen.site.name} · ${screen.ceremony.title}`,
    active: 'ceremonies',
    status: isStale ? 409 : errors.length > 0 ? 422 : 200,
    body: (
      <SitePage
        t={t}
        screen={screen}
        screenUrl={`${c.var.ctx.platform.publicUrl()}${screenPath(screenToken(c.var.ctx, screen.ceremony), screen.site.id)}`}
        deskUrl={screen.mayTest ? deskUrlOf(c, screen.site) : null}
        typed={typed}
        errors={errors}
        isStale={isStale}
        now={c.var.ctx.platform.clock.now()}
      />
    ),
  });
}

const deskUrlOf = (c: WebRequest, site: CeremonySite): string =>
  `${c.var.ctx.platform.publicUrl()}${siteDeskPath(siteToken(c.var.ctx, site))}`;

async function sitesSheet(c: WebRequest): Promise<Response> {
  const t = textsOf(c);
  const { editionId, id } = ceremonyOfPath(c);
  const { sites, mayWrite } = await readCeremony(c.var.ctx, editionId, id);
  const words = t.ceremonies.sites;
  const { columns } = words;
  const headers = [
    [columns.order, 6],
    [columns.name, 34],
    [columns.kind, 12],
    [columns.host, 30],
    [columns.place, 30],
    [columns.address, 34],
    [columns.contact, 24],
    [columns.phone, 16],
    [columns.link, 34],
    [columns.seats, 10],
    [columns.state, 14],
    [columns.testAt, 18],
    [t.siteDesk.testedBy, 26],
    [columns.note, 34],
    [words.missing, 34],
    // Whoever has it may note a test: not for those who only read.
    ...(mayWrite ? [[t.siteDesk.address, 60] as const] : []),
  ] as const;
  const filter = SITE_FILTERS.find((each) => each === c.req.query('loc')) ?? 'all';
  const rows = filteredSites(sites, filter).map((site, index) => [
    index + 1,
    site.name,
    words.kinds[site.kind],
    site.hostName,
    site.place,
    site.address,
    site.contactName,
    site.contactPhone,
    site.link,
    site.seats,
    words.states[site.linkState],
    site.linkTestAt === null ? null : formatDateTime(site.linkTestAt),
    site.linkTestedBy === null ? null : t.siteDesk.testers[site.linkTestedBy],
    site.linkNote,
    gapWords(t, site),
    ...(mayWrite ? [deskUrlOf(c, site)] : []),
  ]);
  const pieces: Uint8Array[] = [];
  const table = { sheetName: words.title, columns: headers.map(([header, width]) => ({ header, width })) };
  for await (const piece of streamXlsx(table, rows)) pieces.push(piece);
  return c.body(new Uint8Array(Buffer.concat(pieces)).buffer, 200, {
    'content-type': XLSX,
    'content-disposition': `attachment; filename="${words.exportName}.xlsx"`,
  });
}
