/** How the edition is to be opened: whose it is, which tree, who reports by when, with which form. */
import { classes, controlState, DateText, Notice, RadioGroup, TextInput } from '../../../ui/index.ts';
import type { CalendarDate } from '../../../platform/ids/ids.ts';
import { levelsWithoutWorkingTime } from '../../editions/index.ts';
import { coreForm, measuresOf } from '../rules.core-form.ts';
import { shownDate, typedDate } from '../rules.typed.ts';
import { reportDates } from '../rules.proposal.ts';
import { errorText, fieldId, type ReviewModel } from './model.ts';
import { Facts } from './review-field.tsx';
import { KindOfWho, NameOfWho } from './who-section.tsx';

type Part = { readonly model: ReviewModel };

export function OpenSection({ model }: Part) {
  const { review, t } = model;
  return (
    <div class="stack">
      <p class="hint">{t.open.note}</p>
      {!review.ownExisted && (
        <Notice kind="warning">
          {t.open.ownMissing(review.own.name, shownDate(model.fields['edition.treeDate'] ?? ''))}
        </Notice>
      )}
      <IssuerUnit model={model} />
      <RootChoice model={model} />
      <Facts>
        <Plain model={model} name="edition.year" label={t.field.year} />
        <Plain model={model} name="edition.treeDate" label={t.field.treeDate} type="date" />
      </Facts>
      {review.tree.length > 0 && <p class="soft small">{t.open.unitCount(review.tree.length)}</p>}
      <FormChoiceField model={model} />
      <Levels model={model} />
    </div>
  );
}

function IssuerUnit({ model }: Part) {
  const { field } = model.t;
  return (
    <fieldset class="field">
      <legend class="label">{field.issuerUnit}</legend>
      <div class="who-cell">
        <KindOfWho model={model} at="issuerUnit" label={field.issuerUnit} levels={false} />
        <NameOfWho model={model} at="issuerUnit" label={field.issuerUnit} />
      </div>
    </fieldset>
  );
}

function RootChoice({ model }: Part) {
  const { review, t } = model;
  const { issuer } = review.document.correction;
  const options = review.roots.map(({ unitId, name }) => ({ value: `#${unitId}`, label: name }));
  if (issuer.to.is === 'new') options.push({ value: 'issuer', label: t.open.rootIssuer(issuer.to.name) });
  return (
    <>
      <RadioGroup
        id={fieldId('edition.root')}
        name="edition.root"
        label={t.field.root}
        hint={t.open.rootHint}
        value={model.fields['edition.root']}
        options={options.map((option) => ({ ...option, disabled: !model.isEditable }))}
      />
      {model.isEditable && (
        <TextInput
          id={fieldId('edition.rootName')}
          name="edition.rootName"
          label={t.field.rootName}
          hint={t.who.nameHint}
          error={errorText(model, 'edition.rootName')}
          value={model.fields['edition.rootName']}
          autocomplete="off"
          optional
        />
      )}
    </>
  );
}

function Plain({ model, name, label, type = 'text' }: Part & { name: string; label: string; type?: 'text' | 'date' }) {
  const id = fieldId(name);
  const error = errorText(model, name);
  const typed = model.fields[name] ?? '';
  const value = type === 'date' ? shownDate(typed) : typed;
  const control = { ...controlState({ id, error, optional: true }), name, value, readOnly: !model.isEditable };
  return (
    <div class={classes('field', error !== undefined && 'field-bad')}>
      <label class="label" for={id}>
        {label}
      </label>
      {error !== undefined && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <input
        class={classes('input', type === 'date' && 'input-date')}
        type="text"
        inputMode="numeric"
        placeholder={type === 'date' ? model.t.review.dayPattern : undefined}
        {...control}
      />
    </div>
  );
}

function FormChoiceField({ model }: Part) {
  const { review, t } = model;
  const { form } = review.document;
  const options = [
    ...(form === null ? [] : [{ value: 'document', label: t.open.formDocument(measuresOf(form).length) }]),
    { value: 'core', label: t.open.formCore(measuresOf(coreForm()).length), hint: t.open.formCoreHint },
    { value: 'none', label: t.open.formNone, hint: t.open.formNoneHint },
  ];
  return (
    <RadioGroup
      id={fieldId('edition.form')}
      name="edition.form"
      label={t.open.formTitle}
      value={model.fields['edition.form']}
      options={options.map((option) => ({ ...option, disabled: !model.isEditable }))}
    />
  );
}

function Levels({ model }: Part) {
  const { review, t } = model;
  const { correction } = review.document;
  const { levels } = correction.edition;
  const { known } = reportDates(correction.reading, correction.who);
  const [rootLevel] = levels;
  const counts = (level: string): number => review.tree.filter((unit) => unit.level === level).length;
  const rootName =
    correction.edition.root.is === 'unit' ? correction.edition.root.name : (correction.reading.issuer ?? '');
  const dues = levels
    .filter(({ level }) => level === rootLevel?.level || model.fields[`levels.${level}.reports`] !== undefined)
    .map(({ level }) => ({ level, due: typedDate(model.fields[`levels.${level}.due`] ?? '') }));
  const clashes = levelsWithoutWorkingTime(dues);
  const nameOf = (level: string): string => levelName(model, level);
  const sentence = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
  return (
    <fieldset class="field" id="levels">
      <legend class="label">{t.open.levelsTitle}</legend>
      <p class="hint">{t.open.levelsNote}</p>
      {clashes.map((clash) => (
        <Notice key={clash.lower} kind="warning">
          {t.open.noTime(
            sentence(nameOf(clash.lower)),
            shownDate(clash.lowerDue),
            nameOf(clash.upper),
            shownDate(clash.upperDue),
          )}
        </Notice>
      ))}
      <ul class="levels">
        {levels.map(({ level }, at) => (
          <li key={level} class={known.has(level) || at === 0 ? undefined : 'is-proposed'}>
            {at === 0 ? (
              <span class="level-root">{t.open.rootReport(rootName)}</span>
            ) : (
              <label class="choice">
                <input
                  type="checkbox"
                  name={`levels.${level}.reports`}
                  checked={model.fields[`levels.${level}.reports`] !== undefined}
                  disabled={!model.isEditable}
                />
                <span>{t.who.levelCount(nameOf(level), counts(level))}</span>
              </label>
            )}
            <LevelDue model={model} level={level} label={at === 0 ? t.open.rootDue : t.open.levelDue(nameOf(level))} />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function levelName(model: ReviewModel, level: string): string {
  const names: Readonly<Record<string, string>> = model.t.open.levels;
  return names[level] ?? level;
}

function LevelDue({ model, level, label }: Part & { level: string; label: string }) {
  const name = `levels.${level}.due`;
  const error = errorText(model, name);
  const iso: CalendarDate | null = typedDate(model.fields[name] ?? '');
  if (!model.isEditable) return <DateText day={iso} />;
  return (
    <div class={classes(error !== undefined && 'field-bad')}>
      {error !== undefined && <p class="field-error">{error}</p>}
      <input
        class="input input-date"
        type="text"
        inputMode="numeric"
        placeholder={model.t.review.dayPattern}
        id={fieldId(name)}
        name={name}
        value={shownDate(model.fields[name] ?? '')}
        aria-label={label}
      />
    </div>
  );
}
