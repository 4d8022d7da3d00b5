/** The plan as the document that an office signs, from its confirmed facts. */
import type { OfficeDoc } from '../../documents/write/doc-model.ts';
import { planModel } from '../../documents/write/plan-model.ts';
import { messagesFor } from '../../../messages/index.ts';
import { officialHead } from '../reports/index.ts';
import { agenciesOf, type PlanDraft } from './rules.ts';

const texts = messagesFor('vi').plans;
const official = messagesFor('vi').reports.document;
export const PLAN_SYMBOL = 'KH-UBND';

/** @param plan its number as "12/KH-UBND" and its date, null while it is a draft */
export function planPaperModel(
  place: { readonly level: string; readonly name: string },
  plan: { readonly number: string | null; readonly issuedOn: string | null },
  draft: PlanDraft,
): OfficeDoc {
  const [digits, symbol] = splitNumber(plan.number);
  const head = officialHead(place);
  const { content } = draft;
  // A committee signs by its chair unless the plan says otherwise.
  const isUnsaid = content.signer.authority.length === 0 && content.signer.title === null;
  return planModel({
    head: {
      ...head,
      number: digits,
      symbol: symbol ?? PLAN_SYMBOL,
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
      authority: isUnsaid && place.level !== 'unit' ? [official.onBehalf] : content.signer.authority,
      title: content.signer.title ?? official.chairman,
      name: content.signer.name,
    },
  });
}

/** "12/KH-UBND" as its digits and symbol. */
function splitNumber(number: string | null): [string | null, string | null] {
  if (number === null) return [null, null];
  const slash = number.indexOf('/');
  return slash === -1 ? [number, null] : [number.slice(0, slash), number.slice(slash + 1)];
}
