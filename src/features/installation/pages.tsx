/** The first run on screen: one page with three steps, then how far it is. Closed for good once it is over. */
import type { MiddlewareHandler } from 'hono';
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { readForm } from '../../platform/http/form-body.ts';
import type { WebApp, WebEnv, WebRequest } from '../../platform/http/web.ts';
import {
  Actions,
  Button,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  LinkButton,
  Notice,
  PlainLayout,
  Progress,
  RadioGroup,
  TextInput,
} from '../../ui/index.ts';
import { setSessionCookie } from '../accounts/index.ts';
import { fieldErrorsOf, languageHref, plainPage, textsOf } from '../shell/index.ts';
import { type Installation, phaseOf } from './rules.ts';
import { beginInstallation, type Installers, isInstalled, readProgress, retryInstallation } from './service.ts';

const PATH = '/cai-dat';
const PROGRESS = '/cai-dat/tien-trinh';

/** Open before the first run is over: the run itself, how it looks, and signing in to mend one that failed. */
const OPEN = /^\/(?:cai-dat|assets|ngon-ngu|giao-dien|dang-nhap|dang-xuat|robots\.txt)(?:\/|$)/;

/** Leads every page to the first run until that is over. */
export function installationGate(): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    const { path, method } = c.req;
    if (path.startsWith('/assets/') || OPEN.test(path) || (await isInstalled(c.var.ctx.platform))) return next();
    if (path.startsWith('/api/') || method !== 'GET') throw new Problem('installation.unfinished');
    return c.redirect(PATH, 303);
  };
}

const text = z.string().max(1_000).default('');
const firstRunForm = z.object({
  name: text,
  email: text,
  password: text,
  repeat: text,
  // '' is the choice of none, absent is no choice
  countryPack: z.string().optional(),
  data: z.enum(['empty', 'demonstration']).optional(),
});
type FirstRunForm = z.output<typeof firstRunForm>;

export function installationPages(app: WebApp, installers: Installers): void {
  app.get(PATH, async (c) => {
    const installation = await requireOpen(c);
    if (phaseOf(installation) !== 'unstarted') return c.redirect(PROGRESS, 303);
    const [pack] = installers.countryPacks;
    const first = {
      name: '',
      email: '',
      password: '',
      repeat: '',
      countryPack: pack?.key ?? '',
      data: 'empty',
    } as const;
    return firstRunPage(c, installers, first, []);
  });

  app.post(PATH, async (c) => {
    await requireOpen(c);
    const form = await readForm(c, firstRunForm);
    const { accounts } = textsOf(c);
    try {
      const session = await beginInstallation(c.var.ctx, installers, {
        ...form,
        countryPack: form.countryPack ?? null,
        demonstration: form.data === undefined ? null : form.data === 'demonstration',
        userAgent: c.req.header('user-agent')?.slice(0, 300) ?? null,
      });
      setSessionCookie(c, session);
    } catch (error) {
      const labels = { name: accounts.field.name, email: accounts.field.email, password: accounts.field.password };
      return firstRunPage(c, installers, form, fieldErrorsOf(c, error, labels));
    }
    return c.redirect(PROGRESS, 303);
  });

  app.get(PROGRESS, async (c) => {
    const installation = await readProgress(c.var.ctx.platform);
    const phase = phaseOf(installation);
    if (phase === 'unstarted') return c.redirect(PATH, 303);
    if (phase === 'finished') {
      return c.redirect((installation.hasDemonstration ? installers.demonstrationHref : undefined) ?? '/', 303);
    }
    if (phase === 'running') c.header('refresh', '2');
    return progressPage(c, installation);
  });

  app.post(`${PROGRESS}/chay-lai`, async (c) => {
    await retryInstallation(c.var.ctx);
    return c.redirect(PROGRESS, 303);
  });
}

async function requireOpen(c: WebRequest): Promise<Installation> {
  const installation = await readProgress(c.var.ctx.platform);
  if (phaseOf(installation) === 'finished') throw new Problem('not-found');
  return installation;
}

function firstRunPage(c: WebRequest, installers: Installers, form: FirstRunForm, errors: FieldError[]): Response {
  const { installation: words, accounts, common } = textsOf(c);
  const { locale } = c.var.ctx;
  const other = locale === 'vi' ? 'en' : 'vi';
  return plainPage(c, {
    title: words.title,
    status: errors.length > 0 ? 422 : 200,
    body: (
      <PlainLayout
        wide
        homeHref={PATH}
        foot={
          <a href={languageHref(c)} hreflang={other} lang={other}>
            {common.locale[other]}
          </a>
        }
      >
        <div class="stack">
          <h1>{words.title}</h1>
          <p class="soft">{words.lead}</p>
          <ErrorSummary errors={errors} />
          <Form action={PATH} class="first-run">
            <h2>{words.step1}</h2>
            <p class="soft">{words.step1Note}</p>
            <TextInput
              id="name"
              label={accounts.field.name}
              value={form.name}
              autocomplete="name"
              maxLength={120}
              error={errorOf(errors, 'name')}
            />
            <TextInput
              id="email"
              type="email"
              label={accounts.field.email}
              value={form.email}
              autocomplete="username"
              error={errorOf(errors, 'email')}
            />
            <TextInput
              id="password"
              type="password"
              label={accounts.field.password}
              hint={accounts.passwordHint}
              autocomplete="new-password"
              error={errorOf(errors, 'password')}
            />
            <TextInput
              id="repeat"
              type="password"
              label={accounts.field.repeat}
              autocomplete="new-password"
              error={errorOf(errors, 'repeat')}
            />
            <h2>{words.step2}</h2>
            <RadioGroup
              id="countryPack"
              label={words.choosePack}
              hint={words.step2Note}
              value={form.countryPack}
              error={errorOf(errors, 'countryPack')}
              options={[
                ...installers.countryPacks.map((pack) => ({
                  value: pack.key,
                  label: pack.name[locale],
                  hint: words.packHint,
                })),
                { value: '', ...words.noPack },
              ]}
            />
            <h2>{words.step3}</h2>
            <RadioGroup
              id="data"
              label={words.chooseData}
              hint={words.step3Note}
              value={form.data}
              error={errorOf(errors, 'data')}
              options={[
                { value: 'empty', ...words.empty },
                ...(installers.demonstration ? [{ value: 'demonstration', ...words.demonstration }] : []),
              ]}
            />
            <Actions>
              <Button>{words.submit}</Button>
            </Actions>
          </Form>
        </div>
      </PlainLayout>
    ),
  });
}

function progressPage(c: WebRequest, installation: Installation): Response {
  const { progress: words } = textsOf(c).installation;
  const { step, done, total, problem } = installation;
  if (problem !== null) return failedPage(c, problem);
  return plainPage(c, {
    title: words.title,
    body: (
      <PlainLayout homeHref={PROGRESS}>
        <div class="stack">
          <h1>{words.title}</h1>
          <p>{words.lead}</p>
          {step !== null && total !== null ? (
            <Progress
              id="progress"
              value={done}
              max={total}
              label={
                <>
                  <span>{words[step]}</span>
                  <span class="soft">{words.of(done, total)}</span>
                </>
              }
            />
          ) : (
            <div class="progress">
              <label for="progress">{step === null ? words.waiting : words[step]}</label>
              <progress id="progress" />
            </div>
          )}
          <p class="soft small">{words.autoRefresh}</p>
          <Actions>
            <LinkButton kind="second" href={PROGRESS}>
              {words.refresh}
            </LinkButton>
          </Actions>
        </div>
      </PlainLayout>
    ),
  });
}

function failedPage(c: WebRequest, problem: string): Response {
  const { progress: words } = textsOf(c).installation;
  const isAdministrator = c.var.ctx.actor?.isAdministrator ?? false;
  return plainPage(c, {
    title: words.failedTitle,
    body: (
      <PlainLayout homeHref={PROGRESS}>
        <div class="stack">
          <h1>{words.failedTitle}</h1>
          <Notice kind="error">{problem}</Notice>
          <p>{words.failedLead}</p>
          {isAdministrator ? (
            <form method="post" action={`${PROGRESS}/chay-lai`}>
              <Actions>
                <Button>{words.retry}</Button>
              </Actions>
            </form>
          ) : (
            <p>
              <a href={`/dang-nhap?tiep=${PROGRESS}`}>{words.signInToRetry}</a>
            </p>
          )}
        </div>
      </PlainLayout>
    ),
  });
}
