/** The plan as an office signs it: .docx with the head and signature block of NĐ 30/2020. */
import { writeDocx } from '../../documents/write/docx.ts';
import { planModel } from '../../documents/write/plan-model.ts';
import { messagesFor } from '../../../messages/index.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import type { EditionContext } from '../editions/index.ts';
import { officialHead } from '../reports/index.ts';
import { agenciesOf } from './rules.ts';
import { readPlan } from './service.read.ts';

const texts = messagesFor('vi').plans;

/** @throws Problem not-found when the unit has no plan that the person may read */
export async function planDocx(ctx: EditionContext, unitId: UnitId): Promise<Uint8Array> {
  const { place, plan, draft } = await readPlan(ctx, unitId);
  if (!plan || !draft) throw new Problem('not-found');
  const [digits, symbol] = splitNumber(plan.number);
  const head = officialHead(place);
  const { content } = draft;
  return writeDocx(
    planModel({
      head: {
        ...head,
        number: digits,
        symbol: symbol ?? 'KH-UBND',
        place: draft.place ?? head.place,
        date: plan.issuedOn,
      },
      subject: draft.title,
      bases: content.bases.map((basis) => basis.text ?? texts.proposal.otherBasis(basis)),
      opening: null,
      purposes: content.purposes,
      requirements: content.requirements,
      themes: draft.themes,
      week: draft.weekStart !== null && draft.weekEnd !== null ? { start: draft.weekStart, end: draft.weekEnd } : null,
      ceremony: content.ceremony,
      contents: content.activities.length === 0 ? [] : [{ title: null, lines: content.activities }],
      slogans: content.slogans,
      budget: null,
      agencies: agenciesOf(draft).map(({ name, tasks }) => ({ name, tasks: tasks.map((task) => task.body) })),
      deadlines: draft.dues.map((due) => ({
        due: due.dueOn,
        time: due.time?.slice(0, 5) ?? null,
        from: due.from.label,
        to: due.to,
        via: due.via,
        what: due.what,
      })),
      programme: content.programme,
      reportForm: null,
      closing: null,
      recipients: content.recipients,
      signature: {
        authority: content.signer.authority,
        title: content.signer.title ?? messagesFor('vi').reports.document.chairman,
        name: content.signer.name,
      },
    }),
  );
}

/** "12/KH-UBND" as its digits and symbol. */
function splitNumber(number: string | null): [string | null, string | null] {
  if (number === null) return [null, null];
  const slash = number.indexOf('/');
  return slash === -1 ? [number, null] : [number.slice(0, slash), number.slice(slash + 1)];
}
