/**
 * Islands: server HTML that a small browser module makes better. The page works without them.
 * `<Island name="report-entry" props={…}>` marks the element; renderPage sees the mark and adds the module's script.
 */
import type { ComponentChildren } from 'preact';

export type IslandProps = {
  /** File name of the module, without ending: src/<area>/islands/report-entry.ts. Several are divided by spaces. */
  name: string;
  /** What the module needs and the HTML does not say. Only JSON, only what the reader may see. */
  props?: Record<string, unknown> | undefined;
  class?: string | undefined;
  id?: string | undefined;
  children: ComponentChildren;
};

export function Island({ name, props, class: className, id, children }: IslandProps) {
  return (
    <div id={id} class={className} data-island={name} data-props={props && JSON.stringify(props)}>
      {children}
    </div>
  );
}

const MARK = ' data-island="';

/** Names of all islands that the HTML asks for, each once, in order of appearance. */
export function islandsIn(html: string): string[] {
  const names = new Set<string>();
  for (let at = html.indexOf(MARK); at !== -1; at = html.indexOf(MARK, at)) {
    at += MARK.length;
    for (const name of html.slice(at, html.indexOf('"', at)).split(' '))
      if (/^[a-z0-9-]+$/u.test(name)) names.add(name);
  }
  return [...names];
}
