/** The pages of an edition's report form: in force, made ready, and two versions of it. */
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Button,
  DateInput,
  errorOf,
  ErrorSummary,
  type FieldError,
  FileDrop,
  Form,
  formatBytes,
  LinkButton,
  Notice,
  PageHead,
  Section,
} from '../../ui/index.ts';
import type { StaleMend } from './form-post.ts';
import type { FormScreen } from './service.form.ts';
import type { FormDraft } from './store.form.ts';
import { FormFacts } from './views.form-mend.tsx';
import type { MendModel } from './views.form-model.ts';
import { MendErrors, MendForm, StaleForm } from './views.form-page.tsx';

/** What a form may be uploaded as. */
export const FORM_FILES = ['.docx', '.doc', '.xlsx', '.xls', '.ods', '.odt', '.rtf', '.pdf'] as const;

export function EditionFormPage(props: {
  readonly t: Messages;
  readonly screen: FormScreen;
  /** Null while the Week has no form. */
  readonly model: MendModel | null;
  readonly path: string;
  readonly editionTitle: string;
  readonly isOpenEdition: boolean;
  readonly limitBytes: number;
  readonly uploadError: string | undefined;
}) {
  const { t, screen, model, path, editionTitle, isOpenEdition, limitBytes, uploadError } = props;
  const words = t.forms;
  const written = screen.written ?? 0;
  const mayReplace = screen.mayMend && written === 0;
  return (
    <>
      <PageHead
        eyebrow={editionTitle}
        title={model === null ? words.none : (screen.form?.title ?? words.title)}
        lead={model === null ? words.noneHint : model.isEditable ? words.leadMend : words.leadRead}
        actions={
          screen.form?.fileSha256 ? (
            <LinkButton kind="quiet" icon="download" href={`${path}/tep`}>
              {screen.form.definition.file.name}
            </LinkButton>
          ) : undefined
        }
      />
      {model !== null && <MendErrors model={model} />}
      {uploadError !== undefined && (
        <Notice kind="error" live title={uploadError === words.replace.choose ? undefined : words.replace.unreadable}>
          <p>{uploadError}</p>
          <p>{words.replace.nothingKept}</p>
        </Notice>
      )}
      {screen.draft !== null && (
        <Notice>
          {words.replace.waiting} <a href={`${path}/moi`}>{words.replace.open}</a>
        </Notice>
      )}
      {!isOpenEdition && <Notice>{words.closed}</Notice>}
      {isOpenEdition && written > 0 && (
        <Notice kind="warning" title={words.frozenTitle}>
          <p>{words.frozen(written)}</p>
          <p>{words.frozenAdvice}</p>
        </Notice>
      )}
      {model !== null && (
        <>
          <FormFacts t={t} definition={model.definition} />
          <MendForm model={model} action={path} version={screen.form?.version ?? 0} />
        </>
      )}
      {mayReplace && (
        <Section
          id="thay"
          title={model === null ? words.replace.titleNew : words.replace.title}
          note={model === null ? undefined : words.replace.lead}
        >
          <Form action={`${path}/tep`} multipart>
            <FileDrop
              id="tep"
              label={words.replace.file}
              hint={words.replace.hint(formatBytes(limitBytes))}
              accept={FORM_FILES}
              limitBytes={limitBytes}
            />
            <Actions>
              <Button kind={model === null ? 'main' : 'second'} icon="upload">
                {words.replace.submit}
              </Button>
            </Actions>
          </Form>
        </Section>
      )}
    </>
  );
}

export function DraftPage(props: {
  readonly t: Messages;
  readonly screen: FormScreen;
  readonly draft: FormDraft;
  readonly model: MendModel;
  readonly path: string;
  readonly editionTitle: string;
  readonly errors: readonly FieldError[];
  /** What was chosen of levels and dates, when the page is shown again. */
  readonly posted: Readonly<Record<string, string | string[]>> | undefined;
}) {
  const { t, screen, draft, model, path, editionTitle, errors, posted } = props;
  const words = t.forms;
  return (
    <>
      <PageHead
        crumbs={[{ label: words.title, href: path }]}
        eyebrow={editionTitle}
        title={words.draft.title}
        lead={words.leadMend}
      />
      <MendErrors model={model} />
      <ErrorSummary errors={errors} />
      <FormFacts t={t} definition={model.definition} />
      <MendForm model={model} action={`${path}/moi`} version={draft.version} />
      <Section
        id="dung"
        title={words.draft.applyTitle}
        note={screen.form === null ? words.draft.applyFirst : words.draft.applyLead}
      >
        <Form action={`${path}/moi/dung`} version={draft.version}>
          {screen.form === null && <FirstReportsFields t={t} screen={screen} errors={errors} posted={posted} />}
          <Actions>
            <Button>{words.draft.apply}</Button>
          </Actions>
        </Form>
        <Form action={`${path}/moi/bo`}>
          <Actions>
            <Button kind="danger">{words.draft.discard}</Button>
          </Actions>
        </Form>
      </Section>
    </>
  );
}

/** Levels and dates, proposed as the plan of the root has them. */
function FirstReportsFields(props: {
  readonly t: Messages;
  readonly screen: FormScreen;
  readonly errors: readonly FieldError[];
  readonly posted: Readonly<Record<string, string | string[]>> | undefined;
}) {
  const { t, screen, errors, posted } = props;
  const words = t.forms.draft;
  const names: Readonly<Record<string, string>> = words.levels;
  const typed = (name: string, proposed: string): string => {
    const value = posted === undefined ? proposed : posted[name];
    return typeof value === 'string' ? value : '';
  };
  return (
    <>
      {screen.levels.map(({ level, units, dueOn }) => {
        const name = names[level] ?? level;
        const ticked = posted === undefined ? dueOn !== null : posted[`bao-cao.${level}`] !== undefined;
        return (
          <div class="form-row" key={level}>
            <label class="choice">
              <input type="checkbox" id={`bao-cao.${level}`} name={`bao-cao.${level}`} value="1" checked={ticked} />
              <span>{words.reports(name, units)}</span>
            </label>
            <DateInput
              id={`han.${level}`}
              label={words.due(name)}
              optional
              value={typed(`han.${level}`, dueOn ?? '')}
              error={errorOf(errors, `han.${level}`)}
            />
          </div>
        );
      })}
      <DateInput id="han" label={words.rootDue} optional value={typed('han', '')} />
    </>
  );
}

export function StaleFormPage({ t, stale, path }: { t: Messages; stale: StaleMend; path: string }) {
  const words = t.forms;
  return (
    <>
      <PageHead crumbs={[{ label: words.title, href: path }]} title={words.stale.title} lead={words.stale.lead} />
      <StaleForm t={t} stale={stale} action={path} />
    </>
  );
}
