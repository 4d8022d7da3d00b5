import type { ComponentChildren } from 'preact';
import { classes, useUi } from '../context.ts';
import { formatWeekday } from '../format.ts';
import { Icon } from '../icons.tsx';

export type FieldProps = {
  /** Id of the control; its hint and error are `<id>-hint` and `<id>-error`. */
  id: string;
  label: ComponentChildren;
  hint?: ComponentChildren | undefined;
  error?: string | undefined;
  /** Says "(không bắt buộc)". Fields are required unless this is set: most of a good form is. */
  optional?: boolean | undefined;
  /** The label is there for screen readers only: search fields, cells. */
  labelHidden?: boolean | undefined;
  class?: string | undefined;
};

/** Label, hint, control and error, in reading order. */
export function Field({
  id,
  label,
  hint,
  error,
  optional,
  labelHidden,
  children,
  ...rest
}: FieldProps & { children: ComponentChildren }) {
  const { t } = useUi();
  return (
    <div class={classes('field', error !== undefined && 'field-bad', rest.class)}>
      <label class={labelHidden ? 'hidden-text' : 'label'} for={id}>
        {label}
        {optional && <i> ({t.field.optional})</i>}
      </label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <ErrorText id={id} error={error} />
      {children}
    </div>
  );
}

export function ErrorText({ id, error }: { id: string; error: string | undefined }) {
  const { t } = useUi();
  if (error === undefined) return null;
  return (
    <p class="field-error" id={`${id}-error`}>
      <Icon name="error" size={18} />
      <span>
        <span class="hidden-text">{t.field.errorPrefix} </span>
        {error}
      </span>
    </p>
  );
}

type ControlState = { id: string; hint?: unknown; error?: string | undefined; optional?: boolean | undefined };

/** What a control says about its hint, error and whether it must be filled. */
export function controlState({ id, hint, error, optional }: ControlState) {
  return {
    id,
    'aria-describedby': classes(hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`),
    'aria-invalid': error === undefined ? undefined : ('true' as const),
    'aria-required': optional ? undefined : ('true' as const),
  };
}

type Common = FieldProps & {
  name?: string | undefined;
  value?: string | undefined;
  disabled?: boolean | undefined;
  readOnly?: boolean | undefined;
};

export type TextInputProps = Common & {
  type?: 'text' | 'email' | 'tel' | 'url' | 'password' | 'search' | undefined;
  autocomplete?: string | undefined;
  maxLength?: number | undefined;
  placeholder?: string | undefined;
  autofocus?: boolean | undefined;
  /** Suggestions while typing. */
  suggestions?: readonly string[] | undefined;
};

/** One line of text. `name` is the id unless it is given. A field with suggestions is always plain text. */
export function TextInput(props: TextInputProps) {
  const { type = 'text', name = props.id, suggestions } = props;
  const { value, disabled, readOnly, autocomplete, maxLength, placeholder, autofocus } = props;
  const given = { name, value, disabled, readOnly, autocomplete, maxLength, placeholder, autofocus };
  const state = controlState(props);
  if (suggestions === undefined) {
    return (
      <Field {...props}>
        {/* Preact's types know one kind of input at a time; these six take the same attributes. */}
        <input class="input" type={type as 'text'} {...given} {...state} />
      </Field>
    );
  }
  const listId = `${props.id}-list`;
  return (
    <Field {...props}>
      <input class="input" type="text" list={listId} {...given} {...state} />
      <datalist id={listId}>
        {suggestions.map((text) => (
          <option key={text} value={text}>
            {text}
          </option>
        ))}
      </datalist>
    </Field>
  );
}

export type NumberInputProps = Common & {
  /** Stands behind the field: "lớp", "lượt", "đồng". */
  unit?: string | undefined;
};

/**
 * A figure, typed the Vietnamese way. Not type=number: that drops what it can't read, eats scrolling and shows
 * points as the machine likes. `value` is shown as given: formatNumber it, or give back what was typed.
 */
export function NumberInput(props: NumberInputProps) {
  const { name = props.id, value, disabled, readOnly, unit } = props;
  const input = (
    <input
      class="input input-num"
      type="text"
      inputMode="decimal"
      autocomplete="off"
      name={name}
      value={value}
      disabled={disabled}
      readOnly={readOnly}
      data-number=""
      {...controlState(props)}
    />
  );
  return (
    <Field {...props}>
      {unit === undefined ? (
        input
      ) : (
        <div class="input-unit">
          {input}
          <span class="soft">{unit}</span>
        </div>
      )}
    </Field>
  );
}

export type DateInputProps = Common & { min?: string | undefined; max?: string | undefined };

/**
 * A day, ISO in `value`, min and max. The browser shows it the way its own language does, which on many office PCs is
 * month first; so the hint says the day in our words, and the island keeps it so while it is changed.
 */
export function DateInput(props: DateInputProps) {
  const { t } = useUi();
  const { name = props.id, value, min, max, disabled, readOnly } = props;
  const said = value !== undefined && /^\d{4}-\d{2}-\d{2}$/u.test(value) ? formatWeekday(value, t) : t.field.dateHint;
  const hint = props.hint ?? said;
  const island = props.hint === undefined ? { 'data-island': 'date-echo', 'data-empty': t.field.dateHint } : {};
  const state = controlState({ ...props, hint });
  return (
    <Field {...props} hint={hint}>
      <input
        class="input input-date"
        type="date"
        {...{ name, value, min, max, disabled, readOnly }}
        {...island}
        {...state}
      />
    </Field>
  );
}

/** A time of day, "HH:MM". */
export function TimeInput(props: Common) {
  const { t } = useUi();
  const hint = props.hint ?? t.field.timeHint;
  const { name = props.id, value, disabled, readOnly } = props;
  const state = controlState({ ...props, hint });
  return (
    <Field {...props} hint={hint}>
      <input class="input input-time" type="time" {...{ name, value, disabled, readOnly }} {...state} />
    </Field>
  );
}

export type Option = { value: string; label: string; disabled?: boolean | undefined };
export type SelectProps = Common & {
  options: readonly Option[];
  /** Text of a first, empty choice. */
  empty?: string | undefined;
};

export function Select(props: SelectProps) {
  const { name = props.id, value, disabled, options, empty } = props;
  return (
    <Field {...props}>
      <select class="input" name={name} disabled={disabled} {...controlState(props)}>
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

export type TextareaProps = Common & { rows?: number | undefined; maxLength?: number | undefined };

/** Several lines; grows with what is typed where the browser can. */
export function Textarea(props: TextareaProps) {
  const { name = props.id, value, disabled, readOnly, rows = 4, maxLength } = props;
  return (
    <Field {...props}>
      <textarea class="input" {...{ name, disabled, readOnly, rows, maxLength }} {...controlState(props)}>
        {value}
      </textarea>
    </Field>
  );
}
