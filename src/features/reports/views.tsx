/** Small views that several pages of reports share. */
import { Status, type StatusName } from '../../ui/index.ts';
import type { ReportStatus } from './rules.ts';

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
