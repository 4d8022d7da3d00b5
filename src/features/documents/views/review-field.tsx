/** One fact of the review page: its name, how sure it is with the way to its words in the document, and the control. */
import type { ComponentChildren } from 'preact';
import { classes, controlState, ErrorText, Icon } from '../../../ui/index.ts';
import { shownDate } from '../rules.typed.ts';
import { confidenceOf, errorText, fieldId, type ReviewModel } from './model.ts';
import { PlaceNote } from './place-note.tsx';

export interface ReviewFieldProps {
  readonly model: ReviewModel;
  /** Name of the field in the form. */
  readonly name: string;
  /** Its name in the engine's reading, when rows have moved; null for a row that a person added. */
  readonly foundName?: string | null;
  /** JSON pointer of the value in the engine's reading; null when it has none. */
  readonly path: string | null;
  readonly label: string;
  readonly kind?: 'text' | 'date' | 'time' | 'lines' | 'prose' | undefined;
  readonly hint?: string | undefined;
  /** A list that the field takes suggestions from. */
  readonly list?: string | undefined;
  readonly wide?: boolean | undefined;
}

export function ReviewField(props: ReviewFieldProps) {
  const { model, name, label, kind = 'text', hint, list, wide } = props;
  const id = fieldId(name);
  const error = errorText(model, name);
  const value = model.fields[name] ?? '';
  const state = { ...controlState({ id, hint, error, optional: true }), name, readOnly: !model.isEditable };
  return (
    <div class={classes('fact', wide && 'fact-wide', error !== undefined && 'field-bad')}>
      <div class="fact-head">
        <label class="label" for={id}>
          {label}
        </label>
        <SourceMarkLink {...props} />
      </div>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <ErrorText id={id} error={error} />
      {kind === 'lines' || kind === 'prose' ? (
        <textarea class="input" rows={rowsFor(value)} {...state}>
          {value}
        </textarea>
      ) : (
        <input
          class={classes('input', kind === 'date' && 'input-date', kind === 'time' && 'input-time')}
          type="text"
          inputMode={kind === 'text' ? undefined : 'numeric'}
          placeholder={placeholderOf(model, kind)}
          value={kind === 'date' ? shownDate(value) : value}
          list={list}
          autocomplete="off"
          {...state}
        />
      )}
    </div>
  );
}

/**
 * Days and times are typed as the document has them. A browser's own calendar shows 11/04 for 4 November where the machine
 * speaks English, beside a document that says 04/11.
 */
function placeholderOf(model: ReviewModel, kind: string): string | undefined {
  if (kind === 'date') return model.t.review.dayPattern;
  return kind === 'time' ? model.t.review.timePattern : undefined;
}

/** Rows that show what is there without scrolling, within reason. */
function rowsFor(value: string): number {
  const width = 46;
  const needed = value.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);
  return Math.min(needed, 12);
}

/** "chắc chắn" or "cần xem lại", leading to the words; what is not in the document says so. */
function SourceMarkLink({ model, name, foundName = name, path, label }: ReviewFieldProps) {
  const { review: t } = model.t;
  const confidence = confidenceOf(model, name, foundName, path);
  const spot = path === null ? null : model.index.spotOf(path);
  const text = t[confidence];
  const mark = (
    <>
      <Icon name={confidence === 'certain' ? 'check' : confidence === 'edited' ? 'edit' : 'info'} size={14} />
      {text}
    </>
  );
  if (!spot || confidence === 'absent') return <span class={`sure sure-${confidence}`}>{mark}</span>;
  return (
    <span class="source">
      <PlaceNote model={model} spot={spot} />
      <a class={`sure sure-${confidence}`} href={`#${spot.anchor}`} title={`“${spot.quote}”`}>
        {mark}
        <span class="hidden-text">
          {' '}
          – {label}: {t.seeIn}
        </span>
      </a>
    </span>
  );
}

/** Facts side by side where there is room. */
export function Facts({ children }: { children: ComponentChildren }) {
  return <div class="facts-grid">{children}</div>;
}
