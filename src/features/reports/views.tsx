/** Small views that several pages of reports share. */
import type { Messages } from '../../../messages/index.ts';
import { formatNumber, Status, type StatusName } from '../../ui/index.ts';
import type { ReportStatus } from './rules.ts';
import { differsFromFigure } from './rules.fill.ts';
import type { ReportScreen } from './service.read.ts';

const LOOK: Record<ReportStatus, StatusName> = {
  open: 'notStarted',
  draft: 'inProgress',
  submitted: 'submitted',
  returned: 'returned',
  accepted: 'accepted',
};

/** State of a report in its one word. */
export function ReportStatusBadge({ status }: { status: ReportStatus }) {
  return <Status of={LOOK[status]} />;
}

/**
 * What the activities say beside a cell, with the way to the records behind it; nothing where none counts towards it.
 * @param withReason also why a person's number differs from it, where no field beside it says so
 */
export function FigureSource(props: { t: Messages; screen: ReportScreen; cell: number; withReason: boolean }) {
  const { t, screen, cell, withReason } = props;
  const words = t.reports.entry;
  const stored = screen.cells.get(cell);
  if (!stored?.filled) return null;
  return (
    <span class="hint">
      <a href={`/tuan-le/${screen.report.editionId}/bao-cao/${screen.report.unitId}/so-lieu/${cell}`}>
        {words.filled(formatNumber(stored.filled))}
      </a>
      {withReason && differsFromFigure(stored) && (
        <>
          <br />
          {stored.overrideReason ? words.reasonGiven(stored.overrideReason) : words.noReason}
        </>
      )}
    </span>
  );
}
