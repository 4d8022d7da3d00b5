/** Published numbers as a table, a group of the form after the other, earlier years beside them. */
import type { Messages } from '../../../messages/index.ts';
import { formatNumber, NumberText, TableFrame } from '../../ui/index.ts';
import { earlierFigure, type PublishedFigure } from './rules.ts';

export interface YearOfFigures {
  readonly year: number;
  readonly figures: readonly PublishedFigure[];
}

export function FiguresTable({
  t,
  caption,
  year,
  figures,
  earlier = [],
}: {
  t: Messages;
  caption: string;
  year: number;
  figures: readonly PublishedFigure[];
  earlier?: readonly YearOfFigures[];
}) {
  const words = t.results.page;
  const groups = [...new Set(figures.map(({ group }) => group))];
  return (
    <TableFrame id="so-lieu" caption={caption} captionHidden layout="cards">
      <thead>
        <tr>
          <th scope="col">{words.indicator}</th>
          <th scope="col" class="is-number">
            {year}
          </th>
          {earlier.map((one) => (
            <th key={one.year} scope="col" class="is-number">
              {one.year}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group}>
          <tr>
            <th scope="rowgroup" colSpan={2 + earlier.length}>
              {group}
            </th>
          </tr>
          {figures
            .filter((figure) => figure.group === group)
            .map((figure) => (
              <tr key={figure.key}>
                <th scope="row">
                  {figure.label}
                  <span class="hint">{words.givers(formatNumber(figure.givers))}</span>
                </th>
                <td class="is-number" data-label={String(year)}>
                  <b>
                    <NumberText value={figure.value} />
                  </b>{' '}
                  {figure.unit !== null && <small>{figure.unit}</small>}
                </td>
                {earlier.map((one) => {
                  const then = earlierFigure(figure, one.figures);
                  return (
                    <td key={one.year} class="is-number" data-label={String(one.year)}>
                      {then === null ? <span class="soft">{words.notThen}</span> : <NumberText value={then.value} />}
                    </td>
                  );
                })}
              </tr>
            ))}
        </tbody>
      ))}
    </TableFrame>
  );
}
