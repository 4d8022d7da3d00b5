/** The numbers that a reader wants first, each with what stands behind it. */
import type { Messages } from '../../../messages/index.ts';
import { Figures, formatNumber, formatShare } from '../../ui/index.ts';
import { headlinesOf, type PublishedFigure } from './rules.ts';

export function Headlines({
  t,
  reports,
  expected,
  figures,
}: {
  t: Messages;
  reports: number;
  expected: number;
  figures: readonly PublishedFigure[];
}) {
  const words = t.results.page.headlines;
  // What stands behind a number belongs under its name: beside the number it would break into four lines.
  const label = (text: string, behind: string) => (
    <>
      <b>{text}</b>
      <br />
      {behind}
    </>
  );
  return (
    <Figures
      figures={[
        {
          label: label(
            words.reported,
            words.expected(formatNumber(expected), expected === 0 ? '' : formatShare(reports / expected)),
          ),
          value: formatNumber(reports),
        },
        ...headlinesOf(figures).map(({ unit, value, lines, givers: [least, most] }) => ({
          label: label(
            unit.charAt(0).toLocaleUpperCase('vi') + unit.slice(1),
            words.behind(lines, least === most ? formatNumber(most) : `${formatNumber(least)}–${formatNumber(most)}`),
          ),
          value: formatNumber(value),
        })),
      ]}
    />
  );
}
