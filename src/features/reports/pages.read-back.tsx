/** The addresses of taking a filled-in file over into a report: choose a file, look at what was read, take what is right. */
import { Problem } from '../../platform/errors/problem.ts';
import { readBody, readFormFields } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { normalizeText } from '../../platform/text/vietnamese.ts';
import { type EditionContext, enterFromPath, unitFromPath } from '../editions/index.ts';
import { goTo, page, problemTexts, refusalText, textsOf } from '../shell/index.ts';
import { entryPath, saveEntry } from './pages.save.tsx';
import { takenFields } from './read-back-post.ts';
import { compareReadBack } from './rules.read-back.ts';
import { readFillable, readFilledFile } from './service.read-back.ts';
import type { ReportScreen } from './service.read.ts';
import { ChooseFilePage, PreviewPage } from './views.read-back.tsx';

const HERE = '/tuan-le/:edition/bao-cao/:unit/nhap-tu-tep';

export function readBackPages(app: WebApp): void {
  app.get(HERE, async (c) => {
    const ctx = await enterFromPath(c);
    return choosePage(c, ctx, await readFillable(ctx, unitFromPath(c)), null);
  });

  app.post(HERE, async (c) => {
    const ctx = await enterFromPath(c);
    const screen = await readFillable(ctx, unitFromPath(c));
    const t = textsOf(c);
    const file = (await readBody(c))['tep'];
    if (!(file instanceof File) || file.name === '') return choosePage(c, ctx, screen, t.forms.readBack.choose);
    const name = normalizeText(file.name).split(/[\\/]/u).at(-1) ?? file.name;
    try {
      const read = await readFilledFile(ctx, screen, { name, bytes: new Uint8Array(await file.arrayBuffer()) });
      return await page(c, {
        title: t.forms.readBack.previewTitle,
        active: 'reports',
        body: (
          <PreviewPage
            t={t}
            screen={screen}
            fileName={name}
            preview={compareReadBack(screen, read)}
            path={entryPath(ctx, screen)}
          />
        ),
      });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.code === 'document.unreadable') {
        return choosePage(c, ctx, screen, refusalText(error, c.var.ctx.locale) ?? t.documents.readerBusy);
      }
      if (error.code !== 'file.too-large') throw error;
      return choosePage(c, ctx, screen, problemTexts(error, c.var.ctx.locale).detail);
    }
  });

  app.post(`${HERE}/lay`, async (c) => {
    const ctx = await enterFromPath(c);
    const screen = await readFillable(ctx, unitFromPath(c));
    const t = textsOf(c).forms.readBack;
    const { fields, count } = takenFields(screen, await readFormFields(c));
    if (count === 0) return goTo(c, `${entryPath(ctx, screen)}/nhap-tu-tep`, { kind: 'warning', text: t.nothing });
    return saveEntry(c, ctx, screen, fields, t.taken(count));
  });
}

function choosePage(c: WebRequest, ctx: EditionContext, screen: ReportScreen, problem: string | null) {
  const t = textsOf(c);
  return page(c, {
    title: t.forms.readBack.title,
    active: 'reports',
    status: problem === null ? 200 : 422,
    body: (
      <ChooseFilePage
        t={t}
        screen={screen}
        path={entryPath(ctx, screen)}
        limitBytes={ctx.platform.config.uploadLimit}
        problem={problem}
      />
    ),
  });
}
