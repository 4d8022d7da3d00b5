/** The page on which a paper is written: plain fields that work without JavaScript; the island makes the body an editor. */
import type { ComponentChildren, VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import type { CertificateDoc, DocModel, OfficeDoc } from '../../documents/write/doc-model.ts';
import {
  Actions,
  Button,
  Checkbox,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  FormRow,
  Island,
  LinkButton,
  Notice,
  PageHead,
  Section,
  Select,
  Textarea,
  TextInput,
} from '../../ui/index.ts';
import { fieldsOfPaper, type PaperFields, URGENCIES } from './paper-fields.ts';
import { PAPERS_PATH, paperPath } from './paths.ts';
import type { StandingPaper } from './service.ts';
import type { StoredPaper } from './store.ts';

interface EditParts {
  readonly t: Messages;
  readonly fields: PaperFields;
  readonly errors: readonly FieldError[];
}

export function EditPage(props: EditParts & { paper: StoredPaper; version: number; others: readonly string[] }): VNode {
  const { t, paper, version, fields, errors, others } = props;
  const words = t.papers.edit;
  const path = paperPath(paper.id);
  const { model } = paper;
  const isOffice = model.layout === 'office';
  return (
    <>
      <PageHead
        eyebrow={words.title(t.papers.kinds[paper.kind])}
        title={paper.title || t.papers.untitled}
        crumbs={[
          { label: t.papers.title, href: PAPERS_PATH },
          { label: t.papers.kinds[paper.kind], href: path },
        ]}
      />
      <ErrorSummary errors={errors} />
      {others.length > 0 && <Notice>{words.others(others.join(', '))}</Notice>}
      <Form
        id="soan"
        class="paper-form"
        action={`${path}/soan`}
        version={version}
        islands={isOffice ? [] : ['unsaved-changes']}
      >
        <HeadFields t={t} fields={fields} errors={errors} isOffice={isOffice} />
        {isOffice ? (
          <OfficeContent t={t} fields={fields} errors={errors} paper={paper} version={version} model={model} />
        ) : (
          <CertificateContent t={t} fields={fields} errors={errors} model={model} />
        )}
        <FootFields t={t} fields={fields} errors={errors} model={model} />
        <Actions>
          <LinkButton kind="second" href={path}>
            {words.done}
          </LinkButton>
          <Button>{words.save}</Button>
        </Actions>
      </Form>
    </>
  );
}

/** Facts that are written once for an office stay folded; on a new paper they are right already. */
function Folded({ title, isOpen, children }: { title: string; isOpen: boolean; children: ComponentChildren }) {
  return (
    <details class="paper-part" open={isOpen}>
      <summary>{title}</summary>
      <div class="stack">{children}</div>
    </details>
  );
}

const HEAD = ['parentAgency', 'agency', 'symbol', 'place', 'urgency', 'type'];

function HeadFields({ t, fields, errors, isOffice }: EditParts & { isOffice: boolean }) {
  const words = t.papers.edit;
  const isOpen =
    errors.some(({ field }) => HEAD.includes(field)) || HEAD.some((name) => name === 'agency' && fields[name] === '');
  return (
    <Folded title={words.office} isOpen={isOpen}>
      <FormRow>
        <Textarea
          id="parentAgency"
          label={words.parentAgency}
          hint={words.parentAgencyHint}
          optional
          rows={2}
          value={fields['parentAgency']}
          error={errorOf(errors, 'parentAgency')}
        />
        <Textarea
          id="agency"
          label={words.agency}
          rows={2}
          value={fields['agency']}
          error={errorOf(errors, 'agency')}
        />
      </FormRow>
      <FormRow>
        <TextInput
          id="symbol"
          label={words.symbol}
          hint={words.symbolHint}
          value={fields['symbol']}
          error={errorOf(errors, 'symbol')}
        />
        <TextInput id="place" label={words.place} value={fields['place']} error={errorOf(errors, 'place')} />
      </FormRow>
      {isOffice && (
        <FormRow>
          <TextInput
            id="type"
            label={words.type}
            hint={words.typeHint}
            optional
            value={fields['type']}
            error={errorOf(errors, 'type')}
          />
          <Select
            id="urgency"
            label={words.urgency}
            optional
            empty={words.noUrgency}
            value={fields['urgency']}
            options={URGENCIES.map((urgency) => ({ value: urgency, label: urgency }))}
          />
        </FormRow>
      )}
    </Folded>
  );
}

function OfficeContent(props: EditParts & { paper: StoredPaper; version: number; model: OfficeDoc }) {
  const { t, fields, errors, paper, version, model } = props;
  const words = t.papers.edit;
  const path = paperPath(paper.id);
  return (
    <Section title={words.content}>
      <div class="stack">
        <Textarea
          id="subject"
          label={words.subject}
          rows={2}
          value={fields['subject']}
          error={errorOf(errors, 'subject')}
        />
        <FormRow>
          <Textarea
            id="addressees"
            label={words.addressees}
            hint={words.linesHint}
            optional
            rows={2}
            value={fields['addressees']}
            error={errorOf(errors, 'addressees')}
          />
          <TextInput id="via" label={words.via} optional value={fields['via']} error={errorOf(errors, 'via')} />
        </FormRow>
        {model.enactment !== null && (
          <TextInput
            id="enactmentAuthority"
            label={words.enactmentAuthority}
            value={fields['enactmentAuthority']}
            error={errorOf(errors, 'enactmentAuthority')}
          />
        )}
        <Textarea
          id="bases"
          label={words.bases}
          hint={words.basesHint}
          optional
          rows={3}
          value={fields['bases']}
          error={errorOf(errors, 'bases')}
        />
        {model.enactment !== null && (
          <TextInput id="enactmentVerb" label={words.enactmentVerb} value={fields['enactmentVerb']} />
        )}
        <Island
          name="paper-editor"
          id="paper-editor"
          class="paper-editor"
          props={{
            paperId: paper.id,
            version,
            model,
            urls: { save: `${path}/luu`, presence: `${path}/co-mat`, preview: `${path}/xem-truoc` },
            texts: t.paperEditor,
          }}
        >
          <div data-plain="">
            <Textarea
              id="body"
              label={words.body}
              hint={words.bodyHint}
              rows={24}
              value={fields['body']}
              error={errorOf(errors, 'body')}
            />
          </div>
        </Island>
        <Textarea
          id="closing"
          label={words.closing}
          optional
          rows={2}
          value={fields['closing']}
          error={errorOf(errors, 'closing')}
        />
      </div>
    </Section>
  );
}

function CertificateContent({ t, fields, errors }: EditParts & { model: CertificateDoc }) {
  const words = t.papers.edit;
  return (
    <Section title={words.content}>
      <div class="stack">
        <FormRow>
          <TextInput
            id="certificateTitle"
            label={words.certificateTitle}
            value={fields['certificateTitle']}
            error={errorOf(errors, 'certificateTitle')}
          />
          <TextInput id="presentation" label={words.presentation} optional value={fields['presentation']} />
        </FormRow>
        <FormRow>
          <TextInput
            id="recipientName"
            label={words.recipientName}
            value={fields['recipientName']}
            error={errorOf(errors, 'recipientName')}
          />
          <TextInput id="recipientDetail" label={words.recipientDetail} optional value={fields['recipientDetail']} />
        </FormRow>
        <Textarea
          id="certificateReason"
          label={words.certificateReason}
          rows={3}
          value={fields['certificateReason']}
          error={errorOf(errors, 'certificateReason')}
        />
        <TextInput id="color" label={words.color} value={fields['color']} error={errorOf(errors, 'color')} />
      </div>
    </Section>
  );
}

function FootFields({ t, fields, errors, model }: EditParts & { model: DocModel }) {
  const words = t.papers.edit;
  return (
    <Section title={words.foot}>
      <div class="stack">
        {model.layout === 'office' && (
          <Textarea
            id="recipients"
            label={words.recipients}
            hint={words.linesHint}
            optional
            rows={3}
            value={fields['recipients']}
            error={errorOf(errors, 'recipients')}
          />
        )}
        <FormRow>
          <Textarea
            id="signerAuthority"
            label={words.authority}
            optional
            rows={2}
            value={fields['signerAuthority']}
            error={errorOf(errors, 'signerAuthority')}
          />
          <TextInput
            id="signerTitle"
            label={words.signerTitle}
            value={fields['signerTitle']}
            error={errorOf(errors, 'signerTitle')}
          />
          <TextInput
            id="signerName"
            label={words.signerName}
            optional
            value={fields['signerName']}
            error={errorOf(errors, 'signerName')}
          />
        </FormRow>
        {model.layout === 'office' && model.secretary !== null && (
          <FormRow>
            <TextInput id="secretaryTitle" label={words.secretaryTitle} value={fields['secretaryTitle']} />
            <TextInput id="secretaryName" label={words.secretaryName} optional value={fields['secretaryName']} />
          </FormRow>
        )}
        {model.layout === 'office' && (
          <>
            <input type="hidden" name="hasLandscape" value="1" />
            <Checkbox id="landscape" label={words.landscape} checked={fields['landscape'] === '1'} />
          </>
        )}
      </div>
    </Section>
  );
}

/** Both versions where somebody else saved first, field by field; nothing typed is lost. */
export function StalePage(props: { t: Messages; paper: StoredPaper; mine: DocModel; standing: StandingPaper }): VNode {
  const { t, paper, mine, standing } = props;
  const words = t.papers.stale;
  const path = paperPath(paper.id);
  const [typed, saved] = [fieldsOfPaper(mine), fieldsOfPaper(standing.model)];
  const parts = Object.keys({ ...typed, ...saved }).filter((name) => (typed[name] ?? '') !== (saved[name] ?? ''));
  const labels: Readonly<Record<string, unknown>> = { ...t.papers.edit, signerAuthority: t.papers.edit.authority };
  return (
    <>
      <PageHead
        title={words.title}
        lead={words.text(standing.savedBy ?? words.somebody)}
        crumbs={[{ label: t.papers.title, href: PAPERS_PATH }]}
      />
      <Form action={`${path}/soan`} version={standing.version}>
        {Object.entries(typed).map(([name, value]) => (
          <textarea key={name} name={name} hidden>
            {value}
          </textarea>
        ))}
        {'landscape' in typed && <input type="hidden" name="hasLandscape" value="1" />}
        {parts.length === 0 && <Notice>{words.same}</Notice>}
        {parts.map((name) => {
          const label = labels[name];
          return (
            <fieldset key={name} class="paper-part">
              <legend class="label">{typeof label === 'string' ? label : name}</legend>
              <FormRow>
                <Textarea id={`mine.${name}`} name="" label={words.mine} readOnly rows={6} value={typed[name]} />
                <Textarea id={`theirs.${name}`} name="" label={words.theirs} readOnly rows={6} value={saved[name]} />
              </FormRow>
            </fieldset>
          );
        })}
        <Actions>
          <LinkButton kind="second" href={`${path}/soan`}>
            {words.takeTheirs}
          </LinkButton>
          <Button>{words.takeMine}</Button>
        </Actions>
      </Form>
    </>
  );
}
