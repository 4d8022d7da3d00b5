/** Reports of the demonstration, brought as far as the script says by the verbs that people use. */
import type { UnitId } from '../../platform/ids/ids.ts';
import { acceptReport, readReport, returnReport, saveReport, submitReport } from '../reports/index.ts';
import type { Enter } from './play.plans.ts';
import { figuresOf } from './rules.figures.ts';
import { OPEN_ROW, PROSE, type ReportScene, RETURN_REASON } from './script.ts';

type Screen = NonNullable<Awaited<ReturnType<typeof readReport>>>;

/** Fills, sends and reviews a unit's report where that is still to do. What people did with it since stays. */
export async function advanceReport(
  enter: { readonly report: Enter; readonly review: Enter },
  unitId: UnitId,
  scene: ReportScene,
): Promise<void> {
  const reporter = await enter.report(scene.reporter);
  const read = async (): Promise<Screen> => {
    const screen = await readReport(reporter, unitId);
    if (!screen) throw new Error(`no report is expected of ${scene.unit.join(', ')}`);
    return screen;
  };
  let screen = await read();
  const { form } = screen;
  if (screen.report.status === 'open') {
    await saveReport(reporter, { unitId, formId: form.id, ...contentOf(screen) });
    screen = await read();
  }
  if (scene.until === 'draft') return;
  if (screen.report.status === 'draft') {
    const missingReason = screen.missingBelow.count > 0 ? 'Các xã còn lại gửi sau ngày 18/10/2022.' : null;
    await submitReport(reporter, { unitId, formId: form.id, version: screen.report.version, missingReason });
    screen = await read();
  }
  // A second round is somebody's own doing.
  if (screen.report.status !== 'submitted' || screen.report.round !== 1) return;
  if (scene.until === 'accepted') {
    await acceptReport(await enter.review(scene.reviewer), { unitId, formId: form.id, round: 1 });
  }
  if (scene.until === 'returned') {
    const doubtful = screen.formCells.find(({ measure }) => measure.kind === 'attendances');
    if (!doubtful) throw new Error('the form has no attendances');
    const items = [{ target: 'cell', cell: doubtful.cell, reason: RETURN_REASON } as const];
    await returnReport(await enter.review(scene.reviewer), { unitId, formId: form.id, round: 1, items });
  }
}

/** Everything that a save carries. */
function contentOf(screen: Screen): Omit<Parameters<typeof saveReport>[1], 'unitId' | 'formId'> {
  const { definition } = screen.form;
  const level = screen.place.level === 'district' ? 'district' : 'commune';
  const figures = figuresOf(definition, screen.place.name, level);
  const openGroup = definition.groups.findIndex((group) => group.open) + 1;
  return {
    cells: [...figures].map(([cell, mine]) => ({ key: String(cell), base: '', mine })),
    sections: definition.sections.flatMap((section) => {
      const text = PROSE.find(({ heading }) => heading.test(section.label))?.text(screen.place.name);
      return text === undefined ? [] : [{ key: section.key, base: '', mine: text }];
    }),
    groups:
      openGroup === 0 || level === 'district'
        ? []
        : [{ key: String(openGroup), base: '', mine: `${OPEN_ROW.label}\t${OPEN_ROW.value}` }],
    reasons: new Map(),
  };
}
