import type { ComponentChildren } from 'preact';
import { classes, useUi } from '../context.ts';
import { ErrorText } from './field.tsx';

export type ChoiceOption = { value: string; label: ComponentChildren; hint?: ComponentChildren; disabled?: boolean };

export type ChoiceGroupProps = {
  /** Id of the group; the first choice has it too as `<id>`, so that an error summary can lead there. */
  id: string;
  name?: string | undefined;
  label: ComponentChildren;
  hint?: ComponentChildren | undefined;
  error?: string | undefined;
  optional?: boolean | undefined;
  options: readonly ChoiceOption[];
  /** Choices stand in a line: yes and no. */
  inline?: boolean | undefined;
};

type GroupProps = ChoiceGroupProps & { kind: 'radio' | 'checkbox'; chosen: readonly string[] };

function ChoiceGroup({ id, name = id, label, hint, error, optional, options, inline, kind, chosen }: GroupProps) {
  const { t } = useUi();
  const described = classes(hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`);
  return (
    <fieldset class={classes('field', error !== undefined && 'field-bad')} aria-describedby={described}>
      <legend class="label">
        {label}
        {optional && <i> ({t.field.optional})</i>}
      </legend>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <ErrorText id={id} error={error} />
      <div class={inline ? 'choices choices-row' : 'choices'}>
        {options.map((option, index) => (
          <label class="choice" key={option.value}>
            <input
              type={kind}
              id={index === 0 ? id : `${id}-${index + 1}`}
              name={name}
              value={option.value}
              checked={chosen.includes(option.value)}
              disabled={option.disabled}
            />
            <span>
              {option.label}
              {option.hint !== undefined && <span class="hint">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** One of several. */
export function RadioGroup({ value, ...props }: ChoiceGroupProps & { value?: string | undefined }) {
  return <ChoiceGroup {...props} kind="radio" chosen={value === undefined ? [] : [value]} />;
}

/** Any of several; the form sends `name` once for each. */
export function CheckboxGroup({
  values = [],
  ...props
}: ChoiceGroupProps & { values?: readonly string[] | undefined }) {
  return <ChoiceGroup {...props} kind="checkbox" chosen={values} />;
}

export type CheckboxProps = {
  id: string;
  name?: string | undefined;
  value?: string | undefined;
  label: ComponentChildren;
  hint?: ComponentChildren | undefined;
  error?: string | undefined;
  checked?: boolean | undefined;
  disabled?: boolean | undefined;
};

/** A single yes that one gives. */
export function Checkbox({ id, name = id, value = '1', label, hint, error, checked, disabled }: CheckboxProps) {
  return (
    <div class={classes('field', error !== undefined && 'field-bad')}>
      <ErrorText id={id} error={error} />
      <label class="choice">
        <input
          type="checkbox"
          id={id}
          name={name}
          value={value}
          checked={checked}
          disabled={disabled}
          aria-describedby={error === undefined ? undefined : `${id}-error`}
          aria-invalid={error === undefined ? undefined : 'true'}
        />
        <span>
          {label}
          {hint !== undefined && <span class="hint">{hint}</span>}
        </span>
      </label>
    </div>
  );
}
