/** The fields of one line of a report form: each measure's properties, and what may be done with the line itself. */
import type { FormGroup, IndicatorLine, Measure } from '../../documents/forms/definition.ts';
import { addingUpSchema, inTimeSchema, kindSchema } from '../../documents/forms/definition-schema.ts';
import { classes, controlState, ErrorText } from '../../ui/index.ts';
import {
  fieldId,
  findIndicator,
  lineField,
  measureField,
  type MeasurePart,
  nameOfEntry,
  suggestionFor,
  TICKED,
} from './rules.form-mend.ts';
import { INDICATOR_LIST, type MendModel, sampleId, sampleOf } from './views.form-model.ts';

interface MeasureProps {
  readonly model: MendModel;
  readonly group: FormGroup;
  readonly line: IndicatorLine;
  readonly measure: Measure;
}

/** The properties of one measure; with a number of its own where the line has several. */
export function MeasureFields({ model, group, line, measure, at }: MeasureProps & { at: number }) {
  const words = model.t.forms;
  const isAlone = line.measures.length === 1;
  return (
    <fieldset class="mend-measure" data-sample-of={sampleId(measure.key)}>
      <legend class={isAlone ? 'hidden-text' : 'label'}>{isAlone ? measure.label : words.measure(at + 1)}</legend>
      <div class="mend-grid">
        <TextPart model={model} measure={measure} part="label" wide />
        <SelectPart model={model} measure={measure} part="kind" options={kindSchema.options} texts={words.kinds} />
        <TextPart model={model} measure={measure} part="unit" hint={words.hint.unit} />
        <SelectPart
          model={model}
          measure={measure}
          part="addingUp"
          options={addingUpSchema.options}
          texts={words.addingUp}
        />
        <SelectPart model={model} measure={measure} part="inTime" options={inTimeSchema.options} texts={words.inTime} />
        <TextPart model={model} measure={measure} part="asOf" hint={words.hint.asOf} />
        <TextPart
          model={model}
          measure={measure}
          part="indicator"
          hint={words.hint.indicator}
          list={INDICATOR_LIST}
          wide
        />
      </div>
      <Suggestion model={model} group={group} line={line} measure={measure} />
    </fieldset>
  );
}

/** What the machine would choose, told apart from what a person chose. */
function Suggestion({ model, group, line, measure }: MeasureProps) {
  const words = model.t.forms;
  const entry = suggestionFor(measure, line, group.label);
  if (entry === null) return null;
  const chosen = findIndicator(model.fields[measureField(measure.key, 'indicator')] ?? '');
  return (
    <p class="hint mend-suggestion">
      {chosen?.code === entry.code ? (
        <span class="sure sure-certain">{words.suggested}</span>
      ) : (
        words.suggestion(nameOfEntry(entry))
      )}
    </p>
  );
}

interface PartProps {
  readonly model: MendModel;
  readonly measure: Measure;
  readonly part: MeasurePart;
}

function TextPart(props: PartProps & { hint?: string; list?: string; wide?: boolean }) {
  const { model, measure, part, hint, list, wide } = props;
  const name = measureField(measure.key, part);
  const id = fieldId(name);
  const error = model.errors.get(name);
  return (
    <div class={classes('mend-field', wide && 'is-wide', error !== undefined && 'field-bad')}>
      <label class="label" for={id}>
        {model.t.forms.part[part]}
      </label>
      <ErrorText id={id} error={error} />
      <input
        class="input"
        type="text"
        name={name}
        value={model.fields[name] ?? ''}
        list={list}
        autocomplete="off"
        data-part={part}
        {...controlState({ id, hint, error, optional: part !== 'label' })}
      />
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

function SelectPart(props: PartProps & { options: readonly string[]; texts: Readonly<Record<string, string>> }) {
  const { model, measure, part, options, texts } = props;
  const name = measureField(measure.key, part);
  const id = fieldId(name);
  const error = model.errors.get(name);
  const chosen = model.fields[name];
  return (
    <div class={classes('mend-field', error !== undefined && 'field-bad')}>
      <label class="label" for={id}>
        {model.t.forms.part[part]}
      </label>
      <ErrorText id={id} error={error} />
      <select class="input" name={name} data-part={part} {...controlState({ id, error, optional: true })}>
        {options.map((option) => (
          <option
            key={option}
            value={option}
            selected={option === chosen}
            data-sample={part === 'kind' ? sampleOf(model.t, option) : undefined}
          >
            {texts[option]}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Split, join and take out. Each measure of a line in columns has a place of its own: there is nothing to split or join. */
export function LineVerbs({ model, line }: { model: MendModel; line: IndicatorLine }) {
  const words = model.t.forms;
  const isInColumns = line.measures.some((measure) => measure.column !== undefined);
  return (
    <fieldset class="mend-verbs">
      <legend class="label">{words.verbs}</legend>
      {!isInColumns &&
        (line.measures.length > 1 ? (
          <Tick model={model} name={lineField(line.key, 'join')} text={words.join} />
        ) : (
          <SplitField model={model} line={line} />
        ))}
      <Tick model={model} name={lineField(line.key, 'out')} text={words.takeOut} />
    </fieldset>
  );
}

function Tick({ model, name, text }: { model: MendModel; name: string; text: string }) {
  const id = fieldId(name);
  const error = model.errors.get(name);
  return (
    <>
      <ErrorText id={id} error={error} />
      <label class="choice">
        <input
          type="checkbox"
          name={name}
          value={TICKED}
          checked={model.fields[name] === TICKED}
          {...controlState({ id, error, optional: true })}
        />
        <span>{text}</span>
      </label>
    </>
  );
}

function SplitField({ model, line }: { model: MendModel; line: IndicatorLine }) {
  const words = model.t.forms;
  const name = lineField(line.key, 'split');
  const id = fieldId(name);
  const error = model.errors.get(name);
  const value = model.fields[name] ?? '';
  return (
    <details class="mend-split" open={value !== ''}>
      <summary>{words.split}</summary>
      <label class="hidden-text" for={id}>
        {words.split}
      </label>
      <p class="hint" id={`${id}-hint`}>
        {words.splitHint}
      </p>
      <ErrorText id={id} error={error} />
      <textarea
        class="input"
        name={name}
        rows={3}
        {...controlState({ id, hint: words.splitHint, error, optional: true })}
      >
        {value}
      </textarea>
    </details>
  );
}
