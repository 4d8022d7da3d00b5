/** The form of a form: all lines with the button that saves them, what is wrong on top; and two versions side by side. */
import type { Messages } from '../../../messages/index.ts';
import type { FormDefinition } from '../../documents/forms/definition.ts';
import {
  Actions,
  Button,
  ErrorSummary,
  type FieldError,
  Form,
  LinkButton,
  Notice,
  TableFrame,
} from '../../ui/index.ts';
import type { StaleMend } from './form-post.ts';
import { fieldId, fieldsOfForm, measuresOf } from './rules.form-mend.ts';
import { FormLines } from './views.form-mend.tsx';
import type { MendModel } from './views.form-model.ts';

/** The lines of a form, to be mended and posted to `action`. */
export function MendForm(props: { readonly model: MendModel; readonly action: string; readonly version: number }) {
  const { model, action, version } = props;
  if (!model.isEditable) return <FormLines model={model} />;
  const { t } = model;
  return (
    <Form action={action} version={version} islands={['unsaved-changes', 'form-sample']} class="mend">
      {/* Enter in a field saves: the first button of a form is the one that the browser presses. */}
      <button class="hidden-text" name="action" value="save" tabIndex={-1} aria-hidden="true">
        {t.forms.save}
      </button>
      <input type="hidden" name="base" value={JSON.stringify(fieldsOfForm(model.definition))} />
      <FormLines model={model} />
      <div class="save-bar">
        <Button name="action" value="save">
          {t.forms.save}
        </Button>
      </div>
    </Form>
  );
}

/** All that is wrong, each leading to its field and beginning with the words of its line. */
export function MendErrors({ model }: { model: MendModel }) {
  const errors = [...model.errors].map(
    ([name, message]): FieldError => ({
      field: name === '' ? 'noi-dung' : fieldId(name),
      message: name === '' ? message : `${nameOfField(model.t, model.definition, name)}: ${message}`,
    }),
  );
  return <ErrorSummary errors={errors} />;
}

/** "Số lớp – Đơn vị tính" */
function nameOfField(t: Messages, definition: FormDefinition, name: string): string {
  const [, part = '', key = ''] = /^[ml]\.([^.]+)\.(.*)$/u.exec(name) ?? [];
  const words = t.forms;
  const all = definition.groups.flatMap((group) => [...group.lines, ...(group.takenOut ?? []).map(({ line }) => line)]);
  if (name.startsWith('l.')) {
    const verbs: Readonly<Record<string, string>> = { split: words.split, join: words.join, out: words.takeOut };
    const label = all.find((line) => line.key === key)?.label ?? key;
    return part === 'back' ? words.putBack(label) : `${label} – ${verbs[part] ?? part}`;
  }
  const parts: Readonly<Record<string, string>> = words.part;
  return `${measuresOf(definition).find((measure) => measure.key === key)?.label ?? key} – ${parts[part] ?? part}`;
}

/** Both versions of everything that I changed, and a choice for each. Nothing is saved yet, nothing is lost. */
export function StaleForm({ t, stale, action }: { t: Messages; stale: StaleMend; action: string }) {
  const words = t.forms.stale;
  if (stale.names.length === 0) {
    return (
      <>
        <Notice>{words.same}</Notice>
        <LinkButton href={action}>{words.discard}</LinkButton>
      </>
    );
  }
  return (
    <Form action={action} version={stale.version}>
      <input type="hidden" name="base" value={JSON.stringify(stale.current)} />
      {stale.names.map((name) => (
        <textarea key={name} name={name} hidden>
          {stale.mine[name]}
        </textarea>
      ))}
      <TableFrame id="both" caption={words.title} captionHidden layout="cards">
        <thead>
          <tr>
            <th scope="col">{words.part}</th>
            <th scope="col">{words.theirs}</th>
            <th scope="col">{words.mine}</th>
          </tr>
        </thead>
        <tbody>
          {stale.names.map((name) => (
            <StaleRow key={name} t={t} stale={stale} name={name} />
          ))}
        </tbody>
      </TableFrame>
      <Actions>
        <LinkButton kind="second" href={action}>
          {words.discard}
        </LinkButton>
        <Button name="action" value="merge">
          {words.keep}
        </Button>
      </Actions>
    </Form>
  );
}

function StaleRow({ t, stale, name }: { t: Messages; stale: StaleMend; name: string }) {
  const words = t.forms.stale;
  const isThere = name in stale.current;
  const choice = (value: 'mine' | 'theirs', text: string) => (
    <label class="choice">
      <input
        type="radio"
        name={`keep.${name}`}
        value={value}
        checked={value === (isThere ? 'mine' : 'theirs')}
        disabled={!isThere && value === 'mine'}
      />
      <span class="prewrap">{text}</span>
    </label>
  );
  const title = nameOfField(t, stale.definition, name);
  return (
    <tr>
      <th scope="row">{title}</th>
      <td data-label={words.theirs}>
        {choice('theirs', isThere ? shownText(t, name, stale.current[name] ?? '') : words.gone)}
      </td>
      <td data-label={words.mine}>{choice('mine', shownText(t, name, stale.mine[name] ?? ''))}</td>
    </tr>
  );
}

/** A field's text as a person reads it: choices by their words. */
function shownText(t: Messages, name: string, value: string): string {
  const words = t.forms;
  if (/^l\.(?:join|out|back)\./u.test(name)) return value === '' ? words.stale.unticked : words.stale.ticked;
  const part = name.split('.')[1];
  const choices: Readonly<Record<string, string>> =
    part === 'kind' ? words.kinds : part === 'addingUp' ? words.addingUp : part === 'inTime' ? words.inTime : {};
  return choices[value] ?? (value === '' ? words.stale.blank : value);
}
