/** Addresses of the programme: the table, saved whole, and its paper. */
import { Problem } from '../../platform/errors/problem.ts';
import { readFormFields } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import type { FieldError } from '../../ui/index.ts';
import { makeDocx, makePdf, paperPath } from '../papers/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { CEREMONY, ceremonyOfPath } from './pages.ceremony.tsx';
import { programmePath } from './paths.ts';
import { arranged, type PostedProgramme, readProgrammePost } from './programme-post.ts';
import { findings } from './rules.findings.ts';
import { itemOf, minuteIn } from './rules.ts';
import { siteLabels } from './rules.sites.ts';
import { type Item, shiftEdited } from './rules.programme.ts';
import { openProgrammePaper, readProgrammePaper, saveProgramme } from './service.programme.ts';
import { type CeremonyScreen, readCeremony } from './service.ts';
import { typedRow, type TypedRow } from './views.programme-row.tsx';
import { ProgrammePage } from './views.programme.tsx';

const PROGRAMME = `${CEREMONY}/chuong-trinh`;

export function programmePages(app: WebApp): void {
  app.get(PROGRAMME, async (c) => {
    const screen = await screenOf(c);
    const items = screen.rows.map((row) => itemOf(row, screen.day));
    return programmePage(c, screen, { version: screen.ceremony.programmeVersion, items, rows: items.map(typedRow) });
  });

  app.post(PROGRAMME, async (c) => {
    const { editionId, id } = ceremonyOfPath(c);
    const words = textsOf(c).ceremonies.programme;
    const fields = await readFormFields(c);
    const screen = await screenOf(c);
    const post = readProgrammePost(fields, siteLabels(screen.sites));
    if (post === null) throw new Problem('request.invalid');
    if (!screen.mayWrite) throw new Problem('permission.denied');
    const changed = arranged(post, frameOf(screen));
    if (changed !== null) return arrangedPage(c, screen, post, changed);
    const errors = post.faults.map(({ field, code }): FieldError => ({ field, message: words[code] }));
    const { version, rows, restMoves } = post;
    if (errors.length > 0) return programmePage(c, screen, { ...post, errors, isUnsaved: true });
    const standing = screen.rows.map((row) => itemOf(row, screen.day));
    const items = restMoves && !post.isMoved ? shiftEdited(standing, post.items) : post.items;
    try {
      await saveProgramme(c.var.ctx, editionId, id, { version, items });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.code === 'edit.stale') {
        const now = await screenOf(c);
        const { programmeVersion } = now.ceremony;
        const theirs = now.rows.map((row) => itemOf(row, now.day));
        // What was typed stands as it is: nothing may move it against a programme that its writer has not seen.
        const shown = { version: programmeVersion, items: post.items, rows, restMoves: false, isUnsaved: true };
        return programmePage(c, now, { ...shown, standing: theirs });
      }
      if (error.code !== 'request.invalid') throw error;
      const outside = error.fields.map(({ field }): FieldError => ({ field, message: words.outsideDay }));
      return programmePage(c, screen, { ...post, errors: outside, isUnsaved: true });
    }
    return goTo(c, programmePath(editionId, id), { kind: 'success', text: words.saved });
  });

  app.post(`${PROGRAMME}/van-ban`, async (c) => {
    const { editionId, id } = ceremonyOfPath(c);
    return goTo(c, paperPath(await openProgrammePaper(c.var.ctx, editionId, id)));
  });

  app.get(`${PROGRAMME}/chuong-trinh.pdf`, async (c) => {
    const { editionId, id } = ceremonyOfPath(c);
    const { bytes } = await makePdf(c.var.ctx.platform, await readProgrammePaper(c.var.ctx, editionId, id));
    return download(c, bytes, 'application/pdf', 'chuong-trinh.pdf');
  });
  app.get(`${PROGRAMME}/chuong-trinh.docx`, async (c) => {
    const { editionId, id } = ceremonyOfPath(c);
    const bytes = await makeDocx(c.var.ctx.platform, await readProgrammePaper(c.var.ctx, editionId, id));
    const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    return download(c, bytes, type, 'chuong-trinh.docx');
  });
}

function download(c: WebRequest, bytes: Uint8Array, type: string, name: string): Response {
  return c.body(new Uint8Array(bytes).buffer, 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
  });
}

function screenOf(c: WebRequest): Promise<CeremonyScreen> {
  const { editionId, id } = ceremonyOfPath(c);
  return readCeremony(c.var.ctx, editionId, id);
}

/** Minutes of the ceremony's day from which to which it is held. */
function frameOf({ ceremony, day }: CeremonyScreen) {
  return { start: minuteIn(day, ceremony.startsAt), end: minuteIn(day, ceremony.endsAt) };
}

/** After a button that arranges: what was typed stays as typed where its item was not touched. */
function arrangedPage(c: WebRequest, screen: CeremonyScreen, post: PostedProgramme, items: Item[]): Promise<Response> {
  const before = new Map(post.items.map((item, index) => [item.key, { item, row: post.rows[index] }]));
  const rows = items.map((item): TypedRow => {
    const was = before.get(item.key);
    const isSame = was?.row && was.item.start === item.start && was.item.end === item.end;
    return isSame && was.row ? was.row : typedRow(item);
  });
  // What was corrected or put in another place is meant as it is: the rest stays.
  const isCheck = post.action === 'check';
  const restMoves =
    isCheck || post.action === 'add' ? post.restMoves : post.restMoves && !post.action.startsWith('fix');
  return programmePage(c, screen, { version: post.version, items, rows, restMoves, isUnsaved: true });
}

async function programmePage(
  c: WebRequest,
  screen: CeremonyScreen,
  shown: {
    readonly version: number;
    readonly items: readonly Item[];
    readonly rows: readonly TypedRow[];
    readonly errors?: readonly FieldError[];
    readonly restMoves?: boolean;
    readonly isUnsaved?: boolean;
    readonly standing?: readonly Item[];
  },
): Promise<Response> {
  const t = textsOf(c);
  const { ceremony } = screen;
  const isAlive = ceremony.status === 'draft' || ceremony.status === 'published';
  const errors = shown.errors ?? [];
  return page(c, {
    title: `${t.ceremonies.programme.title} · ${ceremony.title}`,
    active: 'ceremonies',
    status: shown.standing ? 409 : errors.length > 0 ? 422 : 200,
    body: (
      <ProgrammePage
        t={t}
        screen={screen}
        version={shown.version}
        rows={shown.rows}
        items={shown.items}
        findings={findings(shown.items, frameOf(screen))}
        errors={errors}
        restMoves={shown.restMoves ?? true}
        isUnsaved={shown.isUnsaved ?? false}
        standing={shown.standing ?? null}
        mayEdit={screen.mayWrite && isAlive}
      />
    ),
  });
}
