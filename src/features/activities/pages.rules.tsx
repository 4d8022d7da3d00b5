/** The public page with the rules by which activities are published. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import { PageHead, Section } from '../../ui/index.ts';

export function RulesPage({ t }: { t: Messages }): VNode {
  const words = t.activities.rules;
  const parts: readonly (readonly [string, readonly string[]])[] = [
    [words.whatTitle, words.what],
    [words.neededTitle, words.needed],
    [words.refusedTitle, words.refused],
    [words.whoTitle, words.who],
    [words.changeTitle, words.change],
  ];
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      {parts.map(([title, lines]) => (
        <Section key={title} title={title}>
          <ul class="rules-list">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Section>
      ))}
    </>
  );
}
