/** Adding an agency or another unit without territory below a unit. */
import { z } from 'zod';
import { unitIdSchema } from '../../platform/ids/ids.ts';
import { today } from '../../platform/clock/clock.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { pathPart, readForm } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import {
  Actions,
  Button,
  DateInput,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  LinkButton,
  PageHead,
  Select,
  TextInput,
} from '../../ui/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { PATH } from './page-parts.tsx';
import { AGENCY_KINDS } from './rules.ts';
import { createAgency, readUnit } from './service.ts';

const text = z.string().max(1_000).default('');
const agencyForm = z.object({ name: text, kind: text, code: text, from: text });
type Typed = z.infer<typeof agencyForm>;

export function createPages(app: WebApp): void {
  app.get(`${PATH}/:unit{[0-9]+}/them`, (c) => {
    const from = today(c.var.ctx.platform.clock);
    return agencyPage(c, { name: '', kind: '', code: '', from }, []);
  });

  app.post(`${PATH}/:unit{[0-9]+}/them`, async (c) => {
    const parentId = pathPart(c, 'unit', unitIdSchema);
    const typed = await readForm(c, agencyForm);
    try {
      await createAgency(c.var.ctx, { ...typed, parentId, code: typed.code === '' ? null : typed.code });
    } catch (error) {
      return agencyPage(c, typed, errorsOf(c, error));
    }
    const { saved } = textsOf(c).units.create;
    return goTo(c, `${PATH}/${parentId}`, { kind: 'success', text: saved(typed.name) });
  });
}

/** The refusal's fields in the words of this form; rethrows what is about something else. */
function errorsOf(c: WebRequest, error: unknown): FieldError[] {
  if (!(error instanceof Problem) || error.fields.length === 0) throw error;
  const { units, problems } = textsOf(c);
  const known: Readonly<Record<string, string>> = {
    'unit.name-taken': units.create.taken,
    'unit.code-taken': units.create.codeTaken,
    'unit.bad-code': units.create.badCode,
    'unit.bad-date': units.import.badDate,
    'unit.before-parent': units.create.beforeParent,
    required: problems.fields.required,
    invalid_value: problems.fields.invalid_value,
  };
  return error.fields.map(({ field, code }) => ({ field, message: known[code] ?? problems.fields.other }));
}

async function agencyPage(c: WebRequest, typed: Typed, errors: FieldError[]): Promise<Response> {
  const unitId = pathPart(c, 'unit', unitIdSchema);
  const unit = await readUnit(c.var.ctx, unitId, today(c.var.ctx.platform.clock));
  if (!unit.mayCreateBelow) throw new Problem('permission.denied');
  const { common, units } = textsOf(c);
  const { create: words } = units;
  const crumbs = [...unit.above, { id: unitId, name: unit.shown.name }];
  return page(c, {
    title: words.title,
    active: 'units',
    status: errors.length > 0 ? 422 : 200,
    body: (
      <>
        <PageHead
          title={words.title}
          lead={words.lead(unit.shown.name)}
          crumbs={crumbs.map(({ id, name }) => ({ label: name, href: `${PATH}/${id}` }))}
        />
        <ErrorSummary errors={errors} />
        <Form action={`${PATH}/${unitId}/them`} islands={['unsaved-changes']}>
          <TextInput
            id="name"
            label={words.name}
            hint={words.nameHint}
            value={typed.name}
            maxLength={300}
            error={errorOf(errors, 'name')}
          />
          <Select
            id="kind"
            label={words.kind}
            value={typed.kind}
            empty={common.field.choose}
            options={AGENCY_KINDS.map((value) => ({ value, label: units.kinds[value] }))}
            error={errorOf(errors, 'kind')}
          />
          <TextInput
            id="code"
            label={words.code}
            hint={words.codeHint}
            value={typed.code}
            maxLength={40}
            error={errorOf(errors, 'code')}
            optional
          />
          <DateInput id="from" label={words.from} value={typed.from} error={errorOf(errors, 'from')} />
          <Actions>
            <Button>{words.save}</Button>
            <LinkButton kind="quiet" href={`${PATH}/${unitId}`}>
              {common.action.cancel}
            </LinkButton>
          </Actions>
        </Form>
      </>
    ),
  });
}
