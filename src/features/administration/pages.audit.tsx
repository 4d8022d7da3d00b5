/** The audit trail: what was done, and whether the record of it is whole. */
import { z } from 'zod';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { ROLES } from '../../platform/permission/permission.ts';
import { normalizeText } from '../../platform/text/vietnamese.ts';
import {
  Actions,
  Button,
  EmptyState,
  formatDateTime,
  LinkButton,
  Notice,
  Section,
  Select,
  Table,
  TextInput,
  Toolbar,
} from '../../ui/index.ts';
import { textsOf } from '../shell/index.ts';
import { administrationPage } from './frame.tsx';
import { changesBetween, cursorText, parseCursor } from './rules.ts';
import { checkAudit, readAudit } from './service.ts';
import type { AuditRow, ChainBreak } from './store.ts';

const PATH = '/quan-tri/nhat-ky';
const query = z.object({
  viec: z.string().max(100).catch(''),
  'don-vi': z.string().max(200).transform(normalizeText).catch(''),
  sau: z.string().max(60).optional().catch(undefined),
});

type Check = Awaited<ReturnType<typeof checkAudit>>;

export function auditPages(app: WebApp): void {
  app.get(PATH, (c) => auditPage(c, null));
  app.post(`${PATH}/kiem-tra`, async (c) => auditPage(c, await checkAudit(c.var.ctx)));
}

async function auditPage(c: WebRequest, check: Check | null): Promise<Response> {
  const { viec: verb, 'don-vi': unit, sau } = query.parse(c.req.query());
  const { rows, hasMore } = await readAudit(c.var.ctx, { verb, unit, before: parseCursor(sau) });
  const { common, administration } = textsOf(c);
  const { audit: words } = administration;
  const last = rows.at(-1);
  const kept = new URLSearchParams({ viec: verb, 'don-vi': unit });
  return administrationPage(c, {
    title: words.title,
    tab: 'audit',
    children: (
      <>
        <p class="soft measure">{words.lead}</p>
        {check && <CheckResult c={c} check={check} />}
        <Toolbar action={PATH}>
          <Select
            id="viec"
            label={words.verb}
            value={verb}
            empty={words.allVerbs}
            options={Object.entries(words.verbs).map(([value, label]) => ({ value, label }))}
          />
          <TextInput id="don-vi" label={words.unitSearch} value={unit} type="search" optional />
          <Button kind="second">{common.action.filter}</Button>
        </Toolbar>
        <AuditTable c={c} rows={rows} />
        <Actions>
          {hasMore && last && (
            <LinkButton kind="second" href={`${PATH}?${kept}&sau=${cursorText(last)}`}>
              {words.older}
            </LinkButton>
          )}
          {sau !== undefined && (
            <LinkButton kind="quiet" href={`${PATH}?${kept}`}>
              {words.newest}
            </LinkButton>
          )}
        </Actions>
        <Section title={words.check} note={words.checkNote} hang>
          <form method="post" action={`${PATH}/kiem-tra`}>
            <Button kind="second" icon="check">
              {words.check}
            </Button>
          </form>
        </Section>
      </>
    ),
  });
}

function AuditTable({ c, rows }: { c: WebRequest; rows: readonly AuditRow[] }) {
  const { audit: words } = textsOf(c).administration;
  return (
    <Table
      id="audit"
      caption={words.caption}
      captionHidden
      layout="cards"
      rows={rows}
      rowKey={(row) => `${row.chain}-${row.seq}`}
      empty={<EmptyState title={words.empty}>{words.emptyHint}</EmptyState>}
      columns={[
        { key: 'at', label: words.at, cell: (row) => <span class="nowrap">{formatDateTime(row.at)}</span> },
        { key: 'who', label: words.who, cell: (row) => row.person ?? <span class="soft">{words.system}</span> },
        { key: 'what', label: words.what, header: true, cell: (row) => verbName(c, row.verb) },
        {
          key: 'unit',
          label: words.unit,
          cell: (row) =>
            row.chain === 0 ? <span class="soft">{words.installation}</span> : (row.unitName ?? row.chain),
        },
        { key: 'changes', label: words.changes, cell: (row) => <Changes c={c} row={row} /> },
      ]}
    />
  );
}

function Changes({ c, row }: { c: WebRequest; row: AuditRow }) {
  const { audit: words } = textsOf(c).administration;
  const changes = changesBetween(row.before, row.after);
  return (
    <details>
      <summary class="soft small">{row.subjectName ?? words.details}</summary>
      <dl class="changes">
        <div>
          <dt>{words.subject}</dt>
          <dd>
            <code class="break">{row.subject}</code>
          </dd>
        </div>
        {changes.map(({ part, before, after }) => (
          <div key={part}>
            <dt>{partName(c, part)}</dt>
            {before !== null && (
              <dd>
                <span class="hidden-text">{words.before}: </span>
                <del>{valueText(c, part, before)}</del>
              </dd>
            )}
            {after !== null && (
              <dd>
                <span class="hidden-text">{words.after}: </span>
                <ins>{valueText(c, part, after)}</ins>
              </dd>
            )}
          </div>
        ))}
      </dl>
    </details>
  );
}

function CheckResult({ c, check }: { c: WebRequest; check: Check }) {
  const { audit: words } = textsOf(c).administration;
  if (check.breaks.length === 0) {
    return (
      <Notice kind="success" live>
        {words.intact(check.checked)}
      </Notice>
    );
  }
  const place = (at: ChainBreak): string =>
    words.breakAt(at.chain === 0 ? words.installation : `${words.unit} ${at.chain}`, at.seq);
  return (
    <Notice kind="error" live title={words.broken(check.breaks.length)}>
      <ul>
        {check.breaks.slice(0, 50).map((at) => (
          <li key={`${at.chain}-${at.seq}-${at.what}`}>
            {place(at)}: {words.breaks[at.what]}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function verbName(c: WebRequest, verb: string): string {
  const names: Readonly<Record<string, string>> = textsOf(c).administration.audit.verbs;
  return names[verb] ?? verb;
}

/** The name of a part in words, where it has one. */
function partName(c: WebRequest, part: string): string {
  const names: Readonly<Record<string, string>> = textsOf(c).administration.audit.parts;
  return names[part] ?? part;
}

function valueText(c: WebRequest, part: string, value: string): string {
  const texts = textsOf(c);
  const role = part === 'role' ? ROLES.find((known) => known === value) : undefined;
  if (role) return texts.accounts.roles[role].name;
  if (value === 'true') return texts.common.field.yes;
  return value === 'false' ? texts.common.field.no : value;
}
