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
  return (
    <Figures
      figures={[
        {
          label: words.reported,
          value: formatNumber(reports),
          note: words.expected(formatNumber(expected), expected === 0 ? '' : formatShare(reports / expected)),
        },
        ...headlinesOf(figures).map(({ unit, value, lines, givers: [least, most] }) => ({
          label: unit.charAt(0).toLocaleUpperCase('vi') + unit.slice(1),
          value: formatNumber(value),
          note: words.behind(
            lines,
            least === most ? formatNumber(most) : `${formatNumber(least)}–${formatNumber(most)}`,
          ),
        })),
      ]}
    />
  );
}
