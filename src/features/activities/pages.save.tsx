/** The form of an activity as a page: shown, posted back, saved, sent; and the answer where somebody else saved first. */
import { type Messages } from '../../../messages/index.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { WebRequest } from '../../platform/http/web.ts';
import type { FieldError } from '../../ui/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import type { ActivityContext } from './access.ts';
import type { Activity, ActivityKind } from './activity.ts';
import {
  type FieldIssue,
  type Fields,
  fieldsOf,
  readActivity,
  sessionRows,
  textOf,
  withOneMoreSession,
} from './fields.ts';
import { loadKinds } from './kinds.ts';
import { EditPage } from './pages.edit.tsx';
import { type Difference, StalePage } from './pages.stale.tsx';
import type { ActivityContent, Needed } from './rules.ts';
import { type ActingChoice, type ActivityScreen, readAreas, readManaged } from './service.read.ts';
import { contentOf, createActivity, saveActivity, sendActivity } from './service.ts';
import type { AreaChoice } from './store.lists.ts';

export const rootOf = (ctx: ActivityContext): string => `/tuan-le/${ctx.edition.id}/hoat-dong`;

/** Where the form shows what is missing. */
const FIELD_OF: Partial<Record<Needed, string>> = { sessions: 's1.on', place: 'placeName', contactWay: 'contactPhone' };

function errorsOf(t: Messages, issues: readonly FieldIssue[]): FieldError[] {
  const words = t.activities.errors;
  return issues.map(({ field, fault, most }) => {
    if (fault === 'tooLong') return { field, message: words.tooLong(most ?? 0) };
    if (fault !== 'missing') return { field, message: words[fault] };
    if (field === 'quantity' || field === 'countedOn') return { field, message: words.needed[field] };
    return { field, message: t.common.errors.required(t.activities.edit.name) };
  });
}

/** What is missing before sending, beside its fields. Rethrows every other refusal. */
function neededErrors(t: Messages, error: unknown): FieldError[] {
  if (!(error instanceof Problem && error.code === 'activity.not-ready')) throw error;
  const { needed } = t.activities.errors;
  return error.fields.flatMap(({ field }) => {
    const key = (Object.keys(needed) as Needed[]).find((each) => each === field);
    return key === undefined ? [] : [{ field: FIELD_OF[key] ?? key, message: needed[key] }];
  });
}

interface FormPlace {
  readonly kinds: readonly ActivityKind[];
  readonly areas: readonly AreaChoice[];
}

/** The form of a new activity. */
export async function newPage(
  c: WebRequest,
  ctx: ActivityContext,
  choice: ActingChoice,
  kind: ActivityKind,
  fields: Fields | null,
  errors: readonly FieldError[],
): Promise<Response> {
  const t = textsOf(c);
  const locale = ctx.locale;
  const { areas, own } = await readAreas(ctx, choice.unitId, null);
  const actor = ctx.actor;
  const shown: Fields = fields ?? {
    kind: kind.code,
    form: 'in-person',
    area: String(own),
    sessions: '1',
    contactName: actor?.name ?? '',
    contactEmail: actor?.email ?? '',
    ...(kind.isOutput ? {} : { audiences: ['everyone'] }),
  };
  const title = t.activities.edit.titleNew(locale === 'vi' ? kind.nameVi : kind.nameEn);
  return page(c, {
    title,
    active: 'activities',
    status: errors.length > 0 ? 422 : 200,
    body: (
      <EditPage
        t={t}
        locale={locale}
        kinds={await loadKinds(ctx.platform.db.app)}
        kind={kind}
        organiser={choice.name}
        areas={areas}
        fields={shown}
        errors={errors}
        root={rootOf(ctx)}
        action={`${rootOf(ctx)}/moi`}
        back={rootOf(ctx)}
        version={null}
        title={title}
        isPublished={false}
        isSent={false}
        isOwn={choice.publishesOwn || (kind.isOutput && !('organisationId' in choice.acting))}
        acting={choice.value}
        returnedFor={null}
        notice={null}
      />
    ),
  });
}

/** A new one as posted: another row, a draft, or sent at once. */
export async function postNew(
  c: WebRequest,
  ctx: ActivityContext,
  choice: ActingChoice,
  kind: ActivityKind,
  fields: Fields,
): Promise<Response> {
  const t = textsOf(c);
  const action = textOf(fields, 'action');
  if (action === 'add-session') return newPage(c, ctx, choice, kind, withOneMoreSession(fields), []);
  const place = await placeOf(ctx, choice.unitId, null);
  const { content, issues } = readActivity(fields, place.kinds, idsOf(place));
  if (content === null) return newPage(c, ctx, choice, kind, fields, errorsOf(t, issues));
  const id = await createActivity(ctx, choice.acting, content);
  return answerSaved(c, ctx, id, 1, action === 'send', false);
}

async function placeOf(
  ctx: ActivityContext,
  unitId: Activity['unitId'],
  chosen: Activity['areaUnitId'] | null,
): Promise<FormPlace> {
  return { kinds: await loadKinds(ctx.platform.db.app), areas: (await readAreas(ctx, unitId, chosen)).areas };
}

const idsOf = ({ areas }: FormPlace) => new Set(areas.map(({ unitId }) => unitId));

/** Goes on after a save; sends it where that was asked for, and shows the form again where something is missing. */
async function answerSaved(
  c: WebRequest,
  ctx: ActivityContext,
  id: Activity['id'],
  version: number,
  isToSend: boolean,
  isDone: boolean,
): Promise<Response> {
  const t = textsOf(c);
  const words = t.activities.edit;
  const path = `${rootOf(ctx)}/${id}`;
  if (!isToSend) return goTo(c, path, { kind: 'success', text: isDone ? words.saved : words.savedDraft });
  try {
    const outcome = await sendActivity(ctx, id, version);
    return goTo(c, path, { kind: 'success', text: words[outcome] });
  } catch (error) {
    const errors = neededErrors(t, error);
    return editPage(c, ctx, await readManaged(ctx, id), null, errors, words.notReady);
  }
}

/** The form of a stored activity. @param fields what was typed; null for what is stored */
export async function editPage(
  c: WebRequest,
  ctx: ActivityContext,
  screen: ActivityScreen,
  fields: Fields | null,
  errors: readonly FieldError[],
  notice: string | null = null,
): Promise<Response> {
  const t = textsOf(c);
  const { activity, kind, sessions } = screen;
  if (!screen.mayWrite) throw new Problem('permission.denied');
  const { kinds, areas } = await placeOf(ctx, activity.unitId, activity.areaUnitId);
  const path = `${rootOf(ctx)}/${activity.id}`;
  return page(c, {
    title: t.activities.edit.title,
    active: 'activities',
    status: errors.length > 0 ? 422 : 200,
    body: (
      <EditPage
        t={t}
        locale={ctx.locale}
        kinds={kinds}
        kind={kind}
        organiser={activity.organiserName}
        areas={areas}
        fields={fields ?? fieldsOf(contentOf(activity, sessions))}
        errors={errors}
        root={rootOf(ctx)}
        action={`${path}/sua`}
        back={path}
        version={activity.version}
        title={t.activities.edit.title}
        isPublished={activity.status === 'published'}
        isSent={activity.status === 'sent'}
        isOwn={screen.isOwn}
        acting={null}
        returnedFor={activity.status === 'returned' ? activity.statusReason : null}
        notice={notice}
      />
    ),
  });
}

/** A stored one as posted. */
export async function postEdit(
  c: WebRequest,
  ctx: ActivityContext,
  screen: ActivityScreen,
  fields: Fields,
): Promise<Response> {
  const t = textsOf(c);
  const { activity } = screen;
  const action = textOf(fields, 'action');
  const version = Number(textOf(fields, '_version'));
  if (action === 'add-session') return editPage(c, ctx, screen, withOneMoreSession(fields), []);
  const place = await placeOf(ctx, activity.unitId, activity.areaUnitId);
  const { content, issues } = readActivity(fields, place.kinds, idsOf(place));
  if (content === null) return editPage(c, ctx, screen, fields, errorsOf(t, issues));
  try {
    await saveActivity(ctx, activity.id, version, content);
  } catch (error) {
    if (error instanceof Problem && error.code === 'edit.stale') {
      return stalePage(c, ctx, await readManaged(ctx, activity.id), content, fields, place);
    }
    return editPage(c, ctx, screen, fields, neededErrors(t, error));
  }
  const isDone = activity.status === 'published' || activity.status === 'sent';
  return answerSaved(c, ctx, activity.id, version + 1, action === 'send' && !isDone, isDone);
}

function stalePage(
  c: WebRequest,
  ctx: ActivityContext,
  screen: ActivityScreen,
  mine: ActivityContent,
  fields: Fields,
  place: FormPlace,
): Promise<Response> {
  const t = textsOf(c);
  const path = `${rootOf(ctx)}/${screen.activity.id}`;
  const kept: Fields = Object.fromEntries(
    Object.entries(fields).filter(([name]) => name !== '_version' && name !== 'action'),
  );
  return page(c, {
    title: t.activities.edit.staleTitle,
    active: 'activities',
    status: 409,
    body: (
      <StalePage
        t={t}
        fields={kept}
        differences={differencesOf(t, mine, contentOf(screen.activity, screen.sessions), place, ctx.locale)}
        version={screen.activity.version}
        action={`${path}/sua`}
        back={path}
      />
    ),
  });
}

/** What two states of the form differ in, in words of the screen. */
function differencesOf(
  t: Messages,
  mine: ActivityContent,
  theirs: ActivityContent,
  place: FormPlace,
  locale: ActivityContext['locale'],
): Difference[] {
  const [a, b] = [shownFields(t, mine, place, locale), shownFields(t, theirs, place, locale)];
  return [...a.keys()].flatMap((key) => {
    const [left, right] = [a.get(key) ?? '', b.get(key) ?? ''];
    return left === right ? [] : [{ key, label: key, mine: left, theirs: right }];
  });
}

function shownFields(
  t: Messages,
  content: ActivityContent,
  { kinds, areas }: FormPlace,
  locale: ActivityContext['locale'],
): Map<string, string> {
  const fields = fieldsOf(content);
  const words = t.activities.edit;
  const { more } = words;
  const text = (name: string): string => textOf(fields, name);
  const yesNo = (isSo: boolean): string => (isSo ? words.yes : words.no);
  const kind = kinds.find(({ code }) => code === content.kind);
  const sessions = Array.from({ length: sessionRows(fields) }, (_, at) => {
    const name = `s${at + 1}`;
    return [`${text(`${name}.on`)}`, `${text(`${name}.from`)}–${text(`${name}.to`)}`, text(`${name}.place`)]
      .filter(Boolean)
      .join(' ');
  });
  return new Map([
    [t.activities.kind, (locale === 'vi' ? kind?.nameVi : kind?.nameEn) ?? content.kind],
    [words.name, content.title],
    [words.summary, content.summary],
    [words.whenTitle, content.sessions.length === 0 ? '' : sessions.join('\n')],
    [words.form, t.activities.form[content.form]],
    [words.area, areas.find(({ unitId }) => unitId === content.areaUnitId)?.name ?? String(content.areaUnitId)],
    [words.place, content.placeName],
    [words.address, content.address],
    [words.onlineUrl, content.onlineUrl ?? ''],
    [words.onlineSecret, yesNo(!content.isOnlineUrlPublic)],
    [words.audiences, content.audiences.map((each) => t.activities.audience[each]).join(', ')],
    [words.contactName, content.contactName],
    [words.contactPhone, content.contactPhone],
    [words.contactEmail, content.contactEmail],
    [words.quantity, text('quantity')],
    [words.countedOn, text('countedOn')],
    [more.description, content.description],
    [more.coOrganisers, text('coOrganisers')],
    [more.links, text('links')],
    [more.hasSignup, yesNo(content.hasSignup)],
    [more.signupOpens, `${text('opensOn')} ${text('opensAt')}`.trim()],
    [more.signupCloses, `${text('closesOn')} ${text('closesAt')}`.trim()],
    [more.capacity, text('capacity')],
    [more.onlineCapacity, text('onlineCapacity')],
    [more.costAmount, text('cost')],
    [more.costNote, content.costNote],
    [more.accessibility, content.accessibility.map((each) => t.activities.accessibility[each]).join(', ')],
    [more.accessibilityNote, content.accessibilityNote],
    [more.point, text('point')],
  ]);
}
