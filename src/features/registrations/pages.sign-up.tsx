/** The addresses of signing up: the form, and the link mailed again. */
import { randomBytes } from 'node:crypto';
import { Problem } from '../../platform/errors/problem.ts';
import { readFormFields } from '../../platform/http/form-body.ts';
import { isFilledByHand, stampAgain } from '../../platform/http/form-stamp.ts';
import { clientAddress } from '../../platform/http/peer.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { type ActivityId, activityIdSchema } from '../../platform/ids/ids.ts';
import type { FieldError } from '../../ui/index.ts';
import { activityPath } from '../activities/index.ts';
import { lookOfArea } from '../portal/index.ts';
import { goTo, publicPage, textsOf } from '../shell/index.ts';
import { type Fields, readTyped, singleTexts } from './fields.ts';
import { modesOf, signUpFaults } from './rules.ts';
import { mailLinkAgain } from './service.links.ts';
import { capacityOf, readSignUp, signUp, type SignUpScreen } from './service.ts';
import { MailedPage, NoSignUpPage, SignUpPage } from './views.sign-up.tsx';

const PATH = '/hoat-dong/:activity/dang-ky';

export function signUpPages(app: WebApp): void {
  app.get(PATH, async (c) => {
    const screen = await readSignUp(c.var.ctx, activityFromPath(c));
    return screen.state === 'open' ? form(c, screen, {}, []) : noSignUp(c, screen);
  });

  app.post(PATH, async (c) => {
    const screen = await readSignUp(c.var.ctx, activityFromPath(c));
    const fields = singleTexts(await readFormFields(c));
    if (screen.state !== 'open') return noSignUp(c, screen);
    const { platform } = c.var.ctx;
    const words = textsOf(c).registrations.form;
    const { typed, faults } = readTyped(fields, modesOf(screen.activity.form));
    const all = [...faults, ...signUpFaults(typed, capacityOf(screen.activity, typed.mode))];
    if (all.length > 0) return form(c, screen, fields, errorsOf(c, all));
    if (!isFilledByHand(platform.secretKey, fields, platform.clock.now().getTime()))
      return form(c, screen, fields, [], { text: words.tooFast, status: 422 });
    try {
      const { token, isMailed } = await signUp(c.var.ctx, {
        ...typed,
        activityId: screen.activity.id,
        locale: c.var.ctx.locale,
        address: clientAddress(c),
        once: fields['once'],
      });
      // The same page for a first and a second sign-up: whose address it is, only the mail finds out.
      if (isMailed) return mailed(c, screen, typed.contact);
      return c.redirect(`/dang-ky/${token}`, 303);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.code === 'request.too-many') return form(c, screen, fields, [], { text: words.tooMany, status: 429 });
      if (error.code === 'registration.closed') return noSignUp(c, await readSignUp(c.var.ctx, screen.activity.id));
      throw error;
    }
  });

  app.post(`${PATH}/gui-lai`, async (c) => {
    const id = activityFromPath(c);
    const { activity } = await readSignUp(c.var.ctx, id);
    const { contact = '' } = singleTexts(await readFormFields(c));
    await mailLinkAgain(c.var.ctx, id, contact, clientAddress(c));
    const text = textsOf(c).registrations.form.sentAgain;
    return goTo(c, activityPath(activity.id, activity.title), { kind: 'info', text });
  });
}

/** The number before the words: 12-lop-ky-nang-so. @throws Problem not-found */
export function activityFromPath(c: WebRequest): ActivityId {
  const id = activityIdSchema.safeParse(/^\d{1,15}(?=-|$)/u.exec(c.req.param('activity') ?? '')?.[0]);
  if (!id.success) throw new Problem('not-found');
  return id.data;
}

/** Fields from the top of the form to its end. */
const ORDER = ['name', 'contact', 'who', 'people', 'children', 'organisation', 'mode'];

/** Faults of a form in the reader's words; one a field, in the order of the form. */
export function errorsOf(c: WebRequest, faults: readonly { field: string; code: string }[]): FieldError[] {
  const { registrations, problems } = textsOf(c);
  const words: Readonly<Record<string, string>> = registrations.errors;
  const first = new Map<string, string>();
  const inOrder = faults.toSorted((a, b) => ORDER.indexOf(a.field) - ORDER.indexOf(b.field));
  for (const { field, code } of inOrder)
    if (!first.has(field)) first.set(field, words[`${field}.${code}`] ?? words[code] ?? problems.fields.other);
  return [...first].map(([field, message]) => ({ field, message }));
}

/** The sign-up wears the colour of the activity's page, which it was come from. */
function lookFor(c: WebRequest, { areaUnitId }: SignUpScreen['activity']): ReturnType<typeof lookOfArea> {
  return lookOfArea(c.var.ctx, areaUnitId);
}

async function form(
  c: WebRequest,
  screen: SignUpScreen,
  fields: Fields,
  errors: readonly FieldError[],
  notice?: { readonly text: string; readonly status: 422 | 429 },
): Promise<Response> {
  const t = textsOf(c);
  const { platform } = c.var.ctx;
  const stamp = stampAgain(platform.secretKey, fields, platform.clock.now().getTime());
  return publicPage(c, {
    title: `${t.registrations.form.title}: ${screen.activity.title}`,
    active: 'activities',
    look: await lookFor(c, screen.activity),
    isOffline: true,
    status: errors.length > 0 ? 422 : (notice?.status ?? 200),
    body: (
      <SignUpPage
        {...{ t, screen, fields, errors, stamp }}
        notice={notice?.text}
        once={randomBytes(18).toString('base64url')}
        isMailed={platform.config.smtpUrl !== null}
        isRemembered={c.var.ctx.actor === null}
      />
    ),
  });
}

async function noSignUp(c: WebRequest, screen: SignUpScreen): Promise<Response> {
  const t = textsOf(c);
  const status = c.req.method === 'POST' ? 409 : 200;
  return publicPage(c, {
    title: `${t.registrations.form.title}: ${screen.activity.title}`,
    active: 'activities',
    look: await lookFor(c, screen.activity),
    isOffline: true,
    status,
    body: <NoSignUpPage t={t} screen={screen} />,
  });
}

async function mailed(c: WebRequest, { activity }: SignUpScreen, contact: string): Promise<Response> {
  const t = textsOf(c);
  return publicPage(c, {
    title: `${t.registrations.form.mailed}: ${activity.title}`,
    active: 'activities',
    look: await lookFor(c, activity),
    body: <MailedPage t={t} activity={activity} contact={contact} />,
  });
}
