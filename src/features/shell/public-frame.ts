/** What stands above and below every public page, made once for each language, appearance, section and state of the door. */
import { type Locale, type Messages, messagesFor } from '../../../messages/index.ts';
import { BRAND_MARK, type Html, html, type IconName, iconText, type Theme } from '../../ui/index.ts';

export type PublicSection = 'home' | 'activities' | 'calendar' | 'map' | 'resources' | 'contests' | 'results';

/** Finished HTML; between its parts stands the address that the link to the other language leads to. */
export interface FrameTexts {
  readonly top: string;
  readonly afterLanguage: string;
  readonly foot: string;
  readonly afterFootLanguage: string;
}

const frames = new Map<string, FrameTexts>();

export function frameFor(locale: Locale, theme: Theme, active: PublicSection | null, isSignedIn: boolean): FrameTexts {
  // The address of the built style sheet is part of nothing here, so nothing of it can grow old.
  const key = `${locale} ${theme} ${active ?? ''} ${isSignedIn}`;
  let frame = frames.get(key);
  if (!frame) {
    frame = makeFrame(messagesFor(locale), locale, theme, active, isSignedIn);
    frames.set(key, frame);
  }
  return frame;
}

const PLACES: readonly (readonly [PublicSection, string, IconName])[] = [
  ['home', '/', 'home'],
  ['activities', '/hoat-dong', 'people'],
  ['calendar', '/lich', 'calendar'],
  ['map', '/ban-do', 'map'],
  ['resources', '/hoc-lieu', 'book'],
  ['contests', '/cuoc-thi', 'cup'],
  ['results', '/ket-qua', 'report'],
];
/** At hand at the foot of a phone; the rest is in the page's foot. */
const ON_PHONE: readonly PublicSection[] = ['home', 'activities', 'calendar', 'map', 'resources'];

function makeFrame(
  texts: Messages,
  locale: Locale,
  theme: Theme,
  active: PublicSection | null,
  isSignedIn: boolean,
): FrameTexts {
  const { common: t, portal, shell } = texts;
  const w = portal.frame;
  const other = locale === 'vi' ? 'en' : 'vi';
  const nameOf = (section: PublicSection): string => (section === 'map' ? w.map : shell.publicNav[section]);
  const current = (section: PublicSection): Html | null => (section === active ? html` aria-current="page"` : null);
  // Signed-in people are sent on from "/" to their work: their home of the portal has an address of its own.
  const hrefOf = (section: PublicSection, href: string): string =>
    section === 'home' && isSignedIn ? '/trang-chu' : href;
  const door = isSignedIn
    ? html`<a class="pub-door" href="/">${iconText('person', 20)}<span>${w.myWork}</span></a>`
    : html`<a class="pub-door" href="/dang-nhap">${iconText('person', 20)}<span>${w.signInShort}</span></a>`;
  const top = html`<a class="pub-skip" href="#noi-dung">${t.shell.skip}</a><header class="pub-bar"><div class="pub-bar-in"><a class="pub-brand" href="${hrefOf('home', '/')}">${BRAND_MARK}<span>${t.product}</span></a><nav class="pub-nav" aria-label="${t.shell.mainNav}"><ul class="pub-list">${PLACES.map(
    ([section, href]) => html`<li><a href="${hrefOf(section, href)}"${current(section)}>${nameOf(section)}</a></li>`,
  )}</ul></nav><div class="pub-end"><a class="pub-find" href="/hoat-dong#tim">${iconText('search', 22)}<span class="hidden-text">${w.search}</span></a><a class="pub-lang" lang="${other}" hreflang="${other}" href="`;
  const afterLanguage = html`"><span aria-hidden="true">${other.toUpperCase()}</span><span class="hidden-text">${w.otherLanguage}</span></a>${door}</div></div></header>`;
  const link = (href: string, text: string): Html => html`<li><a href="${href}">${text}</a></li>`;
  const foot = html`</main><footer class="pub-foot"><div class="pub-foot-in"><div class="pub-foot-brand"><p class="pub-brand">${BRAND_MARK}<span>${t.product}</span></p><p>${w.tagline}</p><p class="small">${w.contact}</p></div><nav aria-label="${w.forCitizens}"><h2>${w.forCitizens}</h2><ul class="pub-list">${link('/dang-ky-cua-toi', w.mySignups)}${link('/ket-qua', w.openData)}${link('/cuoc-thi', shell.publicNav.contests)}${link('/bang-vang', w.honours)}${link('/xac-minh', w.verify)}${link('/tro-giup', w.help)}${link('/tro-giup#du-lieu', w.privacy)}</ul></nav><nav aria-label="${w.forUnits}"><h2>${w.forUnits}</h2><ul class="pub-list">${
    isSignedIn ? link('/', w.myWork) : link('/dang-nhap', w.signIn)
  }${link('/to-chuc-moi', w.newOrganisation)}${link('/quy-tac-cong-bo', w.rules)}${link('/khau-hieu', w.slogans)}</ul></nav><div class="pub-foot-set"><form method="post" action="/giao-dien"><fieldset><legend>${w.appearance}</legend><div class="seg">${(
    ['auto', 'light', 'dark'] as const
  ).map(
    (choice) =>
      html`<button class="seg-btn" name="theme" value="${choice}" aria-pressed="${choice === theme ? 'true' : 'false'}">${t.theme[choice]}</button>`,
  )}</div></fieldset></form><p><a class="pub-foot-lang" lang="${other}" hreflang="${other}" href="`;
  const afterFootLanguage = html`">${iconText('language')}${w.otherLanguage}</a></p></div></div></footer><nav class="pub-tabs" aria-label="${w.menu}"><ul class="pub-list">${PLACES.filter(
    ([section]) => ON_PHONE.includes(section),
  ).map(
    ([section, href, icon]) =>
      html`<li><a href="${hrefOf(section, href)}"${current(section)}>${iconText(icon, 22)}${nameOf(section)}</a></li>`,
  )}</ul></nav></body></html>`;
  return {
    top: top.text,
    afterLanguage: afterLanguage.text,
    foot: foot.text,
    afterFootLanguage: afterFootLanguage.text,
  };
}
