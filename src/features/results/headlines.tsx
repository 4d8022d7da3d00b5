/** The numbers that a reader wants first, each with what stands behind it. */
import type { Messages } from '../../../messages/index.ts';
import { formatNumber, formatShare } from '../../ui/index.ts';
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
    <dl class="bignums">
      <div>
        <dt>{words.reported(formatNumber(expected), expected === 0 ? '' : formatShare(reports / expected))}</dt>
        <dd>{formatNumber(reports)}</dd>
      </div>
      {headlinesOf(figures).map(({ unit, value, lines, givers: [least, most] }) => (
        <div key={unit}>
          <dt>
            {unit}
            <br />
            <small>
              {words.behind(
                lines,
                least === most ? formatNumber(most) : `${formatNumber(least)}–${formatNumber(most)}`,
              )}
            </small>
          </dt>
          <dd>{formatNumber(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
