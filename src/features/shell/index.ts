/**
 * What stands round every page: frame, navigation, edition, language, flash word. The recipe for a page:
 *
 *     app.get('/tuan-le/:edition/bao-cao', async (c) => page(c, { title: t.title, active: 'reports', body: <List … /> }));
 *     app.post('…', async (c) => { await verb(c.var.ctx, …); return goTo(c, '/…', { kind: 'success', text: t.saved }); });
 *
 * `body` is Preact (PageHead, Section, … of src/ui); texts are `textsOf(c).<area>`. A service's Problem that is thrown
 * on becomes a page by itself; to show field errors beside the form, catch it with `fieldErrorsOf` and answer
 * `page(c, { …, status: 422 })`. Islands are found in the body. `:edition` in the path is the current edition.
 */
export { type Flash, FLASH_COOKIE, goTo, takeFlash } from './flash.ts';
export { fieldErrorsOf } from './problems.tsx';
export { problemPage, problemTexts, refusalText } from './problems.tsx';
export { languageHref, page, plainPage } from './page.tsx';
export { homeLook, homeLookFrom } from './home-look.ts';
export { type Elsewhere, publicPage, type PublicPageParts, publicRoute } from './public-page.ts';
export { safePath, textsOf } from './request.ts';
export { installPages } from './pages.install.tsx';
export { shellPages } from './pages.tsx';
export { frameOf } from './frame.ts';
