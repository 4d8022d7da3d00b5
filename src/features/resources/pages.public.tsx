/** The library as anybody reads it: list, one resource, its file, a report of what is wrong. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { pathPart, readForm } from '../../platform/http/form-body.ts';
import { clientAddress } from '../../platform/http/peer.ts';
import { RateLimit } from '../../platform/http/rate-limit.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { resourceIdSchema } from '../../platform/ids/ids.ts';
import {
  Badge,
  Button,
  DescriptionList,
  EmptyState,
  Form,
  formatBytes,
  formatNumber,
  Icon,
  LinkButton,
  List,
  PageHead,
  Pagination,
  RadioGroup,
  Section,
  Select,
  Textarea,
  TextInput,
  Toolbar,
} from '../../ui/index.ts';
import { AUDIENCES, type Audience } from '../activities/index.ts';
import { goTo, publicPage, textsOf } from '../shell/index.ts';
import { learningResourceLd } from './json-ld.ts';
import { LIBRARY_PATH, resourcePath } from './paths.ts';
import { LANGUAGES, LEVELS, LICENCES, REPORTS, RESOURCE_KINDS } from './rules.ts';
import { reportResource } from './service.ts';
import { findResource, listSubjects, type Resource, type Subject } from './store.ts';
import { countFacets, searchResources } from './store.search.ts';

const A_PAGE = 20;
const REPORTED = new RateLimit(10, 60 * 60_000);
/** The file is shown to nobody as a page of ours. */
const FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

const querySchema = z.object({
  q: z.string().trim().max(100).catch(''),
  loai: z.enum(RESOURCE_KINDS).nullable().catch(null),
  'linh-vuc': z
    .string()
    .regex(/^[a-z-]{1,30}$/)
    .nullable()
    .catch(null),
  cho: z.enum(AUDIENCES).nullable().catch(null),
  'trinh-do': z.enum(LEVELS).nullable().catch(null),
  'ngon-ngu': z.enum(LANGUAGES).nullable().catch(null),
  trang: z.coerce.number().int().min(1).max(10_000).catch(1),
});

const reportSchema = z.object({
  what: z.enum(REPORTS),
  note: z.string().trim().max(1_000).default(''),
  // A field that people do not see.
  'trang-web': z.string().max(0).default(''),
});

/** The number of `12-so-tay`; the words after it are for people. */
const idOfSlug = z.preprocess(
  (text) => (typeof text === 'string' && /^\d{1,15}(?:-|$)/.test(text) ? text.replace(/-.*$/, '') : null),
  resourceIdSchema,
);

export function publicResourcePages(app: WebApp): void {
  app.get(LIBRARY_PATH, listPage);
  app.get(`${LIBRARY_PATH}/:resource/tep`, filePage);
  app.get(`${LIBRARY_PATH}/:resource`, resourcePage);
  app.post(`${LIBRARY_PATH}/:resource/bao-loi`, async (c) => {
    const { ctx } = c.var;
    const resource = await requirePublished(c);
    const post = await readForm(c, reportSchema);
    const address = clientAddress(c);
    if (!REPORTED.allows(address, ctx.platform.clock.now().getTime())) throw new Problem('request.too-many');
    await reportResource(ctx, resource.id, { what: post.what, note: post.note, address });
    return goTo(c, resourcePath(resource.id, resource.title), {
      kind: 'success',
      text: textsOf(c).resources.report.sent,
    });
  });
}

async function requirePublished(c: WebRequest): Promise<Resource> {
  const resource = await findResource(c.var.ctx.platform.db.app, pathPart(c, 'resource', idOfSlug));
  if (resource?.status !== 'published') throw new Problem('not-found');
  return resource;
}

const nameOf = (c: WebRequest, subjects: readonly Subject[], code: string): string =>
  subjects.find((subject) => subject.code === code)?.[c.var.ctx.locale] ?? code;

async function listPage(c: WebRequest): Promise<Response> {
  const t = textsOf(c);
  const words = t.resources;
  const asked = c.req.query();
  const query = querySchema.parse({ ...asked, loai: asked.loai || null, 'linh-vuc': asked['linh-vuc'] || null });
  const { app } = c.var.ctx.platform.db;
  const asks = {
    search: query.q,
    kind: query.loai,
    subject: query['linh-vuc'],
    audience: query.cho,
    level: query['trinh-do'],
    language: query['ngon-ngu'],
  };
  const [found, subjects, facets] = await Promise.all([
    searchResources(app, { ...asks, offset: (query.trang - 1) * A_PAGE, limit: A_PAGE }),
    listSubjects(app),
    countFacets(app, asks),
  ]);
  const more = [query.loai, query['trinh-do'], query['ngon-ngu']].some(Boolean);
  const isFiltered = query.q !== '' || query['linh-vuc'] !== null || query.cho !== null || more;
  const hrefWith = (changed: Readonly<Record<string, string | null>>) => {
    const params = Object.entries({ ...query, trang: null, ...changed });
    return `?${new URLSearchParams(params.flatMap(([name, value]) => (value ? [[name, String(value)]] : []))).toString()}`;
  };
  const href = (trang: number) => hrefWith({ trang: String(trang) });
  const audienceName = (audience: Audience): string => t.activities.audience[audience];
  return publicPage(c, {
    title: words.title,
    description: words.lead,
    active: 'resources',
    indexed: true,
    body: (
      <>
        <PageHead title={words.title} lead={words.lead} />
        <Toolbar action={LIBRARY_PATH}>
          <TextInput id="q" type="search" label={words.search} value={query.q} optional class="field-grow" />
          <Button kind="second" icon="search">
            {t.common.action.search}
          </Button>
          <details class="toolbar-more" open={more}>
            <summary>{t.portal.list.filters}</summary>
            <div class="toolbar">
              <Select
                id="linh-vuc"
                label={words.filter.subject}
                value={query['linh-vuc'] ?? ''}
                empty={words.filter.any}
                optional
                options={subjects.map((subject) => ({ value: subject.code, label: subject[c.var.ctx.locale] }))}
              />
              <Select
                id="cho"
                label={words.fact.audiences}
                value={query.cho ?? ''}
                empty={words.filter.any}
                optional
                options={AUDIENCES.map((audience) => ({ value: audience, label: audienceName(audience) }))}
              />
              <Select
                id="loai"
                label={words.filter.kind}
                value={query.loai ?? ''}
                empty={words.filter.any}
                optional
                options={RESOURCE_KINDS.map((kind) => ({ value: kind, label: words.kind[kind] }))}
              />
              <Select
                id="trinh-do"
                label={words.filter.level}
                value={query['trinh-do'] ?? ''}
                empty={words.filter.any}
                optional
                options={LEVELS.map((level) => ({ value: level, label: words.level[level] }))}
              />
              <Select
                id="ngon-ngu"
                label={words.filter.language}
                value={query['ngon-ngu'] ?? ''}
                empty={words.filter.any}
                optional
                options={LANGUAGES.map((language) => ({ value: language, label: words.language[language] }))}
              />
            </div>
          </details>
        </Toolbar>
        <Choices
          label={words.filter.subject}
          chosen={query['linh-vuc'] === null ? null : nameOf(c, subjects, query['linh-vuc'])}
          without={hrefWith({ 'linh-vuc': null })}
          remove={t.portal.list.remove}
          choices={facets.subjects.map((code) => [nameOf(c, subjects, code), hrefWith({ 'linh-vuc': code })])}
        />
        <Choices
          label={words.fact.audiences}
          chosen={query.cho === null ? null : audienceName(query.cho)}
          without={hrefWith({ cho: null })}
          remove={t.portal.list.remove}
          choices={facets.audiences.map((audience) => [audienceName(audience), hrefWith({ cho: audience })])}
        />
        {found.rows.length === 0 ? (
          <EmptyState title={isFiltered ? words.nothingFound : words.empty} icon="search">
            {isFiltered ? words.nothingFoundHint : words.emptyHint}
          </EmptyState>
        ) : (
          <>
            <p class="soft">{words.found(formatNumber(found.count))}</p>
            <List
              items={found.rows.map((row) => ({
                key: row.id,
                title: row.title,
                href: resourcePath(row.id, row.title),
                meta: [row.author, nameOf(c, subjects, row.subject), words.level[row.level], row.unitName].filter(
                  Boolean,
                ),
                end: <Badge tone="accent">{words.kind[row.kind]}</Badge>,
              }))}
            />
          </>
        )}
        <Pagination page={query.trang} pageSize={A_PAGE} total={found.count} href={href} />
      </>
    ),
  });
}

/** What leads on with one tap: each choice that finds something; once one is taken, the way back. */
function Choices(props: {
  readonly label: string;
  readonly chosen: string | null;
  readonly without: string;
  readonly remove: (what: string) => string;
  readonly choices: readonly (readonly [name: string, href: string])[];
}) {
  const { label, chosen, without, remove, choices } = props;
  if (chosen === null && choices.length < 2) return null;
  return (
    <nav aria-label={label}>
      <ul class="choices">
        {chosen === null ? (
          choices.map(([name, href]) => (
            <li key={href}>
              <a href={href}>{name}</a>
            </li>
          ))
        ) : (
          <li>
            <a aria-current="true" href={without}>
              <span class="hidden-text">{remove(chosen)}</span>
              <span aria-hidden="true">{chosen}</span>
              <Icon name="close" size={16} />
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}

async function resourcePage(c: WebRequest): Promise<Response> {
  const resource = await requirePublished(c);
  const path = resourcePath(resource.id, resource.title);
  if (c.req.path !== path) return c.redirect(path, 301);
  const t = textsOf(c);
  const words = t.resources;
  const { platform } = c.var.ctx;
  const subjects = await listSubjects(platform.db.app);
  const subject = nameOf(c, subjects, resource.subject);
  const audiences = AUDIENCES.filter((audience) => resource.audiences.includes(audience)).map(
    (audience) => t.activities.audience[audience],
  );
  const filePath = `${LIBRARY_PATH}/${resource.id}/tep`;
  const licence = LICENCES[resource.licence];
  return publicPage(c, {
    title: resource.title,
    description: resource.description.slice(0, 200),
    active: 'resources',
    indexed: true,
    head: learningResourceLd(
      resource,
      { subject, level: words.level[resource.level], kind: words.kind[resource.kind], audiences },
      `${platform.publicUrl()}${path}`,
      resource.file === null ? null : `${platform.publicUrl()}${filePath}`,
    ),
    body: (
      <>
        <PageHead
          crumbs={[{ label: words.title, href: LIBRARY_PATH }]}
          title={resource.title}
          lead={words.kind[resource.kind]}
        />
        {resource.description.split(/\n{2,}/u).map((paragraph, index) => (
          <p key={index}>{paragraph}</p>
        ))}
        {resource.url !== null && <p class="soft">{words.openHint(new URL(resource.url).hostname)}</p>}
        <p class="row">
          {resource.url !== null && <LinkButton href={resource.url}>{words.open}</LinkButton>}
          {resource.file !== null && (
            <LinkButton kind={resource.url === null ? 'main' : 'second'} icon="download" href={filePath} download>
              {words.download(formatBytes(resource.file.size))}
            </LinkButton>
          )}
        </p>
        <DescriptionList
          facts={[
            { label: words.fact.author, value: resource.author },
            { label: words.fact.publisher, value: resource.publisher },
            { label: words.fact.year, value: resource.year },
            {
              label: words.fact.licence,
              value:
                licence === null ? (
                  words.licence[resource.licence]
                ) : (
                  <a href={licence}>{words.licence[resource.licence]}</a>
                ),
            },
            { label: words.fact.language, value: words.language[resource.language] },
            { label: words.fact.subject, value: subject },
            { label: words.fact.level, value: words.level[resource.level] },
            { label: words.fact.audiences, value: audiences.join(', ') },
            {
              label: words.fact.accessibility,
              value: resource.accessibility.map((feature) => words.feature[feature]).join(', '),
            },
            {
              label: words.fact.minutes,
              value: resource.minutes === null ? '' : words.minutes(formatNumber(resource.minutes)),
            },
            { label: words.fact.unit, value: resource.unitName },
          ].filter(({ value }) => value !== '' && value !== null)}
        />
        <Section id="bao-loi" title={words.report.title}>
          <Form action={`${LIBRARY_PATH}/${resource.id}/bao-loi`}>
            <p class="soft">{words.report.lead}</p>
            <RadioGroup
              id="what"
              label={words.report.what}
              value="broken"
              options={REPORTS.map((kind) => ({ value: kind, label: words.report.kind[kind] }))}
            />
            <Textarea id="note" label={words.report.note} rows={2} maxLength={1_000} optional />
            <p class="hidden-text" aria-hidden="true">
              <input name="trang-web" tabIndex={-1} autocomplete="off" />
            </p>
            <Button kind="second">{words.report.send}</Button>
          </Form>
        </Section>
      </>
    ),
  });
}

async function filePage(c: WebRequest): Promise<Response> {
  const resource = await requirePublished(c);
  const bytes = resource.file === null ? null : await c.var.ctx.platform.files.get(resource.file.sha256);
  if (resource.file === null || bytes === null) throw new Problem('not-found');
  return c.body(new Uint8Array(bytes).buffer, 200, {
    'content-type': resource.file.mediaType,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(resource.file.name)}`,
    'content-security-policy': FILE_POLICY,
    'cache-control': 'public, max-age=3600',
  });
}
