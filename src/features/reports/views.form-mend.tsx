/**
 * A report form as its file has it, line by line, each with an example of how it will be filled in; for who may mend it,
 * every line opens to its fields. Plain HTML: closed lines are posted too.
 */
import type { ComponentChildren } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import { DICTIONARY } from '../../documents/forms/dictionary-data.ts';
import type { FormDefinition, FormGroup, IndicatorLine, Measure } from '../../documents/forms/definition.ts';
import { classes, Section } from '../../ui/index.ts';
import { LineVerbs, MeasureFields } from './views.form-fields.tsx';
import { INDICATOR_LIST, type MendModel, sampleId, sampleOf } from './views.form-model.ts';
import {
  changedFields,
  fieldId,
  fieldsOfForm,
  lineField,
  linesOf,
  MEASURE_PARTS,
  measureField,
  type MeasurePart,
  measuresOf,
  nameOfEntry,
  TICKED,
} from './rules.form-mend.ts';

/** Which file the form is bound to, and how much it asks. */
export function FormFacts({ t, definition }: { t: Messages; definition: FormDefinition }) {
  const words = t.forms;
  const { file, groups } = definition;
  const measures = measuresOf(definition);
  const known = measures.filter(({ indicator }) => indicator !== null).length;
  return (
    <div class="mend-facts">
      <p>
        <b>{file.sha256 === '' ? words.boundToNone : words.boundTo(file.name)}</b>
      </p>
      {file.sha256 !== '' && (
        <p class="hint">
          {words.hash}: <code class="mend-hash">{file.sha256}</code>
        </p>
      )}
      <p class="hint">
        {words.count(measures.length, linesOf(definition).length, groups.length)};{' '}
        {words.inDictionary(known, measures.length)}.
      </p>
    </div>
  );
}

/** All groups and sections of the form. Inside a <form> where it can be mended. */
export function FormLines({ model }: { model: MendModel }) {
  const { t, definition } = model;
  const words = t.forms;
  const stands = fieldsOfForm(definition);
  const touched = new Set([...changedFields(stands, model.fields), ...model.errors.keys()]);
  return (
    <>
      {model.isEditable && (
        <datalist id={INDICATOR_LIST}>
          {DICTIONARY.map((entry) => (
            <option key={entry.code} value={nameOfEntry(entry)}>
              {nameOfEntry(entry)}
            </option>
          ))}
        </datalist>
      )}
      <nav class="entry-jump" aria-label={words.jump}>
        {definition.groups.map((group, at) => (
          <a key={at} href={`#nhom-${at + 1}`} aria-label={titleOf(group)}>
            {group.number ?? firstWords(group.label)}
          </a>
        ))}
      </nav>
      {definition.groups.map((group, at) => (
        <Section key={at} id={`nhom-${at + 1}`} title={titleOf(group)} note={group.open ? words.openGroup : undefined}>
          <ul class="mend-lines">
            {group.lines.map((line) => (
              <li key={line.key}>
                <Line model={model} group={group} line={line} touched={touched} />
              </li>
            ))}
          </ul>
          <TakenOut model={model} group={group} />
        </Section>
      ))}
      {definition.sections.length > 0 && (
        <Section title={words.sections} note={words.sectionsNote}>
          <ul class="mend-sections">
            {definition.sections.map((section) => (
              <li key={section.key}>{titleOf(section)}</li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

interface LineProps {
  readonly model: MendModel;
  readonly group: FormGroup;
  readonly line: IndicatorLine;
}

function Line({ model, group, line, touched }: LineProps & { touched: ReadonlySet<string> }) {
  const { t } = model;
  const words = t.forms;
  const isLeaving = model.fields[lineField(line.key, 'out')] === TICKED;
  const head = (
    <>
      <span class="mend-words">
        {line.label}
        {line.under !== null && <span class="hint"> {words.under(line.under)}</span>}
      </span>
      <span class={classes('mend-samples', isLeaving && 'is-leaving')}>
        {line.measures.map((measure) => (
          <Sample key={measure.key} model={model} measure={measure} isAlone={line.measures.length === 1} />
        ))}
      </span>
    </>
  );
  const className = classes('mend-line', line.under !== null && 'is-under');
  if (!model.isEditable) return <div class={className}>{head}</div>;
  const names = [
    ...line.measures.flatMap(({ key }) => MEASURE_PARTS.map((part) => measureField(key, part))),
    ...(['out', 'split', 'join'] as const).map((verb) => lineField(line.key, verb)),
  ];
  const wrong = names.some((name) => model.errors.has(name));
  return (
    <details class={classes(className, wrong && 'is-wrong')} open={names.some((name) => touched.has(name))}>
      <summary>{head}</summary>
      <div class="mend-body">
        {line.measures.map((measure, at) => (
          <MeasureFields key={measure.key} model={model} group={group} line={line} measure={measure} at={at} />
        ))}
        <LineVerbs model={model} line={line} />
      </div>
    </details>
  );
}

/** "Số lớp: 12 lớp", with what the number is and where it counts: as it will be filled in. */
function Sample({ model, measure, isAlone }: { model: MendModel; measure: Measure; isAlone: boolean }) {
  const { t } = model;
  const words = t.forms;
  const typed = (part: MeasurePart): string => model.fields[measureField(measure.key, part)] ?? '';
  const kind = typed('kind');
  const label = typed('label') || measure.label;
  const asOf = typed('asOf');
  const indicator = typed('indicator').split(' · ')[0];
  const kinds: Readonly<Record<string, string>> = words.kinds;
  const addingUp: Readonly<Record<string, string>> = words.addingUp;
  return (
    <span class="mend-sample" id={sampleId(measure.key)}>
      <span>
        {isAlone ? <span class="hidden-text">{label}: </span> : <span>{label}: </span>}
        <b data-sample="">{sampleText(t, kind, typed('unit'))}</b>
        {asOf !== '' && (
          <span class="soft"> {asOf.includes(' – ') ? words.windowNote(asOf) : words.asOfNote(asOf)}</span>
        )}
      </span>
      <span class="hint">
        {kinds[kind] ?? kind}, {addingUp[typed('addingUp')] ?? ''}
        {'. '}
        {indicator === '' ? words.outside : indicator}
      </span>
    </span>
  );
}

/** "12 lớp", "2.500.000 đồng", "Có". */
function sampleText(t: Messages, kind: string, unit: string): string {
  const number = sampleOf(t, kind);
  return kind === 'yes-no' || unit === '' ? number : `${number} ${unit}`;
}

function TakenOut({ model, group }: { model: MendModel; group: FormGroup }) {
  const words = model.t.forms;
  if (group.takenOut === undefined) return null;
  return (
    <div class="mend-out">
      <p class="label">{words.takenOut}</p>
      {group.takenOut.map(({ line }) => (
        <TakenOutLine key={line.key} model={model} line={line} />
      ))}
    </div>
  );
}

function TakenOutLine({ model, line }: { model: MendModel; line: IndicatorLine }): ComponentChildren {
  const name = lineField(line.key, 'back');
  if (!model.isEditable) return <p class="soft">{line.label}</p>;
  return (
    <label class="choice">
      <input type="checkbox" id={fieldId(name)} name={name} value={TICKED} checked={model.fields[name] === TICKED} />
      <span>{model.t.forms.putBack(line.label)}</span>
    </label>
  );
}

function titleOf({ number, label }: { readonly number: string | null; readonly label: string }): string {
  return number === null ? label : `${number}. ${label}`;
}

/** A part without a number is called by its beginning. */
function firstWords(label: string): string {
  return label.length <= 18 ? label : `${label.slice(0, 18).replace(/\s+\S*$/u, '')}…`;
}
