/** Where a unit keeps its honour board: added from a decision, shown when somebody says so. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { readForm } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { isCalendarDate, unitIdSchema } from '../../platform/ids/ids.ts';
import {
  Actions,
  Badge,
  Button,
  DateInput,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  formatDate,
  formatNumber,
  FormRow,
  PageHead,
  Pagination,
  RadioGroup,
  Section,
  Table,
  TextInput,
  Textarea,
} from '../../ui/index.ts';
import { type EditionContext, editionPath, enterFromPath, unitFromQuery } from '../editions/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { addCommendations, BOARD_PAGE, readBoard, removeCommendation, showCommendations } from './service.ts';

const PATH = '/tuan-le/:edition/bang-vang';

const addSchema = z.object({
  'don-vi': unitIdSchema,
  'hinh-thuc': z.string().trim().min(1).max(100),
  loai: z.enum(['unit', 'person']),
  so: z.string().trim().max(60).default(''),
  ngay: z
    .string()
    .trim()
    .default('')
    .refine((text) => text === '' || isCalendarDate(text)),
  'danh-sach': z.string().max(100_000),
});

const changeSchema = z.object({
  'don-vi': unitIdSchema,
  viec: z.enum(['hien', 'hien-het', 'an', 'xoa']),
  dong: z.coerce.number().int().positive().optional(),
});

type Typed = Readonly<Record<string, string>>;

export function boardPages(app: WebApp): void {
  app.get(PATH, async (c) => {
    const ctx = await enterFromPath(c);
    return show(c, ctx, {}, []);
  });

  app.post(PATH, async (c) => {
    const ctx = await enterFromPath(c);
    const fields = await readForm(c, z.record(z.string(), z.string()));
    const given = addSchema.safeParse(fields);
    const words = textsOf(c).results.manage;
    if (!given.success) return show(c, ctx, fields, faultsOf(c, given.error));
    const { data } = given;
    try {
      const added = await addCommendations(ctx, {
        unitId: data['don-vi'],
        awardeeKind: data.loai,
        award: data['hinh-thuc'],
        decisionNumber: data.so === '' ? null : data.so,
        decidedOn: isCalendarDate(data.ngay) ? data.ngay : null,
        list: data['danh-sach'],
      });
      return goTo(c, address(ctx, data['don-vi']), { kind: 'success', text: words.added(formatNumber(added)) });
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'request.invalid') throw error;
      const [fault] = error.fields;
      const message =
        fault?.code === 'required'
          ? textsOf(c).problems.fields.required
          : fault?.detail
            ? words.tooLong(fault.detail)
            : words.tooMany;
      return show(c, ctx, fields, [{ field: 'danh-sach', message }]);
    }
  });

  app.post(`${PATH}/doi`, async (c) => {
    const ctx = await enterFromPath(c);
    const post = await readForm(c, changeSchema);
    const words = textsOf(c).results.manage;
    const unitId = post['don-vi'];
    const one = post.dong === undefined ? [] : [post.dong];
    const back = (text: string) => goTo(c, address(ctx, unitId), { kind: 'success', text });
    switch (post.viec) {
      case 'hien':
      case 'hien-het': {
        const changed = await showCommendations(ctx, unitId, post.viec === 'hien-het' ? 'all' : one, true);
        return back(words.shown(formatNumber(changed)));
      }
      case 'an':
        await showCommendations(ctx, unitId, one, false);
        return back(words.hidden);
      case 'xoa':
        await removeCommendation(ctx, unitId, post.dong ?? 0);
        return back(words.removed);
    }
  });
}

const address = (ctx: EditionContext, unitId: number) => `${editionPath(ctx)}/bang-vang?don-vi=${unitId}`;

function faultsOf(c: WebRequest, error: z.ZodError): FieldError[] {
  const t = textsOf(c);
  return error.issues.map(({ path: [field = ''], code }) => ({
    field: String(field),
    message:
      field === 'ngay'
        ? t.results.manage.badDay
        : code === 'too_big'
          ? t.problems.fields['too-long']
          : t.problems.fields.required,
  }));
}

async function show(
  c: WebRequest,
  ctx: EditionContext,
  typed: Typed,
  errors: readonly FieldError[],
): Promise<Response> {
  const t = textsOf(c);
  const words = t.results.manage;
  const given = unitIdSchema.safeParse(typed['don-vi']);
  const unitId = given.success ? given.data : unitFromQuery(c, ctx);
  const no = z.coerce.number().int().min(1).max(10_000).catch(1).parse(c.req.query('trang'));
  const { place, rows, count } = await readBoard(ctx, unitId, no);
  const path = `${editionPath(ctx)}/bang-vang`;
  const change = (id: number, viec: string, label: string, kind: 'second' | 'quiet') => (
    <form method="post" action={`${path}/doi`}>
      <input type="hidden" name="don-vi" value={unitId} />
      <input type="hidden" name="dong" value={id} />
      <Button kind={kind} name="viec" value={viec}>
        {label}
      </Button>
    </form>
  );
  return page(c, {
    title: words.title(place.name),
    active: 'rollup',
    ...(errors.length > 0 ? { status: 422 as const } : {}),
    body: (
      <>
        <PageHead title={words.title(place.name)} lead={words.lead} />
        <ErrorSummary errors={errors} />
        {rows.some(({ isPublic }) => !isPublic) && (
          <form class="actions" method="post" action={`${path}/doi`}>
            <input type="hidden" name="don-vi" value={unitId} />
            <Button name="viec" value="hien-het">
              {words.showAll}
            </Button>
          </form>
        )}
        <Table
          id="bang-vang"
          caption={words.title(place.name)}
          captionHidden
          layout="cards"
          rows={rows}
          rowKey={(row) => row.id}
          empty={<EmptyState title={words.empty} icon="success" />}
          columns={[
            { key: 'awardee', label: words.awardee, header: true, cell: (row) => row.awardee },
            { key: 'achievement', label: words.achievement, cell: (row) => row.achievement },
            { key: 'award', label: words.award, cell: (row) => row.award },
            {
              key: 'decision',
              label: words.decision,
              cell: (row) =>
                row.decisionNumber === null
                  ? null
                  : t.results.board.decision(
                      row.decisionNumber,
                      row.decidedOn === null ? '' : formatDate(row.decidedOn),
                    ),
            },
            {
              key: 'state',
              label: words.state,
              cell: (row) => (
                <Badge tone={row.isPublic ? 'ok' : 'plain'}>{row.isPublic ? words.isPublic : words.isHidden}</Badge>
              ),
            },
            {
              key: 'action',
              label: words.action,
              cell: (row) => (
                <div class="row">
                  {row.isPublic
                    ? change(row.id, 'an', words.hide, 'second')
                    : change(row.id, 'hien', words.show, 'second')}
                  {change(row.id, 'xoa', words.remove, 'quiet')}
                </div>
              ),
            },
          ]}
        />
        <Pagination
          page={no}
          pageSize={BOARD_PAGE}
          total={count}
          href={(to) => `${address(ctx, unitId)}&trang=${to}`}
        />
        <Section id="them" title={words.add}>
          <Form action={path}>
            <input type="hidden" name="don-vi" value={unitId} />
            <FormRow>
              <TextInput
                id="hinh-thuc"
                label={words.award}
                hint={words.awardHint}
                value={typed['hinh-thuc'] ?? 'Giấy khen'}
                error={errorOf(errors, 'hinh-thuc')}
              />
              <TextInput id="so" label={words.decisionNumber} value={typed.so ?? ''} optional />
              <DateInput
                id="ngay"
                label={words.decidedOn}
                value={typed.ngay ?? ''}
                optional
                error={errorOf(errors, 'ngay')}
              />
            </FormRow>
            <RadioGroup
              id="loai"
              label={words.kind}
              value={typed.loai ?? 'unit'}
              options={(['unit', 'person'] as const).map((kind) => ({
                value: kind,
                label: t.results.board.kind[kind],
              }))}
            />
            <Textarea
              id="danh-sach"
              label={words.list}
              hint={words.listHint}
              rows={6}
              value={typed['danh-sach'] ?? ''}
              error={errorOf(errors, 'danh-sach')}
            />
            <Actions>
              <Button>{words.save}</Button>
            </Actions>
          </Form>
        </Section>
      </>
    ),
  });
}
