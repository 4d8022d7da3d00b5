/** Pictures of an activity: added, described, published, taken away; and the addresses at which they are seen. */
import { z } from 'zod';
import type { Messages } from '../../../messages/index.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { pathPart, readBody, readFormFields } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { activityIdSchema, editionIdSchema } from '../../platform/ids/ids.ts';
import {
  Actions,
  Badge,
  Button,
  Checkbox,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldError,
  FileDrop,
  Form,
  PageHead,
  Section,
  TextInput,
} from '../../ui/index.ts';
import { servePicture } from '../pictures/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { type ActivityContext, enterActivities } from './access.ts';
import { rootOf } from './pages.save.tsx';
import {
  addPicture,
  changePicture,
  chooseCover,
  type PictureSaying,
  type PicturesScreen,
  readOwnPicture,
  readPictures,
  removePicture,
} from './service.pictures.ts';
import { type ActivityPicture, findPublicPicture } from './store.pictures.ts';

const PATH = '/tuan-le/:edition/hoat-dong/:activity/anh';
const pictureIdSchema = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const LIMIT_BYTES = 20 * 1024 * 1024;
const LONGEST_ALT = 300;

export function picturePages(app: WebApp): void {
  app.get(PATH, async (c) => picturesPage(c, await enter(c), []));

  app.post(PATH, async (c) => {
    const ctx = await enter(c);
    const body = await readBody(c);
    const file = body['tep'];
    const words = textsOf(c).pictures;
    if (!(file instanceof File) || file.size === 0) {
      return picturesPage(c, ctx, [{ field: 'tep', message: words.noFile }]);
    }
    const saying = sayingOf(await readFormFields(c));
    try {
      await addPicture(ctx, idOf(c), new Uint8Array(await file.arrayBuffer()), saying);
    } catch (error) {
      return picturesPage(c, ctx, refusalsOf(c, error), saying);
    }
    return back(c, ctx, words.added);
  });

  app.get(`${PATH}/:picture`, async (c) => {
    const picture = await readOwnPicture(await enter(c), idOf(c), pathPart(c, 'picture', pictureIdSchema));
    return servePicture(c, picture.smallSha256, { isPublic: false });
  });

  app.post(`${PATH}/:picture`, async (c) => {
    const ctx = await enter(c);
    const pictureId = pathPart(c, 'picture', pictureIdSchema);
    const fields = await readFormFields(c);
    const words = textsOf(c).pictures;
    try {
      if (fields['viec'] === 'xoa') {
        await removePicture(ctx, idOf(c), pictureId);
        return await back(c, ctx, words.removed);
      }
      if (fields['viec'] === 'dai-dien') {
        await chooseCover(ctx, idOf(c), pictureId);
        return await back(c, ctx, words.coverSet);
      }
      await changePicture(ctx, idOf(c), pictureId, sayingOf(fields));
      return await back(c, ctx, words.changed);
    } catch (error) {
      return picturesPage(c, ctx, refusalsOf(c, error));
    }
  });

  app.get('/hoat-dong/:activity/anh/:picture', (c) => publicPicture(c, false));
  app.get('/hoat-dong/:activity/anh/:picture/nho', (c) => publicPicture(c, true));
}

async function publicPicture(c: WebRequest, isSmall: boolean): Promise<Response> {
  const found = await findPublicPicture(
    c.var.ctx.platform.db.app,
    pathPart(c, 'activity', activityIdSchema),
    pathPart(c, 'picture', pictureIdSchema),
  );
  if (!found) throw new Problem('not-found');
  const answer = await servePicture(c, isSmall ? found.smallSha256 : found.sha256, { isPublic: true });
  // A consent can be taken back: nobody keeps it for longer than an hour.
  answer.headers.set('cache-control', 'public, max-age=3600');
  return answer;
}

function enter(c: WebRequest): Promise<ActivityContext> {
  return enterActivities(c.var.ctx, pathPart(c, 'edition', editionIdSchema));
}

const idOf = (c: WebRequest) => pathPart(c, 'activity', activityIdSchema);

function back(c: WebRequest, ctx: ActivityContext, text: string): Response | Promise<Response> {
  return goTo(c, `${rootOf(ctx)}/${idOf(c)}/anh`, { kind: 'success', text });
}

function sayingOf(fields: Readonly<Record<string, string | string[]>>): PictureSaying {
  const text = (name: string): string => {
    const value = fields[name];
    return Array.isArray(value) ? (value.at(-1) ?? '') : (value ?? '');
  };
  return {
    alt: text('alt').replace(/\s+/gu, ' ').trim().slice(0, LONGEST_ALT),
    hasChildren: text('hasChildren') !== '',
    hasConsent: text('hasConsent') !== '',
    isPublic: text('isPublic') !== '',
  };
}

function refusalsOf(c: WebRequest, error: unknown): FieldError[] {
  if (!(error instanceof Problem)) throw error;
  const t = textsOf(c);
  if (error.code === 'picture.unreadable' || error.code === 'picture.too-large') {
    return [{ field: 'tep', message: t.problems.codes[error.code].title }];
  }
  if (error.code === 'picture.needs-consent') return [{ field: 'hasConsent', message: t.pictures.needsConsent }];
  if (error.code !== 'request.invalid') throw error;
  return error.fields.map(({ field, code }) => ({
    field,
    message:
      code === 'picture.too-many'
        ? t.pictures.tooMany
        : field === 'alt'
          ? t.pictures.noAlt
          : t.problems.fields.required,
  }));
}

const NOTHING_SAID: PictureSaying = { alt: '', hasChildren: false, hasConsent: false, isPublic: false };

async function picturesPage(
  c: WebRequest,
  ctx: ActivityContext,
  errors: readonly FieldError[],
  said: PictureSaying = NOTHING_SAID,
): Promise<Response> {
  const screen = await readPictures(ctx, idOf(c));
  const t = textsOf(c);
  return page(c, {
    title: t.pictures.title,
    active: 'activities',
    status: errors.length > 0 ? 422 : 200,
    body: <PicturesView t={t} screen={screen} root={rootOf(ctx)} errors={errors} said={said} />,
  });
}

function PicturesView(props: {
  t: Messages;
  screen: PicturesScreen;
  root: string;
  errors: readonly FieldError[];
  said: PictureSaying;
}) {
  const { t, screen, root, errors, said } = props;
  const { activity, pictures, mayWrite } = screen;
  const words = t.pictures;
  const path = `${root}/${activity.id}/anh`;
  return (
    <>
      <PageHead
        crumbs={[{ label: activity.title, href: `${root}/${activity.id}` }]}
        title={words.title}
        lead={words.lead}
      />
      <ErrorSummary errors={errors} />
      {pictures.length === 0 ? (
        <EmptyState title={words.empty} icon="upload">
          {words.emptyHint}
        </EmptyState>
      ) : (
        <ul class="picture-list">
          {pictures.map((picture) => (
            <li key={picture.id}>
              <PictureCard
                t={t}
                path={path}
                picture={picture}
                isCover={activity.coverSha256 === picture.sha256}
                mayWrite={mayWrite}
              />
            </li>
          ))}
        </ul>
      )}
      {mayWrite && (
        <Section id="them" title={words.add}>
          <Form action={path} multipart>
            <FileDrop
              id="tep"
              label={words.file}
              accept={['.jpg', '.jpeg', '.png', '.webp']}
              limitBytes={LIMIT_BYTES}
              error={errorOf(errors, 'tep')}
            />
            <SayingFields t={t} said={said} errors={errors} suffix="" />
            <Actions>
              <Button>{words.save}</Button>
            </Actions>
          </Form>
        </Section>
      )}
    </>
  );
}

function PictureCard(props: {
  t: Messages;
  path: string;
  picture: ActivityPicture;
  isCover: boolean;
  mayWrite: boolean;
}) {
  const { t, path, picture, isCover, mayWrite } = props;
  const words = t.pictures;
  return (
    <figure class="picture-card">
      <img
        src={`${path}/${picture.id}`}
        alt={picture.alt}
        width={Math.min(480, picture.width)}
        height={Math.round((Math.min(480, picture.width) * picture.height) / picture.width)}
        loading="lazy"
      />
      <figcaption>
        <p>{picture.alt}</p>
        <p class="row">
          <Badge tone={picture.isPublic ? 'ok' : 'plain'}>{picture.isPublic ? words.public : words.internal}</Badge>
          {isCover && <Badge tone="accent">{words.isCover}</Badge>}
        </p>
        {mayWrite && (
          <details class="more">
            <summary>{words.edit}</summary>
            <Form action={`${path}/${picture.id}`}>
              <SayingFields t={t} said={picture} errors={[]} suffix={`-${picture.id}`} />
              <Actions>
                <Button kind="second">{words.change}</Button>
                {picture.isPublic && !isCover && (
                  <Button kind="second" name="viec" value="dai-dien">
                    {words.cover}
                  </Button>
                )}
                <Button kind="danger" name="viec" value="xoa">
                  {words.remove}
                </Button>
              </Actions>
            </Form>
          </details>
        )}
      </figcaption>
    </figure>
  );
}

function SayingFields(props: { t: Messages; said: PictureSaying; errors: readonly FieldError[]; suffix: string }) {
  const { t, said, errors, suffix } = props;
  const words = t.pictures;
  return (
    <>
      <TextInput
        id={`alt${suffix}`}
        name="alt"
        label={words.alt}
        hint={words.altHint}
        value={said.alt}
        maxLength={LONGEST_ALT}
        error={errorOf(errors, `alt${suffix}`)}
      />
      <Checkbox id={`isPublic${suffix}`} name="isPublic" label={words.isPublic} checked={said.isPublic} />
      <Checkbox id={`hasChildren${suffix}`} name="hasChildren" label={words.hasChildren} checked={said.hasChildren} />
      <Checkbox
        id={`hasConsent${suffix}`}
        name="hasConsent"
        label={words.hasConsent}
        checked={said.hasConsent}
        error={errorOf(errors, `hasConsent${suffix}`)}
      />
    </>
  );
}
