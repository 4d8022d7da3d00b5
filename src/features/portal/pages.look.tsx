/** Where a coordinator chooses how citizens see the unit's page: colour, greeting, head picture. */
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import { insertFileRows } from '../../platform/files/file-row.ts';
import { readBody, readFormFields } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { Problem } from '../../platform/errors/problem.ts';
import {
  Actions,
  Button,
  Checkbox,
  LinkButton,
  FileDrop,
  Form,
  PageHead,
  Textarea,
  TextInput,
} from '../../ui/index.ts';
import { enterFromPath, requirePlace, inEdition, requireAt, unitFromQuery } from '../editions/index.ts';
import { keepPicture } from '../pictures/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { LONGEST_GREETING, LOOKS, type LookName } from './rules.look.ts';
import { writeLook } from './service.look.ts';
import { findLook } from './store.look.ts';

const fields = z.object({
  colour: z.enum(LOOKS),
  greeting: z.string().max(2_000).default(''),
  alt: z.string().max(300).default(''),
  remove: z.string().optional(),
});

export function lookPages(app: WebApp): void {
  app.get('/tuan-le/:edition/dien-mao', async (c) => {
    const at = await enter(c);
    const known = await inEdition(at.ctx, (tx) => findLook(tx, at.place.unitId));
    return lookPage(c, at, {
      colour: LOOKS.find((look) => look === known?.colour) ?? 'muc-tim',
      greeting: known?.greeting ?? '',
      alt: known?.pictureAlt ?? '',
      hasPicture: (known?.picture ?? null) !== null,
    });
  });

  app.post('/tuan-le/:edition/dien-mao', async (c) => {
    const at = await enter(c);
    const { look: w } = textsOf(c).portal;
    const body = await readBody(c);
    const given = fields.safeParse(await readFormFields(c));
    if (!given.success) throw new Problem('request.invalid');
    const { colour, greeting, alt, remove } = given.data;
    const known = await inEdition(at.ctx, (tx) => findLook(tx, at.place.unitId));
    const file = body['picture'];
    const hasNew = file instanceof File && file.size > 0;
    const stays = (known?.picture ?? null) !== null && remove === undefined;
    const shown = { colour, greeting, alt, hasPicture: (known?.picture ?? null) !== null };
    if (greeting.length > LONGEST_GREETING) return lookPage(c, at, { ...shown, greetingError: w.tooLong });
    if ((hasNew || stays) && alt === '') return lookPage(c, at, { ...shown, altError: w.needsAlt });
    let picture = stays ? (known?.picture ?? null) : null;
    if (hasNew) {
      const kept = await keepPicture(c.var.ctx.platform, new Uint8Array(await file.arrayBuffer()));
      await inEdition(at.ctx, (tx) => insertFileRows(tx, [kept.large, kept.small]));
      picture = kept.large.sha256;
    }
    await writeLook(at.ctx, at.place.unitId, { colour, greeting, picture, pictureAlt: picture === null ? '' : alt });
    return goTo(c, at.path, { kind: 'success', text: w.saved });
  });
}

async function enter(c: WebRequest) {
  const ctx = await enterFromPath(c);
  const unitId = unitFromQuery(c, ctx);
  const place = await inEdition(ctx, (tx) => requirePlace(tx, ctx.edition.id, unitId));
  requireAt(ctx, 'look.write', place.lft);
  return { ctx, place, path: `/tuan-le/${ctx.edition.id}/dien-mao?don-vi=${unitId}` };
}

interface LookForm {
  readonly colour: LookName;
  readonly greeting: string;
  readonly alt: string;
  readonly hasPicture: boolean;
  readonly greetingError?: string;
  readonly altError?: string;
}

function lookPage(c: WebRequest, at: Awaited<ReturnType<typeof enter>>, form: LookForm): Promise<Response> {
  const t = textsOf(c);
  const { look: w } = t.portal;
  const status: ContentfulStatusCode = form.greetingError === undefined && form.altError === undefined ? 200 : 422;
  return page(c, {
    title: w.title,
    status,
    body: (
      <>
        <PageHead
          title={w.title}
          eyebrow={at.place.name}
          lead={w.lead}
          actions={
            <LinkButton kind="second" href={`/khu-vuc/${at.place.unitId}`}>
              {w.see}
            </LinkButton>
          }
        />
        <Form action={at.path} multipart>
          <fieldset class="field">
            <legend class="label">{w.colour}</legend>
            <div class="look-list">
              {LOOKS.map((look) => (
                <label class="look-one public" data-look={look} key={look}>
                  <input
                    type="radio"
                    name="colour"
                    value={look}
                    checked={look === form.colour}
                    aria-label={w.colours[look]}
                  />
                  <span>
                    <i />
                    <b>{w.colours[look]}</b>
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
          <Textarea
            id="greeting"
            label={w.greeting}
            hint={w.greetingHint}
            value={form.greeting}
            error={form.greetingError}
            optional
          />
          <FileDrop
            id="picture"
            label={w.picture}
            hint={w.pictureHint}
            accept={['.jpg', '.jpeg', '.png', '.webp']}
            limitBytes={c.var.ctx.platform.config.uploadLimit}
            optional
          />
          <TextInput
            id="alt"
            label={w.pictureAlt}
            hint={w.pictureAltHint}
            value={form.alt}
            error={form.altError}
            optional
          />
          {form.hasPicture && <Checkbox id="remove" label={w.removePicture} />}
          <Actions>
            <Button>{t.common.action.save}</Button>
          </Actions>
        </Form>
      </>
    ),
  });
}
