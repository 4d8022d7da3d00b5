/** Routes of organisations: registering one, deciding on it, and the page of those who speak for one. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { pathPart, readForm, readFormFields } from '../../platform/http/form-body.ts';
import { clientAddress } from '../../platform/http/peer.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { organisationIdSchema, unitIdSchema } from '../../platform/ids/ids.ts';
import type { FieldError } from '../../ui/index.ts';
import { goTo, page, publicPage, textsOf } from '../shell/index.ts';
import { readTyped, type Typed } from './fields.ts';
import { DECISIONS } from './rules.ts';
import { decide, readOrganisations, readOwnOrganisations, registerOrganisation, searchCommunes } from './service.ts';
import { DecideView, OwnView, RegisterView, SentView } from './views.tsx';

const REGISTER_PATH = '/to-chuc-moi';
const DECIDE_PATH = '/to-chuc-cho-duyet';
const decisionSchema = z.object({
  decision: z.enum(DECISIONS),
  reason: z.string().trim().max(1_000).default(''),
});

export function organisationPages(app: WebApp): void {
  app.get(REGISTER_PATH, (c) => registerPage(c, { search: c.req.query('xa') ?? '' }, []));

  app.post(REGISTER_PATH, async (c) => {
    const typed = await readFormFields(c);
    const texts = Object.fromEntries(
      Object.entries(typed).map(([name, value]) => [name, Array.isArray(value) ? (value.at(-1) ?? '') : value]),
    );
    // The button beside the search finds communes; everything typed stays.
    if (texts['viec'] === 'tim') return registerPage(c, texts, []);
    const unitId = unitIdSchema.safeParse(texts['unit']);
    const communes = await searchCommunes(c.var.ctx, texts['search'] ?? '');
    const commune = communes.find((each) => unitId.success && each.unitId === unitId.data);
    const { content, errors } = readTyped(texts, textsOf(c));
    const faults = [
      ...(commune === undefined ? [{ field: 'search', message: textsOf(c).organisations.register.chooseNeeded }] : []),
      ...errors,
    ];
    if (content === null || commune === undefined) return registerPage(c, texts, faults);
    // A program fills the field that people do not see: it is told what it wants to hear.
    if ((texts['fax'] ?? '') === '') {
      await registerOrganisation(c.var.ctx, commune.unitId, content, clientAddress(c));
    }
    const t = textsOf(c);
    return publicPage(c, {
      title: t.organisations.register.sent,
      body: <SentView t={t} unitName={commune.name} />,
    });
  });

  app.get(DECIDE_PATH, (c) => decidePage(c, []));

  app.post(`${DECIDE_PATH}/:organisation`, async (c) => {
    const id = pathPart(c, 'organisation', organisationIdSchema);
    const post = await readForm(c, decisionSchema);
    const words = textsOf(c).organisations.decide;
    try {
      await decide(c.var.ctx, id, post.decision, post.reason);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'request.invalid') throw error;
      return decidePage(c, [{ field: `reason-${id}`, message: words.reasonNeeded }]);
    }
    return goTo(c, DECIDE_PATH, { kind: 'success', text: words.done[post.decision] });
  });

  app.get('/to-chuc-cua-toi', async (c) => {
    const organisations = await readOwnOrganisations(c.var.ctx);
    const t = textsOf(c);
    return page(c, {
      title: t.organisations.mine.title,
      active: 'activities',
      body: <OwnView t={t} organisations={organisations} />,
    });
  });
}

async function registerPage(c: WebRequest, typed: Typed, errors: readonly FieldError[]): Promise<Response> {
  const t = textsOf(c);
  const communes = await searchCommunes(c.var.ctx, typed['search'] ?? '');
  return publicPage(c, {
    title: t.organisations.register.title,
    description: t.organisations.register.lead,
    indexed: true,
    ...(errors.length > 0 ? { status: 422 as const } : {}),
    body: <RegisterView t={t} action={REGISTER_PATH} typed={typed} communes={communes} errors={errors} />,
  });
}

async function decidePage(c: WebRequest, errors: readonly FieldError[]): Promise<Response> {
  const organisations = await readOrganisations(c.var.ctx);
  const t = textsOf(c);
  return page(c, {
    title: t.organisations.decide.title,
    active: 'activities',
    ...(errors.length > 0 ? { status: 422 as const } : {}),
    body: <DecideView t={t} path={DECIDE_PATH} organisations={organisations} errors={errors} />,
  });
}
