/** The editor's words as they come with the page. */
import type { Messages } from '../../../../messages/index.ts';

export type EditorTexts = Messages['paperEditor'];

/** A text with its `{name}` places filled. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/gu, (whole, name: string) => values[name] ?? whole);
}
