/** Refusals on screen: as a page of their own, or beside the fields of a form. */
import type { Messages } from '../../../messages/index.ts';
import { messagesFor } from '../../../messages/index.ts';
import { DocumentProblem, documentProblemText } from '../../documents/problem.ts';
import type { Locale } from '../../platform/context.ts';
import { type FieldProblem, Problem, type ProblemCode } from '../../platform/errors/problem.ts';
import type { WebRequest } from '../../platform/http/web.ts';
import {
  Actions,
  Button,
  type FieldError,
  LinkButton,
  PageHead,
  PlainLayout,
  renderPage,
  useUi,
} from '../../ui/index.ts';
import { publicText } from './public-page.ts';
import { textsOf, themeOf } from './request.ts';

/** The catalogue in one language. The type holds the texts to the codes: a code without a text does not compile. */
function catalogue(texts: Messages): Record<ProblemCode, { title: string; detail: string }> {
  return texts.problems.codes;
}

/** Title and detail of a problem, for the API. */
export function problemTexts(problem: Problem, locale: Locale): { title: string; detail: string } {
  return catalogue(messagesFor(locale))[problem.code];
}

/** What a reader or writer of files said of this case, in the language of the page; undefined: nothing beyond the code. */
export function refusalText(problem: Problem, locale: Locale): string | undefined {
  return problem.cause instanceof DocumentProblem ? documentProblemText(problem.cause, locale) : problem.detail;
}

/** A field's own words; where a file was refused they are those of its reader. */
function fieldDetail(problem: Problem, { code, detail }: FieldProblem, locale: Locale): string | undefined {
  const { cause } = problem;
  return cause instanceof DocumentProblem && (cause.code === code || cause.message === detail)
    ? documentProblemText(cause, locale)
    : detail;
}

/** The page that answers a refusal nobody caught. */
export function problemPage(c: WebRequest, problem: Problem): string {
  const { actor, locale, requestId } = c.var.ctx;
  const { title } = problemTexts(problem, locale);
  // A citizen with a wrong address gets the portal and a way on, not a wall.
  if ((problem.status === 404 || problem.status === 410) && actor === null)
    return publicText(c, { title, body: <LostPage t={messagesFor(locale)} problem={problem} /> });
  const body = <ProblemPage problem={problem} reference={requestId} />;
  return renderPage({ title, locale, theme: themeOf(c), body });
}

function LostPage({ t, problem }: { t: Messages; problem: Problem }) {
  const { title, detail } = catalogue(t)[problem.code];
  const { frame, home, list } = t.portal;
  return (
    <>
      <PageHead title={title} lead={detail} />
      <search>
        <form action="/hoat-dong" class="toolbar">
          <div class="field field-grow">
            <label class="label" for="q">
              {home.searchLabel}
            </label>
            <input class="input" id="q" name="q" type="search" maxLength={100} placeholder={home.searchHint} />
          </div>
          <Button icon="search">{home.searchButton}</Button>
        </form>
      </search>
      <Actions>
        <LinkButton kind="second" icon="home" href="/">
          {t.shell.publicNav.home}
        </LinkButton>
        <LinkButton kind="second" href="/hoat-dong">
          {list.title}
        </LinkButton>
        <LinkButton kind="second" href="/dang-ky-cua-toi">
          {frame.mySignups}
        </LinkButton>
        <LinkButton kind="second" href="/tro-giup">
          {frame.help}
        </LinkButton>
      </Actions>
    </>
  );
}

function ProblemPage({ problem, reference }: { problem: Problem; reference: string }) {
  const { all, locale, t } = useUi();
  const { title, detail } = catalogue(all)[problem.code];
  return (
    <PlainLayout>
      <div class="stack">
        <h1>{title}</h1>
        <p>{detail}</p>
        {problem.fields.length > 0 && (
          <ul>
            {problem.fields.slice(0, 50).map(({ field, code, ...more }) => (
              <li key={`${field} ${code}`}>
                {field === '' ? '' : `${field}: `}
                {fieldText(all, code) ??
                  fieldDetail(problem, { field, code, ...more }, locale) ??
                  all.problems.fields.other}
              </li>
            ))}
          </ul>
        )}
        {problem.status >= 500 && (
          <p class="soft small">
            {t.errorPage.reference}: <code>{reference}</code>
          </p>
        )}
        <p class="actions">
          <LinkButton kind="second" icon="home" href="/">
            {t.shell.home}
          </LinkButton>
        </p>
      </div>
    </PlainLayout>
  );
}

/** What the fields of a form are called on screen, by their names. */
export type FieldLabels = Readonly<Record<string, string>>;

/**
 * The field errors of a refusal, worded for ErrorSummary and errorOf; the field's id is its name.
 * Rethrows what is not about fields: `catch (error) { const errors = fieldErrorsOf(c, error, labels); return page(…) }`.
 */
export function fieldErrorsOf(c: WebRequest, error: unknown, labels: FieldLabels = {}): FieldError[] {
  if (!(error instanceof Problem) || error.fields.length === 0) throw error;
  const texts = textsOf(c);
  return error.fields.map((given) => {
    const { field, code } = given;
    const label = labels[field];
    if (label !== undefined && ABSENT.has(code)) return { field, message: texts.common.errors.required(label) };
    return {
      field,
      message: fieldText(texts, code) ?? fieldDetail(error, given, c.var.ctx.locale) ?? texts.problems.fields.other,
    };
  });
}

/** Our own word for an absent value, and zod's. */
const ABSENT = new Set(['required', 'invalid_type', 'too_small']);

function fieldText(texts: Messages, code: string): string | undefined {
  const known: Readonly<Record<string, string>> = texts.problems.fields;
  return known[code];
}
