/** The form that gives certificates, with the first of them to look at. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Button,
  Checkbox,
  CheckboxGroup,
  DateInput,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  formatNumber,
  FormRow,
  Notice,
  PageHead,
  RadioGroup,
  Section,
  Select,
  Textarea,
  TextInput,
} from '../../ui/index.ts';
import { hasPeople } from './rules.ts';
import type { BatchCheck, BatchDraft } from './service.ts';

/** What is typed, by the names of the fields. */
export interface TypedBatch {
  readonly chosen: readonly string[];
  readonly them: string;
  readonly ten: string;
  readonly 'noi-dung': string;
  readonly mau: string;
  readonly ngay: string;
  readonly 'chuc-vu': string;
  readonly 'nguoi-ky': string;
  readonly thu: boolean;
  readonly ky: string;
}

interface Props {
  readonly t: Messages;
  readonly draft: BatchDraft;
  readonly typed: TypedBatch;
  readonly check: BatchCheck | null;
  /** SVG of the first certificate; null where none was asked for. */
  readonly picture: string | null;
  readonly errors: readonly FieldError[];
  readonly listHref: string;
}

export function NewBatchPage(props: Props): VNode {
  const { t, draft, typed, check, picture, errors, listHref } = props;
  const words = t.certificates.form;
  const { source, role } = draft;
  const action = `${listHref}/moi?nguon=${source.source}&id=${source.id}&vai-tro=${role}`;
  const [first] = check?.people ?? [];
  return (
    <>
      <PageHead
        title={words.title(t.certificates.roles[role])}
        eyebrow={t.certificates.sources[source.source]}
        lead={source.title}
        crumbs={[{ label: t.certificates.title, href: listHref }]}
      />
      <ErrorSummary errors={errors} />
      {picture !== null && first !== undefined && (
        <Section id="xem-truoc" title={words.previewTitle} note={words.previewNote}>
          <img
            class="certificate-sheet"
            src={`data:image/svg+xml;base64,${Buffer.from(picture).toString('base64')}`}
            alt={words.previewPage(first.name)}
            width={1123}
            height={794}
          />
          <p>
            <b>{words.willGive(formatNumber(check?.people.length ?? 0))}</b>
          </p>
        </Section>
      )}
      <Form action={action}>
        {hasPeople(role) && <People {...props} />}
        <Textarea
          id="them"
          label={words.typed}
          hint={words.typedNote}
          value={typed.them}
          rows={5}
          optional={hasPeople(role)}
          error={errorOf(errors, 'them')}
        />
        <TextInput id="ten" label={words.titleField} value={typed.ten} maxLength={300} error={errorOf(errors, 'ten')} />
        <Textarea
          id="noi-dung"
          label={words.reason}
          hint={role === 'winner' ? words.reasonNote : undefined}
          value={typed['noi-dung']}
          rows={3}
          maxLength={2000}
          error={errorOf(errors, 'noi-dung')}
        />
        <FormRow>
          <Select
            id="mau"
            label={words.template}
            value={typed.mau}
            error={errorOf(errors, 'mau')}
            options={[
              { value: '', label: words.builtIn },
              ...draft.templates.map(({ id, title }) => ({ value: String(id), label: title || t.papers.untitled })),
            ]}
          />
          <DateInput id="ngay" label={words.date} value={typed.ngay} error={errorOf(errors, 'ngay')} />
        </FormRow>
        <Proof {...props} />
        <Checkbox id="thu" label={words.mail} hint={words.mailNote} checked={typed.thu} />
        <Actions>
          <Button name="viec" value="cap" kind={picture === null ? 'second' : 'main'}>
            {words.submit}
          </Button>
          <Button name="viec" value="xem" kind={picture === null ? 'main' : 'second'}>
            {words.preview}
          </Button>
        </Actions>
      </Form>
    </>
  );
}

function People({ t, draft, typed, errors }: Props): VNode {
  const words = t.certificates.form;
  const having = draft.people.filter(({ has }) => has);
  const free = draft.people.filter(({ has }) => !has);
  return (
    <>
      {draft.people.length === 0 && <Notice kind="info">{words.noPeople}</Notice>}
      {having.length > 0 && <Notice kind="info">{words.has(formatNumber(having.length))}</Notice>}
      {free.length > 0 && (
        <CheckboxGroup
          id="nguoi"
          label={words.people}
          hint={draft.role === 'winner' ? words.winnersNote : words.peopleNote}
          values={typed.chosen}
          error={errorOf(errors, 'nguoi')}
          options={free.map(({ key, name, detail, prize }) => ({
            value: key,
            label: name,
            hint: [prize, detail].filter((part) => part !== '').join(' · ') || undefined,
          }))}
        />
      )}
    </>
  );
}

/** What stands for the certificates; who signs, where somebody does. */
function Proof({ t, draft, typed, errors }: Props): VNode {
  const words = t.certificates.form;
  return (
    <>
      <RadioGroup
        id="ky"
        label={words.proof}
        value={typed.ky}
        options={[
          { value: 'ma', label: words.byCode, hint: words.byCodeNote },
          { value: 'tay', label: words.byHand, hint: words.byHandNote },
          ...draft.keys.map((key) => ({
            value: String(key.id),
            label: words.byKey(key.label),
            hint: words.byKeyNote,
          })),
        ]}
      />
      {draft.keys.length > 0 && (
        <TextInput
          id="mat-khau"
          label={words.password}
          type="password"
          autocomplete="off"
          maxLength={200}
          optional
          error={errorOf(errors, 'mat-khau')}
        />
      )}
      <FormRow>
        <TextInput
          id="chuc-vu"
          label={words.signerTitle}
          hint={words.signerNote}
          value={typed['chuc-vu']}
          maxLength={200}
          optional
        />
        <TextInput id="nguoi-ky" label={words.signerName} value={typed['nguoi-ky']} maxLength={200} optional />
      </FormRow>
    </>
  );
}

export function SigningFields(props: {
  t: Messages;
  keys: BatchDraft['keys'];
  khoa: string;
  errors: readonly FieldError[];
}): VNode {
  const { t, keys, khoa, errors } = props;
  const words = t.certificates.form;
  return (
    <FormRow>
      <Select
        id="khoa"
        label={words.sign}
        hint={words.signNote}
        value={khoa}
        options={[
          { value: '', label: words.unsigned },
          ...keys.map((key) => ({ value: String(key.id), label: key.label })),
        ]}
      />
      <TextInput
        id="mat-khau"
        label={words.password}
        type="password"
        autocomplete="off"
        maxLength={200}
        optional
        error={errorOf(errors, 'mat-khau')}
      />
    </FormRow>
  );
}
