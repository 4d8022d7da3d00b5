/** What the editor tells beside the text: two people in one place, text left on this machine, who else is here. */
import type { PaperClash } from './saving.ts';
import { type EditorTexts, filled } from './texts.ts';

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

function button(text: string, kind: 'btn' | 'btn btn-second', pressed: () => void): HTMLButtonElement {
  const made = element('button', kind, text);
  made.type = 'button';
  made.addEventListener('click', pressed);
  return made;
}

/** Both states of each place that two people changed, and the choice. */
export function clashPanel(clash: PaperClash, texts: EditorTexts): HTMLElement {
  const name = clash.by ?? texts.somebody;
  const side = (title: string, text: string) =>
    element(
      'div',
      'paper-side',
      element('h4', '', title),
      element('p', 'paper-words', text === '' ? texts.nothing : text),
    );
  const panel = element(
    'section',
    'paper-clash',
    element('h3', '', filled(texts.clashTitle, { name })),
    element('p', '', texts.clashText),
    ...clash.clashes.map(({ mine, theirs }) =>
      element('div', 'paper-sides', side(texts.mine, mine), side(filled(texts.theirs, { name }), theirs)),
    ),
  );
  panel.setAttribute('role', 'alertdialog');
  panel.setAttribute('aria-label', filled(texts.clashTitle, { name }));
  const choose = (chosen: 'mine' | 'theirs') => () => {
    panel.remove();
    clash.choose(chosen);
  };
  panel.append(
    element(
      'div',
      'actions',
      button(texts.takeMine, 'btn', choose('mine')),
      button(filled(texts.takeTheirs, { name }), 'btn btn-second', choose('theirs')),
    ),
  );
  return panel;
}

/** Offers text that this machine still holds. */
export function recoveryPanel(
  at: string,
  texts: EditorTexts,
  choices: { readonly use: () => void; readonly drop: () => void },
): HTMLElement {
  const panel = element(
    'section',
    'paper-clash',
    element('h3', '', texts.recoverTitle),
    element('p', '', filled(texts.recoverText, { time: timeOf(new Date(at)) })),
  );
  panel.setAttribute('role', 'alertdialog');
  panel.setAttribute('aria-label', texts.recoverTitle);
  const done = (act: () => void) => () => {
    panel.remove();
    act();
  };
  panel.append(
    element(
      'div',
      'actions',
      button(texts.recoverUse, 'btn', done(choices.use)),
      button(texts.recoverDrop, 'btn btn-second', done(choices.drop)),
    ),
  );
  return panel;
}

/** As everywhere in the product, whatever the computer's own clock is set to. */
const timeZone = 'Asia/Ho_Chi_Minh';
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-GB', { timeZone, day: '2-digit', month: '2-digit' });

/** 08:15, or 08:15 20/10 for another day, in Vietnam. */
export function timeOf(at: Date, now = new Date()): string {
  const clock = CLOCK.format(at);
  return DAY.format(at) === DAY.format(now) ? clock : `${clock} ${DAY.format(at)}`;
}
