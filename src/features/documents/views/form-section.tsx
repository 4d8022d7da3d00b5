/** The report form found in the document, as it is understood; it is mended on a page of its own. */
import type { FormDefinition, FormGroup } from '../../../documents/forms/definition.ts';
import { Button, LinkButton, TableFrame } from '../../../ui/index.ts';
import { measuresOf } from '../rules.core-form.ts';
import { blockAnchor } from '../rules.sources.ts';
import type { ReviewModel } from './model.ts';

export function FormSection({ model, form }: { model: ReviewModel; form: FormDefinition }) {
  const { t } = model;
  return (
    <div class="stack">
      <p class="hint">{t.form.note}</p>
      {model.isEditable ? (
        <p>
          <Button kind="second" icon="edit" name="action" value="form">
            {t.form.mend}
          </Button>
        </p>
      ) : (
        <p>
          <LinkButton kind="second" href={`/van-ban/${model.review.document.id}/mau`}>
            {t.form.look}
          </LinkButton>
        </p>
      )}
      {form.groups.map((group, at) => (
        <GroupTable key={at} model={model} group={group} at={at} />
      ))}
      {form.sections.length > 0 && (
        <div>
          <h4>{t.form.sections}</h4>
          <ul>
            {form.sections.map((section) => (
              <li key={section.key}>
                {section.number === null ? '' : `${section.number}. `}
                {section.label}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function GroupTable({ model, group, at }: { model: ReviewModel; group: FormGroup; at: number }) {
  const { t } = model;
  const spot = model.index.spotOf(`/form/groups/${at}/label`);
  const label = group.number === null ? group.label : `${group.number}. ${group.label}`;
  const caption = (
    <>
      <a href={`#${spot?.anchor ?? blockAnchor(0)}`}>{label}</a>
      {group.open && <span class="hint"> {t.form.openGroup}</span>}
    </>
  );
  return (
    <TableFrame id={`form-group-${at + 1}`} caption={spot ? caption : label}>
      <thead>
        <tr>
          <th scope="col">{t.form.line}</th>
          <th scope="col">{t.form.kind}</th>
        </tr>
      </thead>
      <tbody>
        {group.lines.flatMap((line) =>
          line.measures.map((measure) => (
            <tr key={measure.key}>
              <td class={line.under === null ? undefined : 'is-indent-1'}>
                {line.measures.length > 1 ? measure.label : line.label}
                {measure.unit !== null && <span class="soft small"> ({measure.unit})</span>}
              </td>
              <td>{t.form.kinds[measure.kind]}</td>
            </tr>
          )),
        )}
      </tbody>
    </TableFrame>
  );
}

/** "6 nhóm, 24 chỉ tiêu" */
export function formSummary(model: ReviewModel, form: FormDefinition | null): string {
  if (form === null) return model.t.form.none;
  return model.t.form.count(form.groups.length, measuresOf(form).length);
}
