import type { ComponentChildren } from 'preact';
import { classes, useUi } from '../context.ts';

export type FormProps = {
  action: string;
  method?: 'get' | 'post' | undefined;
  /** For forms with files. */
  multipart?: boolean | undefined;
  /** Version the shown data had; sent as `_version`, so that a stale edit is answered with 409. */
  version?: number | string | undefined;
  /** Browser modules that help: 'unsaved-changes', 'number-format', 'confirm'. */
  islands?: readonly string[] | undefined;
  /** Dialog that the island 'confirm' opens. */
  dialog?: string | undefined;
  id?: string | undefined;
  class?: string | undefined;
  children: ComponentChildren;
};

/** A form whose errors the server words: the browser's own bubbles are off. */
export function Form(props: FormProps) {
  const { action, method = 'post', multipart, version, islands, dialog, id, children } = props;
  return (
    <form
      id={id}
      class={classes('form', props.class)}
      action={action}
      method={method}
      enctype={multipart ? 'multipart/form-data' : undefined}
      novalidate
      data-island={islands?.join(' ')}
      data-dialog={dialog}
    >
      {version !== undefined && <input type="hidden" name="_version" value={version} />}
      {children}
    </form>
  );
}

/** Fields side by side where there is room. */
export function FormRow({ children }: { children: ComponentChildren }) {
  return <div class="form-row">{children}</div>;
}

export type FieldError = { /** Id of the field to jump to. */ field: string; message: string };

/** All errors of a form, first on the page and focused; each leads to its field. Nothing where there are none. */
export function ErrorSummary({ errors }: { errors: readonly FieldError[] }) {
  const { t } = useUi();
  if (errors.length === 0) return null;
  return (
    <div class="summary" role="alert" aria-labelledby="error-summary" tabIndex={-1} autofocus>
      <h2 id="error-summary">{t.errors.summaryTitle(errors.length)}</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li key={field}>
            <a href={`#${field}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The message of one field among those of the form, for its `error`. */
export function errorOf(errors: readonly FieldError[], field: string): string | undefined {
  return errors.find((error) => error.field === field)?.message;
}
