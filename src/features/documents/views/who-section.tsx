/** Who is who: what each wording of the document stands for, in one calm table. */
import { Badge, classes, ErrorText, TableFrame } from '../../../ui/index.ts';
import { NEW_AGENCY_KINDS } from '../../units/index.ts';
import { ASSIGNABLE_LEVELS, whoKey, whoOf } from '../rules.correction.ts';
import { rowCount } from '../rules.rows.ts';
import { errorText, fieldId, type ReviewModel } from './model.ts';

const UNIT_LIST = 'don-vi-goi-y';

export function WhoSection({ model }: { model: ReviewModel }) {
  const { t } = model;
  const rows = Array.from({ length: rowCount(model.fields, 'who') }, (_, n) => n);
  if (rows.length === 0) return <p class="soft">{t.who.none}</p>;
  return (
    <div class="who-table">
      <TableFrame id="who-caption" caption={t.sections.who} captionHidden layout="cards">
        <thead>
          <tr>
            <th scope="col">{t.who.words}</th>
            <th scope="col">{t.who.is}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((n) => (
            <WhoRow key={n} model={model} at={`who.${n}`} label={model.fields[`who.${n}.label`] ?? ''} />
          ))}
        </tbody>
      </TableFrame>
    </div>
  );
}

function WhoRow({ model, at, label }: { model: ReviewModel; at: string; label: string }) {
  const { t } = model;
  const proposed = whoOf(model.review.document.correction.who, label);
  const spot = spotOfLabel(model, label);
  return (
    <tr>
      <th scope="row">
        <input type="hidden" name={`${at}.label`} value={label} />
        {spot === null ? label : <a href={`#${spot}`}>{label}</a>}
        {model.isEditable && proposed?.certain === false && (
          <>
            {' '}
            <Badge tone="warn">{t.review.likely}</Badge>
          </>
        )}
      </th>
      <td class="who-cell" data-label={t.who.is}>
        <KindOfWho model={model} at={at} label={label} />
        <NameOfWho model={model} at={at} label={label} />
      </td>
    </tr>
  );
}

/** Where the words stand: the heading of an agency, or the sentence of a deadline. */
function spotOfLabel(model: ReviewModel, label: string): string | null {
  const { reading } = model.review.document;
  const key = whoKey(label);
  const agency = reading.agencies.findIndex(({ name }) => whoKey(name) === key);
  if (agency >= 0) return model.index.spotOf(`/agencies/${agency}/name`)?.anchor ?? null;
  const deadline = reading.deadlines.findIndex(({ from, via }) =>
    [from, via].some((one) => one !== null && whoKey(one) === key),
  );
  return deadline >= 0 ? (model.index.spotOf(`/deadlines/${deadline}`)?.anchor ?? null) : null;
}

/** What the words are: a whole level, one unit, a new agency, nobody. */
export function KindOfWho({
  model,
  at,
  label,
  levels = true,
}: {
  model: ReviewModel;
  at: string;
  label: string;
  levels?: boolean;
}) {
  const { who } = model.t;
  const name = `${at}.is`;
  const chosen = model.fields[name] ?? 'words';
  const option = (value: string, text: string) => (
    <option key={value} value={value} selected={value === chosen}>
      {text}
    </option>
  );
  const count = (level: string): number => model.review.tree.filter((unit) => unit.level === level).length;
  const there = ASSIGNABLE_LEVELS.filter((level) => count(level) > 0 || chosen === `level:${level}`);
  return (
    <select
      class="input"
      id={fieldId(name)}
      name={name}
      aria-label={`${who.is}: ${label}`}
      disabled={!model.isEditable}
    >
      {levels && (
        <optgroup label={who.groups.level}>
          {there.map((level) => option(`level:${level}`, who.levelCount(who.level[level], count(level))))}
        </optgroup>
      )}
      <optgroup label={who.groups.one}>{option('unit', who.unit)}</optgroup>
      <optgroup label={who.groups.fresh}>
        {NEW_AGENCY_KINDS.map((kind) => option(`new:${kind}`, `${who.newAs}: ${who.kinds[kind]}`))}
      </optgroup>
      <optgroup label={who.groups.none}>{option('words', who.wordsOnly)}</optgroup>
    </select>
  );
}

/** The name of the unit, with suggestions from the tree. */
export function NameOfWho({ model, at, label }: { model: ReviewModel; at: string; label: string }) {
  const { who } = model.t;
  const name = `${at}.name`;
  const id = fieldId(name);
  const error = errorText(model, name);
  return (
    <div class={classes('who-name', error !== undefined && 'field-bad')}>
      <ErrorText id={id} error={error} />
      <input
        class="input"
        type="text"
        id={id}
        name={name}
        value={model.fields[name] ?? ''}
        list={UNIT_LIST}
        autocomplete="off"
        readOnly={!model.isEditable}
        aria-label={`${who.name}: ${label}`}
        aria-invalid={error === undefined ? undefined : 'true'}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
      />
    </div>
  );
}

/** Suggestions for every name field: the root, its offices and its territories two levels down. */
export function UnitSuggestions({ model }: { model: ReviewModel }) {
  const { tree } = model.review;
  const nameOf = new Map(tree.map((unit) => [unit.unitId, unit.name]));
  const counts = new Map<string, number>();
  for (const { name } of tree) counts.set(name, (counts.get(name) ?? 0) + 1);
  const LIMIT = 400;
  return (
    <datalist id={UNIT_LIST}>
      {tree.slice(0, LIMIT).map((unit) => {
        const parent = unit.parentId === null ? undefined : nameOf.get(unit.parentId);
        const isTwin = (counts.get(unit.name) ?? 0) > 1 && parent !== undefined;
        const text = isTwin ? `${unit.name} (${parent})` : unit.name;
        return (
          <option key={unit.unitId} value={text}>
            {text}
          </option>
        );
      })}
    </datalist>
  );
}
