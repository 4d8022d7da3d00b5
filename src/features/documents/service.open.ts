/** What opening an edition from a document would bring, before anything is written. */
import type { Context } from '../../platform/context.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { DocumentId } from '../../platform/ids/ids.ts';
import { chosenForm } from './confirm.ts';
import { type Blocking, blockingProblems } from './rules.correction.ts';
import { reviewDocument } from './service.ts';
import type { StoredDocument } from './store.ts';

export interface OpenPreview {
  readonly document: StoredDocument;
  readonly rootName: string;
  readonly unitCount: number;
  readonly newAgencies: readonly string[];
  readonly taskCount: number;
  /** Due dates without a day: they are not taken over. */
  readonly undated: number;
  readonly dueDates: readonly { due: string; from: string; what: string }[];
  /** Units that would have to report; 0 without a form. */
  readonly reportCount: number;
  readonly blocking: readonly Blocking[];
}

/** @throws Problem not-found, permission.denied, document.confirmed */
export async function previewOpening(ctx: Context, id: DocumentId): Promise<OpenPreview> {
  const review = await reviewDocument(ctx, id);
  const { document, tree } = review;
  if (document.status === 'confirmed') throw new Problem('document.confirmed');
  if (!review.mayConfirm) throw new Problem('permission.denied');
  const { correction } = document;
  const { reading, edition } = correction;
  const fresh = [correction.issuer, ...Object.values(correction.who)].flatMap(({ to }) =>
    to.is === 'new' ? [to.name] : [],
  );
  const newAgencies = [...new Set(fresh)];
  const reporting = edition.levels.slice(1).filter(({ reports }) => reports);
  const below = tree.slice(1).filter((unit) => reporting.some(({ level }) => level === unit.level)).length;
  return {
    document,
    rootName: edition.root.is === 'unit' ? edition.root.name : (reading.issuer ?? ''),
    unitCount: tree.length + newAgencies.length,
    newAgencies,
    taskCount: reading.agencies.reduce((sum, agency) => sum + agency.tasks.length, 0),
    undated: reading.deadlines.filter(({ due }) => due === null).length,
    dueDates: reading.deadlines.flatMap(({ due, from, what }) =>
      due === null ? [] : [{ due, from: from ?? '', what }],
    ),
    reportCount: chosenForm(document, correction) === null ? 0 : below + 1,
    blocking: blockingProblems(correction),
  };
}
