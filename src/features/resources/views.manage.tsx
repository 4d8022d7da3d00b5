/** The list of a unit's resources, and the form of one. */
import type { Locale, Messages } from '../../../messages/index.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import {
  Actions,
  Badge,
  Button,
  CheckboxGroup,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldError,
  Field,
  Form,
  formatDateTime,
  FormRow,
  LinkButton,
  List,
  Notice,
  PageHead,
  Section,
  Select,
  Textarea,
  TextInput,
  type Tone,
} from '../../ui/index.ts';
import { AUDIENCES } from '../activities/index.ts';
import { listOf, type ResourceFields, textOf } from './fields.ts';
import { MANAGE_PATH, managedResourcePath } from './paths.ts';
import { FEATURES, LANGUAGES, LEVELS, LICENCE_CODES, RESOURCE_KINDS, type ResourceStatus } from './rules.ts';
import type { EditScreen, ManageScreen } from './service.ts';
import type { Resource, Subject } from './store.ts';

const TONES: Readonly<Record<ResourceStatus, Tone>> = {
  draft: 'plain',
  sent: 'warn',
  published: 'ok',
  returned: 'bad',
  withdrawn: 'plain',
};

export function ManageView({ t, screen }: { t: Messages; screen: ManageScreen }) {
  const words = t.resources.manage;
  return (
    <>
      <PageHead
        title={words.title}
        lead={words.lead}
        actions={
          screen.units.length > 0 && (
            <LinkButton icon="plus" href={`${MANAGE_PATH}/moi`}>
              {words.add}
            </LinkButton>
          )
        }
      />
      {screen.waiting.length > 0 && (
        <Section id="cho" title={words.waiting}>
          <ResourceList t={t} resources={screen.waiting} />
        </Section>
      )}
      {screen.reports.length > 0 && (
        <Section id="bao-loi" title={words.reports}>
          <List
            items={screen.reports.map((report) => ({
              key: report.id,
              title: report.title,
              href: managedResourcePath(report.resourceId),
              meta: [reportName(t, report.what), report.note, formatDateTime(report.reportedAt)].filter(Boolean),
              end: (
                <form method="post" action={`${MANAGE_PATH}/bao-loi/${report.id}`}>
                  <Button kind="second">{words.resolve}</Button>
                </form>
              ),
            }))}
          />
        </Section>
      )}
      <Section id="cua-minh" title={words.own}>
        {screen.own.length > 0 ? (
          <ResourceList t={t} resources={screen.own} />
        ) : (
          <EmptyState title={screen.units.length === 0 ? words.noUnit : words.empty} icon="inbox">
            {screen.units.length === 0 ? null : words.emptyHint}
          </EmptyState>
        )}
      </Section>
    </>
  );
}

function reportName(t: Messages, what: string): string {
  const names: Readonly<Record<string, string>> = t.resources.report.kind;
  return names[what] ?? what;
}

function ResourceList({ t, resources }: { t: Messages; resources: readonly Resource[] }) {
  return (
    <List
      items={resources.map((resource) => ({
        key: resource.id,
        title: resource.title,
        href: managedResourcePath(resource.id),
        meta: [t.resources.kind[resource.kind], resource.unitName, formatDateTime(resource.changedAt)],
        end: <Badge tone={TONES[resource.status]}>{t.resources.manage.status[resource.status]}</Badge>,
      }))}
    />
  );
}

interface FormProps {
  readonly t: Messages;
  readonly locale: Locale;
  readonly subjects: readonly Subject[];
  readonly typed: ResourceFields;
  readonly errors: readonly FieldError[];
}

export function NewView(
  props: FormProps & { action: string; units: readonly { readonly unitId: UnitId; readonly name: string }[] },
) {
  const { t, units, typed, errors } = props;
  const words = t.resources.manage;
  const [only] = units;
  return (
    <>
      <PageHead crumbs={[{ label: words.title, href: MANAGE_PATH }]} title={words.new} />
      <ErrorSummary errors={errors} />
      {only === undefined ? (
        <EmptyState title={words.noUnit} icon="inbox" />
      ) : (
        <Form action={props.action} multipart>
          {units.length === 1 ? (
            <input type="hidden" name="unit" value={only.unitId} />
          ) : (
            <Select
              id="unit"
              label={words.unit}
              value={textOf(typed, 'unit')}
              options={units.map(({ unitId, name }) => ({ value: String(unitId), label: name }))}
            />
          )}
          <ContentFields {...props} fileName={null} />
          <Actions>
            <Button>{words.save}</Button>
          </Actions>
        </Form>
      )}
    </>
  );
}

export function EditView(props: Omit<FormProps, 'subjects'> & { screen: EditScreen; publicPath: string }) {
  const { t, screen, errors, publicPath } = props;
  const words = t.resources.manage;
  const { resource } = screen;
  const path = managedResourcePath(resource.id);
  const needsReason = screen.next.some((status) => status === 'returned' || status === 'withdrawn');
  return (
    <>
      <PageHead
        crumbs={[{ label: words.title, href: MANAGE_PATH }]}
        title={resource.title}
        lead={`${t.resources.kind[resource.kind]} · ${resource.unitName}`}
        actions={<Badge tone={TONES[resource.status]}>{words.status[resource.status]}</Badge>}
      />
      <ErrorSummary errors={errors} />
      {resource.reason !== null && <Notice kind="warning">{words.reasonShown(resource.reason)}</Notice>}
      {resource.status === 'published' && (
        <p>
          <a href={publicPath}>{words.see}</a>
        </p>
      )}
      {screen.mayEdit ? (
        <Form action={path} version={resource.version} multipart>
          <ContentFields {...props} subjects={screen.subjects} fileName={resource.file?.name ?? null} />
          <Actions>
            <Button kind="second">{words.save}</Button>
          </Actions>
        </Form>
      ) : (
        <ReadOnly t={t} resource={resource} />
      )}
      {screen.next.length > 0 && (
        <Form action={`${path}/trang-thai`}>
          {needsReason && (
            <Textarea
              id="reason"
              label={words.reason}
              hint={words.reasonHint}
              rows={2}
              optional
              error={errorOf(errors, 'reason')}
            />
          )}
          <Actions>
            {screen.next.map((status) => (
              <Button
                key={status}
                name="to"
                value={status}
                kind={
                  status === 'withdrawn' ? 'danger' : status === 'sent' || status === 'published' ? 'main' : 'second'
                }
              >
                {verbOf(t, status)}
              </Button>
            ))}
          </Actions>
        </Form>
      )}
    </>
  );
}

function verbOf(t: Messages, status: ResourceStatus): string {
  const words = t.resources.manage;
  const verbs = {
    draft: words.takeBack,
    sent: words.send,
    published: words.publish,
    returned: words.return,
    withdrawn: words.withdraw,
  } satisfies Record<ResourceStatus, string>;
  return verbs[status];
}

function ReadOnly({ t, resource }: { t: Messages; resource: Resource }) {
  return (
    <>
      {resource.description.split(/\n{2,}/u).map((paragraph, index) => (
        <p key={index}>{paragraph}</p>
      ))}
      <p class="soft">
        {[resource.author, t.resources.licence[resource.licence], t.resources.language[resource.language]]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {resource.url !== null && (
        <p>
          <a href={resource.url} rel="noreferrer">
            {resource.url}
          </a>
        </p>
      )}
    </>
  );
}

function ContentFields({ t, locale, subjects, typed, errors, fileName }: FormProps & { fileName: string | null }) {
  const words = t.resources.manage;
  const input = (name: string) => ({ id: name, value: textOf(typed, name), error: errorOf(errors, name) });
  return (
    <>
      <TextInput {...input('title')} label={words.name} />
      <FormRow>
        <Select
          {...input('kind')}
          label={words.kind}
          options={RESOURCE_KINDS.map((kind) => ({ value: kind, label: t.resources.kind[kind] }))}
        />
        <Select
          {...input('subject')}
          label={t.resources.fact.subject}
          options={subjects.map((subject) => ({ value: subject.code, label: subject[locale] }))}
        />
      </FormRow>
      <Textarea
        {...input('description')}
        label={words.description}
        hint={words.descriptionHint}
        rows={5}
        maxLength={5_000}
      />
      <TextInput {...input('url')} type="url" label={words.url} hint={words.urlHint} optional />
      <Field id="tep" label={words.file} hint={words.fileHint} error={errorOf(errors, 'tep')} optional>
        <input class="input" id="tep" name="tep" type="file" accept=".pdf,.epub,application/pdf,application/epub+zip" />
        {fileName !== null && <p class="hint">{words.fileNow(fileName)}</p>}
      </Field>
      <Select
        {...input('licence')}
        label={t.resources.fact.licence}
        hint={words.licenceHint}
        options={LICENCE_CODES.map((code) => ({ value: code, label: t.resources.licence[code] }))}
      />
      <FormRow>
        <TextInput {...input('author')} label={t.resources.fact.author} optional />
        <TextInput {...input('publisher')} label={t.resources.fact.publisher} optional />
        <TextInput {...input('year')} label={t.resources.fact.year} maxLength={7} optional />
      </FormRow>
      <FormRow>
        <Select
          {...input('language')}
          label={t.resources.fact.language}
          options={LANGUAGES.map((language) => ({ value: language, label: t.resources.language[language] }))}
        />
        <Select
          {...input('level')}
          label={t.resources.fact.level}
          options={LEVELS.map((level) => ({ value: level, label: t.resources.level[level] }))}
        />
        <TextInput {...input('minutes')} label={words.minutes} maxLength={7} optional />
      </FormRow>
      <CheckboxGroup
        id="audiences"
        label={t.resources.fact.audiences}
        values={listOf(typed, 'audiences')}
        options={AUDIENCES.map((audience) => ({ value: audience, label: t.activities.audience[audience] }))}
      />
      <CheckboxGroup
        id="accessibility"
        label={t.resources.fact.accessibility}
        values={listOf(typed, 'accessibility')}
        options={FEATURES.map((feature) => ({ value: feature, label: t.resources.feature[feature] }))}
      />
    </>
  );
}
