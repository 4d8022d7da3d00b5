/** The addresses of one's own sign-up: the link is the permission. Never kept, never found by a search engine. */
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { parseInput, readFormFields, readJson } from '../../platform/http/form-body.ts';
import { clientAddress } from '../../platform/http/peer.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import type { ActivityId, RegistrationId } from '../../platform/ids/ids.ts';
import type { FieldError } from '../../ui/index.ts';
import { activityPath } from '../activities/index.ts';
import { lookOfArea } from '../portal/index.ts';
import { goTo, publicPage, textsOf } from '../shell/index.ts';
import { type Fields, readCount, singleTexts } from './fields.ts';
import { DEVICE_PATH, registrationLink } from './links.ts';
import { errorsOf } from './pages.sign-up.tsx';
import { AllPage } from './views.all.tsx';
import type { PushTransport } from './push-transport.ts';
import { pushPublicKey, subscribe, subscriptionSchema, unsubscribe } from './service.push.ts';
import { changeNumbers, deleteMine, giveFeedback, type MySignUp, readMine, renewLink, withdraw } from './service.ts';
import { mailAllLinks, readAllMine } from './service.links.ts';
import { DevicePage } from './views.device.tsx';
import { type Deed, MyPage, SurePage } from './views.mine.tsx';

/** Letters of a token; an address with a dot (the calendar of a sign-up) is another page. */
const PATH = '/dang-ky/:token{[A-Za-z0-9_-]+}';

export interface MyPageSources {
  /** Where somebody who took part finds the certificate; null for none. */
  readonly certificateOf?:
    | ((ctx: Context, activityId: ActivityId, registrationId: RegistrationId) => Promise<{ href: string } | null>)
    | undefined;
  readonly pushTransport: PushTransport;
}

export function myPages(app: WebApp, sources: MyPageSources): void {
  app.get(PATH, async (c) => myPage(c, sources, await readMine(c.var.ctx, tokenFrom(c))));

  app.post(`${PATH}/so-nguoi`, async (c) => {
    const fields = singleTexts(await readFormFields(c));
    const people = readCount(fields['people'] ?? '', Number.NaN);
    const children = readCount(fields['children'] ?? '', 0);
    return orShown(c, sources, fields, async () => {
      await changeNumbers(c.var.ctx, tokenFrom(c), { people, children });
      return goTo(c, pathOf(c), { kind: 'success', text: textsOf(c).registrations.mine.numbersSaved });
    });
  });

  app.post(`${PATH}/danh-gia`, async (c) => {
    const fields = singleTexts(await readFormFields(c));
    return orShown(c, sources, fields, async () => {
      const score = readCount(fields['score'] ?? '', 0);
      await giveFeedback(c.var.ctx, tokenFrom(c), { score, comment: fields['comment'] ?? '' });
      return goTo(c, pathOf(c), { kind: 'success', text: textsOf(c).registrations.mine.feedbackSent });
    });
  });

  for (const [part, deed] of [
    ['rut', 'withdraw'],
    ['doi-duong-dan', 'renew'],
    ['xoa', 'forget'],
  ] as const)
    app.get(`${PATH}/${part}`, async (c) => sure(c, deed, part));

  app.post(`${PATH}/rut`, async (c) => {
    await withdraw(c.var.ctx, tokenFrom(c));
    return goTo(c, pathOf(c), { kind: 'success', text: textsOf(c).registrations.mine.withdrawDone });
  });

  app.post(`${PATH}/doi-duong-dan`, async (c) => {
    const { activity } = await readMine(c.var.ctx, tokenFrom(c));
    const token = await renewLink(c.var.ctx, tokenFrom(c));
    const words = textsOf(c).registrations.mine;
    return token === null
      ? goTo(c, activityPath(activity.id, activity.title), { kind: 'success', text: words.renewMailed })
      : goTo(c, `/dang-ky/${token}`, { kind: 'success', text: words.renewDone });
  });

  app.post(`${PATH}/xoa`, async (c) => {
    const { activity } = await readMine(c.var.ctx, tokenFrom(c));
    await deleteMine(c.var.ctx, tokenFrom(c));
    const text = textsOf(c).registrations.mine.forgetDone;
    return goTo(c, activityPath(activity.id, activity.title), { kind: 'success', text });
  });

  app.post(`${PATH}/nhac`, async (c) => {
    const given = parseInput(subscriptionSchema, await readJson(c));
    await subscribe(c.var.ctx, sources.pushTransport, tokenFrom(c), given);
    return c.body(null, 204);
  });

  app.post(`${PATH}/nhac/bo`, async (c) => {
    const { endpoint } = parseInput(z.object({ endpoint: z.string().max(1_000) }), await readJson(c));
    await unsubscribe(c.var.ctx, tokenFrom(c), endpoint);
    return c.body(null, 204);
  });

  app.get(DEVICE_PATH, (c) => devicePage(c));

  app.get(`${DEVICE_PATH}/:token{[A-Za-z0-9_-]+}`, async (c) => {
    const t = textsOf(c);
    return publicPage(c, {
      title: t.registrations.all.title,
      active: 'activities',
      isOffline: true,
      body: <AllPage t={t} all={await readAllMine(c.var.ctx, tokenFrom(c))} />,
    });
  });

  app.post(DEVICE_PATH, async (c) => {
    const { email = '' } = singleTexts(await readFormFields(c));
    const { registrations } = textsOf(c);
    try {
      await mailAllLinks(c.var.ctx, email, clientAddress(c));
    } catch (error) {
      if (error instanceof Problem && error.fields.length > 0)
        return devicePage(c, email, [{ field: 'email', message: registrations.device.notMail }]);
      if (!(error instanceof Problem) || error.code !== 'request.too-many') throw error;
      return goTo(c, DEVICE_PATH, { kind: 'warning', text: registrations.device.tooMany });
    }
    return goTo(c, DEVICE_PATH, { kind: 'info', text: registrations.device.sent });
  });
}

function tokenFrom(c: WebRequest): string {
  return c.req.param('token') ?? '';
}

function pathOf(c: WebRequest): string {
  return `/dang-ky/${tokenFrom(c)}`;
}

async function myPage(
  c: WebRequest,
  sources: MyPageSources,
  mine: MySignUp,
  fields: Fields = {},
  errors: readonly FieldError[] = [],
): Promise<Response> {
  const t = textsOf(c);
  const { ctx } = c.var;
  const { platform } = ctx;
  const { registration, activity } = mine;
  // Given once somebody was there, which may be before the last session has ended.
  const certificate =
    registration.status === 'confirmed' ? await sources.certificateOf?.(ctx, activity.id, registration.id) : null;
  const isAhead = !mine.isOver && registration.status !== 'withdrawn';
  return publicPage(c, {
    title: `${t.registrations.mine.title}: ${activity.title}`,
    active: 'activities',
    look: await lookOfArea(ctx, activity.areaUnitId),
    isOffline: true,
    status: errors.length > 0 ? 422 : 200,
    body: (
      <MyPage
        {...{ t, mine, fields, errors }}
        path={pathOf(c)}
        link={registrationLink(platform, registration.id, registration.linkVersion)}
        pushKey={isAhead ? await pushPublicKey(platform) : null}
        certificateHref={certificate?.href ?? null}
        isRemembered={ctx.actor === null}
      />
    ),
  });
}

/** Does it, or shows the page again with what was typed and what is wrong with it. */
async function orShown(
  c: WebRequest,
  sources: MyPageSources,
  fields: Fields,
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem) || error.fields.length === 0) throw error;
    // What a form of numbers can't choose is told beside the children.
    const faults = error.fields.map(({ field, code }) => ({ field: field === 'who' ? 'children' : field, code }));
    return myPage(c, sources, await readMine(c.var.ctx, tokenFrom(c)), fields, errorsOf(c, faults));
  }
}

async function sure(c: WebRequest, deed: Deed, part: string): Promise<Response> {
  const t = textsOf(c);
  const mine = await readMine(c.var.ctx, tokenFrom(c));
  return publicPage(c, {
    title: t.registrations.mine.sure,
    active: 'activities',
    look: await lookOfArea(c.var.ctx, mine.activity.areaUnitId),
    body: <SurePage {...{ t, mine, deed }} path={pathOf(c)} action={`${pathOf(c)}/${part}`} />,
  });
}

function devicePage(c: WebRequest, email?: string, errors: readonly FieldError[] = []): Response {
  const t = textsOf(c);
  return publicPage(c, {
    title: t.registrations.device.title,
    active: 'activities',
    isOffline: true,
    status: errors.length > 0 ? 422 : 200,
    body: <DevicePage t={t} isRemembered={c.var.ctx.actor === null} email={email} errors={errors} />,
  });
}
