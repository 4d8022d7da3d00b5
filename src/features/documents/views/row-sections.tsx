/** The lists of the review page whose rows can be added and removed: due dates, agencies, programme, bases. */
import type { ComponentChildren } from 'preact';
import { Button, Icon } from '../../../ui/index.ts';
import { type RowList, rowCount, type RowWord } from '../rules.rows.ts';
import { fieldId, type ReviewModel } from './model.ts';
import { Mailboxes } from './read-along.tsx';
import { Facts, ReviewField } from './review-field.tsx';

type Part = { readonly model: ReviewModel };

/** Row numbers of a list as they stand in the form. */
function rowsOf(model: ReviewModel, list: string): number[] {
  return Array.from({ length: rowCount(model.fields, list) }, (_, n) => n);
}

/** Names of a row's fields in the form and in the engine's reading, and the pointer to their sources. */
function namesOf(model: ReviewModel, list: RowList, n: number) {
  const origin = model.fields[`${list}.${n}.o`] ?? '';
  const isFound = /^\d+$/u.test(origin);
  return (part: string, pointer = part) => ({
    name: `${list}.${n}.${part}`,
    foundName: isFound ? `${list}.${origin}.${part}` : null,
    path: isFound ? `/${list}/${origin}/${pointer}` : null,
  });
}

function Origin({ model, list, n }: { model: ReviewModel; list: RowList; n: number }) {
  return <input type="hidden" name={`${list}.${n}.o`} value={model.fields[`${list}.${n}.o`] ?? ''} />;
}

/** A button of the form itself: saves, changes the rows, and comes back to the same place. */
function RowButton(props: {
  model: ReviewModel;
  action: string;
  icon?: 'plus' | 'close';
  label: string;
  anchor: string;
  children: ComponentChildren;
}) {
  const { model, action, icon = 'plus', label, anchor, children } = props;
  if (!model.isEditable) return null;
  return (
    <button
      class="btn btn-quiet btn-small"
      name="action"
      value={action}
      formaction={`/van-ban/${model.review.document.id}#${anchor}`}
      aria-label={label}
    >
      <Icon name={icon} size={18} />
      {children}
    </button>
  );
}

function RemoveRow({
  model,
  word,
  n,
  name,
  list,
}: {
  model: ReviewModel;
  word: RowWord;
  n: number;
  name: string;
  list: string;
}) {
  const { rows } = model.t;
  return (
    <RowButton model={model} action={`remove-${word}-${n}`} icon="close" label={rows.removeNamed(name)} anchor={list}>
      {rows.remove}
    </RowButton>
  );
}

export function Deadlines({ model }: Part) {
  const { field, rows } = model.t;
  const numbers = rowsOf(model, 'deadlines');
  return (
    <div class="stack">
      {numbers.length === 0 && <p class="soft">{rows.noDeadline}</p>}
      {numbers.map((n) => {
        const names = namesOf(model, 'deadlines', n);
        return (
          <fieldset class="row-card" id={`deadlines-${n}`} key={n}>
            <div class="row-card-head">
              <legend>{field.deadline(n + 1)}</legend>
              <RemoveRow model={model} word="deadline" n={n} name={field.deadline(n + 1)} list="deadlines" />
            </div>
            <Origin model={model} list="deadlines" n={n} />
            <Facts>
              <ReviewField model={model} {...names('due')} label={field.due} kind="date" />
              <ReviewField model={model} {...names('what')} label={field.what} />
              <ReviewField model={model} {...names('from')} label={field.from} kind="prose" wide />
              <ReviewField model={model} {...names('to')} label={field.to} kind="lines" />
              <ReviewField model={model} {...names('via')} label={field.via} />
              <ReviewField model={model} {...names('time')} label={field.time} kind="time" />
            </Facts>
            <Mailboxes model={model} row={n} />
          </fieldset>
        );
      })}
      <RowButton model={model} action="add-deadline" label={rows.addDeadline} anchor={`deadlines-${numbers.length}`}>
        {rows.addDeadline}
      </RowButton>
    </div>
  );
}

export function Agencies({ model }: Part) {
  const { field, rows } = model.t;
  const numbers = rowsOf(model, 'agencies');
  return (
    <div class="stack">
      {model.isEditable && numbers.length > 0 && <p class="hint">{rows.taskHint}</p>}
      {numbers.map((n) => {
        const names = namesOf(model, 'agencies', n);
        const name = model.fields[`agencies.${n}.name`] ?? '';
        const tasks = rowsOf(model, `agencies.${n}.tasks`);
        return (
          <fieldset class="row-card" id={`agencies-${n}`} key={n}>
            <div class="row-card-head">
              <legend>{name === '' ? field.agency : name}</legend>
              <RemoveRow model={model} word="agency" n={n} name={name === '' ? field.agency : name} list="agencies" />
            </div>
            <Origin model={model} list="agencies" n={n} />
            <ReviewField model={model} {...names('name')} label={field.agency} />
            {tasks.map((m) => (
              <ReviewField
                key={m}
                model={model}
                {...names(`tasks.${m}`, `tasks/${m}/text`)}
                label={field.task(m + 1)}
                kind="prose"
              />
            ))}
            <RowButton
              model={model}
              action={`add-task-${n}`}
              label={`${rows.addTask}: ${name}`}
              anchor={fieldId(`agencies.${n}.tasks.${tasks.length}`)}
            >
              {rows.addTask}
            </RowButton>
          </fieldset>
        );
      })}
      <RowButton model={model} action="add-agency" label={rows.addAgency} anchor={`agencies-${numbers.length}`}>
        {rows.addAgency}
      </RowButton>
    </div>
  );
}

export function Programme({ model }: Part) {
  const { field, rows } = model.t;
  const numbers = rowsOf(model, 'programme');
  return (
    <div class="stack">
      {numbers.map((n) => {
        const names = namesOf(model, 'programme', n);
        const name = model.fields[`programme.${n}.content`]?.slice(0, 40) ?? '';
        return (
          <fieldset class="row-card row-card-flat" id={`programme-${n}`} key={n}>
            <legend class="hidden-text">{`${field.programme} ${n + 1}`}</legend>
            <Origin model={model} list="programme" n={n} />
            <div class="programme-row">
              <ReviewField model={model} {...names('start')} label={field.start} kind="time" />
              <ReviewField model={model} {...names('end')} label={field.end} kind="time" />
              <ReviewField model={model} {...names('owner')} label={field.owner} />
              <ReviewField model={model} {...names('content')} label={field.content} kind="prose" wide />
            </div>
            <RemoveRow model={model} word="programme" n={n} name={name} list="programme" />
          </fieldset>
        );
      })}
      <RowButton model={model} action="add-programme" label={rows.addProgramme} anchor={`programme-${numbers.length}`}>
        {rows.addProgramme}
      </RowButton>
    </div>
  );
}

export function Bases({ model }: Part) {
  const { field, rows } = model.t;
  const numbers = rowsOf(model, 'bases');
  return (
    <div class="stack" id="bases">
      {numbers.map((n) => {
        const names = namesOf(model, 'bases', n);
        const name = model.fields[`bases.${n}.number`] || `${field.bases} ${n + 1}`;
        return (
          <fieldset class="row-card row-card-flat" id={`bases-${n}`} key={n}>
            <legend class="hidden-text">{`${field.bases} ${n + 1}`}</legend>
            <Origin model={model} list="bases" n={n} />
            <Facts>
              <ReviewField model={model} {...names('number')} label={field.basesNumber} />
              <ReviewField model={model} {...names('date')} label={field.basesDate} kind="date" />
              <ReviewField model={model} {...names('issuer')} label={field.basesIssuer} wide />
            </Facts>
            <RemoveRow model={model} word="base" n={n} name={name} list="bases" />
          </fieldset>
        );
      })}
      <RowButton model={model} action="add-base" label={rows.addBase} anchor={`bases-${numbers.length}`}>
        {rows.addBase}
      </RowButton>
    </div>
  );
}

/** The two buttons at the end of the form. */
export function SaveButtons({ model }: Part) {
  const { review } = model.t;
  if (!model.isEditable) return null;
  return (
    <div class="save-bar">
      <Button name="action" value="save" kind="second">
        {review.save}
      </Button>
      {model.review.mayConfirm && (
        <Button name="action" value="preview">
          {review.saveAndOpen}
        </Button>
      )}
    </div>
  );
}
