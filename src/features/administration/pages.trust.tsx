/** Whom the installation trusts to say who signed: the list, and how it grows. */
import { z } from 'zod';
import { pathPart, readBody } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { type CalendarDate, isCalendarDate } from '../../platform/ids/ids.ts';
import { normalizeText } from '../../platform/text/vietnamese.ts';
import {
  Actions,
  Button,
  DateInput,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldError,
  FileDrop,
  Form,
  formatDate,
  FormRow,
  Section,
  Table,
  TextInput,
} from '../../ui/index.ts';
import { fieldErrorsOf, goTo, textsOf } from '../shell/index.ts';
import { addAnchor, readAnchors, removeAnchor, type TrustAnchorRow } from '../verification/index.ts';
import { administrationPage } from './frame.tsx';

const PATH = '/quan-tri/danh-sach-tin-cay';
const CERTIFICATE_LIMIT = 256 * 1024;
const anchorIdSchema = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

export function trustPages(app: WebApp): void {
  app.get(PATH, (c) => trustPage(c, {}, []));

  app.post(PATH, async (c) => {
    const { trust: words } = textsOf(c).signing;
    const body = await readBody(c);
    const text = (name: string, longest: number): string => {
      const value = body[name];
      return typeof value === 'string' ? normalizeText(value).trim().slice(0, longest) : '';
    };
    const typed = {
      name: text('name', 200),
      source: text('source', 500),
      validFrom: text('validFrom', 10),
      validTo: text('validTo', 10),
    };
    const file = body['tep'];
    if (!(file instanceof File) || file.size === 0) {
      // Who may not do this at all is told so, not that a file is missing.
      return trustPage(c, typed, [{ field: 'tep', message: words.choose }]);
    }
    try {
      await addAnchor(c.var.ctx, {
        ...typed,
        file: new Uint8Array(await file.arrayBuffer()),
        validFrom: dayOf(typed.validFrom),
        validTo: dayOf(typed.validTo),
      });
    } catch (error) {
      return trustPage(c, typed, fieldErrorsOf(c, error));
    }
    return goTo(c, PATH, { kind: 'success', text: words.added });
  });

  app.post(`${PATH}/:anchor/bo`, async (c) => {
    await removeAnchor(c.var.ctx, pathPart(c, 'anchor', anchorIdSchema));
    return goTo(c, PATH, { kind: 'success', text: textsOf(c).signing.trust.removed });
  });
}

function dayOf(text: string): CalendarDate | null {
  return isCalendarDate(text) ? text : null;
}

async function trustPage(
  c: WebRequest,
  typed: Readonly<Record<string, string>>,
  errors: readonly FieldError[],
): Promise<Response> {
  const anchors = await readAnchors(c.var.ctx);
  const t = textsOf(c);
  const words = t.signing.trust;
  const remarks = (anchor: TrustAnchorRow): string[] => [
    ...(anchor.facts.trial ? [words.trial] : []),
    ...(anchor.facts.authority || anchor.facts.trial ? [] : [words.notAuthority]),
  ];
  return administrationPage(c, {
    title: words.title,
    tab: 'trust',
    status: errors.length > 0 ? 422 : 200,
    children: (
      <>
        <p class="soft">{words.lead}</p>
        <ErrorSummary errors={errors} />
        {anchors.length === 0 ? (
          <EmptyState title={words.empty}>{words.emptyText}</EmptyState>
        ) : (
          <Table
            id="trust"
            caption={words.caption}
            captionHidden
            layout="cards"
            rows={anchors}
            rowKey={(anchor) => anchor.id}
            columns={[
              {
                key: 'name',
                label: words.name,
                header: true,
                cell: (anchor) => (
                  <>
                    {anchor.name}
                    {remarks(anchor).map((remark) => (
                      <div key={remark} class="soft small">
                        {remark}
                      </div>
                    ))}
                  </>
                ),
              },
              {
                key: 'validity',
                label: words.validity,
                cell: ({ facts, validFrom, validTo }) => (
                  <>
                    {t.verification.range(formatDate(facts.validFrom), formatDate(facts.validTo))}
                    {(validFrom !== null || validTo !== null) && (
                      <div class="soft small">
                        {words.trusted(validFrom && formatDate(validFrom), validTo && formatDate(validTo))}
                      </div>
                    )}
                  </>
                ),
              },
              { key: 'source', label: words.source, cell: (anchor) => anchor.source },
              {
                key: 'fingerprint',
                label: words.fingerprint,
                cell: (anchor) => <code class="break">{anchor.fingerprint}</code>,
              },
              {
                key: 'remove',
                label: words.act,
                cell: (anchor) => (
                  <form method="post" action={`${PATH}/${anchor.id}/bo`}>
                    <Button kind="quiet">
                      <span aria-hidden="true">{words.remove}</span>
                      <span class="hidden-text">{words.removeOf(anchor.name)}</span>
                    </Button>
                  </form>
                ),
              },
            ]}
          />
        )}
        <Section title={words.add} note={words.addNote} hang>
          <Form action={PATH} multipart>
            <FileDrop
              id="tep"
              label={words.file}
              accept={['.cer', '.crt', '.pem', '.der']}
              limitBytes={CERTIFICATE_LIMIT}
              error={errorOf(errors, 'tep')}
            />
            <TextInput
              id="name"
              label={words.name}
              hint={words.nameHint}
              value={typed['name'] ?? ''}
              maxLength={200}
              optional
            />
            <TextInput
              id="source"
              label={words.source}
              hint={words.sourceHint}
              value={typed['source'] ?? ''}
              maxLength={500}
              optional
            />
            <FormRow>
              <DateInput id="validFrom" label={words.from} value={typed['validFrom'] ?? ''} optional />
              <DateInput
                id="validTo"
                label={words.to}
                value={typed['validTo'] ?? ''}
                error={errorOf(errors, 'validTo')}
                optional
              />
            </FormRow>
            <Actions>
              <Button>{words.submit}</Button>
            </Actions>
          </Form>
        </Section>
      </>
    ),
  });
}
