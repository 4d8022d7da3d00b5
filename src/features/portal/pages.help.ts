/** How to take part, and what becomes of what one writes: one page, for everybody. */
import type { Messages } from '../../../messages/index.ts';
import { messagesFor } from '../../../messages/index.ts';
import type { WebApp } from '../../platform/http/web.ts';
import { type Html, html, iconText } from '../../ui/index.ts';
import { publicRoute } from '../shell/index.ts';
import { lookOfArea } from './service.ts';

export function helpPages(app: WebApp): void {
  publicRoute(app, { route: '/tro-giup', path: /^\/tro-giup$/ }, async ({ ctx }) => {
    const t = messagesFor(ctx.locale);
    return {
      title: t.help.title,
      description: t.help.lead,
      look: await lookOfArea(ctx, null),
      indexed: true,
      isSlim: true,
      isKept: true,
      body: helpBody(t),
    };
  });
}

interface Part {
  readonly id: string;
  readonly words: { readonly title: string; readonly lines: readonly string[] };
  /** Where one does it, and its name. */
  readonly way?: readonly [href: string, name: string];
}

function partsOf({ help, portal: { frame, list } }: Messages): readonly Part[] {
  return [
    { id: 'tim', words: help.find, way: ['/hoat-dong', list.title] },
    { id: 'dang-ky', words: help.join, way: ['/hoat-dong?dang-ky=1', list.signup] },
    { id: 'doi-y', words: help.full, way: ['/dang-ky-cua-toi', frame.mySignups] },
    { id: 'den', words: help.come, way: ['/dang-ky-cua-toi', frame.mySignups] },
    { id: 'giay', words: help.certificate, way: ['/xac-minh', frame.verify] },
    { id: 'du-lieu', words: help.data, way: ['/dang-ky-cua-toi', frame.mySignups] },
    { id: 'moi-nguoi', words: help.everybody },
    { id: 'to-chuc', words: help.organise, way: ['/to-chuc-moi', frame.newOrganisation] },
  ];
}

function helpBody(t: Messages): Html {
  const parts = partsOf(t);
  return html`<div class="list-head"><h1>${t.help.title}</h1><p class="lead">${t.help.lead}</p></div><nav aria-label="${t.help.parts}"><ul class="chips">${parts.map(
    ({ id, words }) => html`<li><a class="chip" href="#${id}">${words.title}</a></li>`,
  )}</ul></nav>${parts.map(
    ({ id, words, way }) =>
      html`<section class="one-text" id="${id}"><h2>${words.title}</h2><ul>${words.lines.map(
        (line) => html`<li>${line}</li>`,
      )}</ul>${way === undefined ? null : html`<p class="one-more"><a href="${way[0]}">${way[1]}${iconText('chevron', 18)}</a></p>`}</section>`,
  )}`;
}
