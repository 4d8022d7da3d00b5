/** Pages inside the frame, and quiet pages without it. */
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import type { WebRequest } from '../../platform/http/web.ts';
import type { Actor } from '../../platform/permission/permission.ts';
import { type NavItem, renderPage, Shell } from '../../ui/index.ts';
import { takeFlash } from './flash.ts';
import { type Frame, frameOf } from './frame.ts';
import { pathForReturn, textsOf, themeOf } from './request.ts';

type ActiveSection =
  | 'today'
  | 'documents'
  | 'papers'
  | 'register'
  | 'plans'
  | 'tasks'
  | 'reports'
  | 'rollup'
  | 'activities'
  | 'ceremonies'
  | 'contests'
  | 'resources'
  | 'certificates'
  | 'units'
  | 'administration';

export interface PageParts {
  readonly title: string;
  readonly body: VNode;
  /** The main section that the page belongs to. */
  readonly active?: ActiveSection | undefined;
  /** 200 unless a form is shown again. */
  readonly status?: ContentfulStatusCode | undefined;
}

/** A page in the frame: bar, sections, the edition at hand, the waiting flash word. */
export async function page(c: WebRequest, parts: PageParts): Promise<Response> {
  const { actor } = c.var.ctx;
  const frame = await frameOf(c);
  const texts = textsOf(c);
  const flash = takeFlash(c);
  const body = (
    <Shell
      nav={navigation(texts, actor, frame, parts.active)}
      account={actor ? accountOf(texts, actor, frame) : undefined}
      signInHref={actor ? undefined : '/dang-nhap'}
      context={contextOf(frame)}
      themeAction="/giao-dien"
      languageHref={languageHref(c)}
      flash={flash}
    >
      {parts.body}
    </Shell>
  );
  return answer(c, { ...parts, body });
}

/** A page without the frame: sign-in, first run. The body brings its own layout. */
export function plainPage(c: WebRequest, parts: Omit<PageParts, 'active'>): Response {
  return answer(c, parts);
}

/** Address of the same page in the other language. */
export function languageHref(c: WebRequest): string {
  const other = c.var.ctx.locale === 'vi' ? 'en' : 'vi';
  return `/ngon-ngu/${other}?tiep=${encodeURIComponent(pathForReturn(c))}`;
}

function answer(c: WebRequest, parts: Omit<PageParts, 'active'>): Response {
  const html = renderPage({
    title: parts.title,
    locale: c.var.ctx.locale,
    theme: themeOf(c),
    body: parts.body,
  });
  return c.html(html, parts.status ?? 200);
}

function contextOf(frame: Frame): { title: string; detail: string; switchHref?: string } | undefined {
  const { current, editions } = frame;
  if (!current) return undefined;
  return {
    title: current.unitName,
    detail: current.title,
    ...(editions.length > 1 ? { switchHref: '/tuan-le' } : {}),
  };
}

function accountOf(texts: Messages, actor: Actor, frame: Frame) {
  const [first] = actor.grants;
  const role = first ? texts.accounts.roles[first.role].name : texts.accounts.administrator;
  const canInvite = actor.isAdministrator || actor.grants.some((grant) => grant.role === 'coordinator');
  return {
    name: actor.name,
    detail: frame.homeName ? `${role} · ${frame.homeName}` : role,
    items: [
      { label: texts.accounts.menu.account, href: '/tai-khoan', icon: 'settings' as const },
      ...(canInvite ? [{ label: texts.accounts.menu.people, href: '/nguoi-dung', icon: 'people' as const }] : []),
    ],
    signOutAction: '/dang-xuat',
  };
}

function navigation(texts: Messages, actor: Actor | null, frame: Frame, active: ActiveSection | undefined): NavItem[] {
  if (!actor) return [];
  const { nav } = texts.shell;
  const items: (NavItem & { section: ActiveSection })[] = [];
  const add = (section: ActiveSection, href: string, icon: NavItem['icon']): void => {
    items.push({ section, href, icon, label: nav[section], current: section === active });
  };
  const edition = frame.current ? `/tuan-le/${frame.current.id}` : null;
  // The first four are at hand on a phone: what a unit below does every week, not what comes in once a year.
  if (edition) {
    add('today', edition, 'home');
    add('plans', `${edition}/ke-hoach`, 'plan');
    add('reports', `${edition}/bao-cao`, 'report');
    add('activities', `${edition}/hoat-dong`, 'people');
    add('tasks', `${edition}/nhiem-vu`, 'task');
    add('rollup', `${edition}/tong-hop`, 'calendar');
    add('ceremonies', `${edition}/le-khai-mac`, 'calendar');
    add('contests', `${edition}/cuoc-thi`, 'task');
    add('certificates', `${edition}/giay-chung-nhan`, 'check');
  }
  if (actor.grants.length > 0) {
    add('documents', '/van-ban', 'inbox');
    add('papers', '/van-ban-di', 'edit');
    add('register', '/so-van-ban', 'report');
    add('resources', '/hoc-lieu/quan-ly', 'inbox');
  }
  // Somebody who speaks for an outside organisation stands in no unit: their activities are all they come for.
  if (!edition && actor.grants.length === 0 && !actor.isAdministrator) add('activities', '/to-chuc-cua-toi', 'people');
  add('units', '/don-vi', 'units');
  if (actor.isAdministrator) add('administration', '/quan-tri', 'settings');
  return items;
}
