/** Blocks of a plan or letter → what a careful reader finds in it, every value with its source. */
import type { DocumentBlocks } from '../blocks.ts';
import { withoutSignatureStamps } from '../readers/stamps.ts';
import { readAgencies } from './agencies.ts';
import { readBases, readReferences } from './bases.ts';
import { readCeremony } from './ceremony.ts';
import { checkReading } from './checks.ts';
import type { PlanContext } from './context.ts';
import { readDeadlines } from './deadlines.ts';
import { readAddressees, readRecipients, readSigner } from './foot.ts';
import { readForm } from './form.ts';
import { type HeadReading, readHead } from './head.ts';
import { readIssuer } from './issuer.ts';
import { type Item, itemsOf, outlineOf } from './outline.ts';
import { type Parts, paras, partsOf } from './parts.ts';
import { readProgramme } from './programme.ts';
import { type PlanReading, READING_VERSION, type SourcedPlanReading } from './reading.ts';
import { unmerged } from './run-together.ts';
import { readSites } from './sites.ts';
import { readSlogans } from './slogans.ts';
import { readThemes } from './themes.ts';
import { Trace } from './trace.ts';
import { documentTypeOf } from './types.ts';
import { readWeek } from './week.ts';

/** More paragraphs than this no plan has; the rest is not read. */
const MAX_BLOCKS = 20_000;

/** Reads a plan or letter. Never throws: what is not found is null or []. */
export function readPlan(document: DocumentBlocks): SourcedPlanReading {
  const unstamped = withoutSignatureStamps(document.blocks.slice(0, MAX_BLOCKS));
  const blocks = unstamped.blocks;
  const notices = [...document.notices, ...unstamped.notices];
  const items = unmerged(itemsOf(blocks));
  const parts = withAttachedPlan(partsOf(items));
  const trace = new Trace();
  const head = readHead(parts, trace);
  const context: PlanContext = {
    items,
    parts,
    outline: outlineOf(parts.body),
    main: [...parts.preamble, ...paras(parts.body)],
    year: yearOf(head, items),
    trace,
  };
  const issuer = readIssuer(parts, items, head, trace);
  const week = readWeek(context);
  const ceremony = readCeremony(context);
  const themes = readThemes(context);
  const { agencies, found } = readAgencies(context);
  const deadlines = readDeadlines(context, { agencies: found, week, issued: head.date });
  const reading: Omit<PlanReading, 'warnings'> = {
    version: READING_VERSION,
    type: head.type,
    urgency: head.urgency,
    issuer,
    number: head.number,
    date: head.date,
    place: head.place,
    title: head.title,
    bases: readBases(context),
    references: readReferences(context),
    themes,
    week,
    ceremony,
    sites: readSites(context),
    agencies,
    deadlines: deadlines.map(({ due, time, from, to, via, what, mailboxes }) => ({
      due,
      time,
      from,
      to,
      via,
      what,
      mailboxes,
    })),
    programme: readProgramme(context),
    form: readForm({ ...document, blocks }, trace).form,
    slogans: readSlogans(context, themes),
    recipients: readRecipients(context),
    addressees: readAddressees(context),
    signer: readSigner(context),
  };
  const warnings = checkReading({ context, head, reading, agencies: found, deadlines, notices });
  return { reading: { ...reading, warnings }, sources: trace.sources };
}

/** A decision carries its plan as an annex: what the plan says is what the reader is asked for. */
function withAttachedPlan(parts: Parts): Parts {
  const decides = parts.head.some((para) => documentTypeOf(para.text)?.type === 'QUYẾT ĐỊNH');
  const at = parts.annexes.findIndex((item) => item.kind === 'para' && documentTypeOf(item.text)?.type === 'KẾ HOẠCH');
  if (!decides || at < 0 || at > 12) return parts;
  const plan = parts.annexes.slice(at + 1);
  const start = plan.findIndex((item) => item.kind === 'para' && item.marker !== null);
  const end = plan.findIndex(
    (item, index) => index > start && item.kind === 'para' && /^(?:PHỤ LỤC|Phụ lục|MẪU|Nơi nhận)/u.test(item.text),
  );
  if (start < 0) return parts;
  const stop = end < 0 ? plan.length : end;
  const left = [...parts.annexes.slice(0, at + 1 + start), ...plan.slice(stop)];
  return { ...parts, body: [...parts.body, ...plan.slice(start, stop)], annexes: left };
}

/** The year of the title or of the issue date, else the one named most often. */
function yearOf(head: HeadReading, items: readonly Item[]): number | null {
  const titled = /(?:năm\s+|NĂM\s+|\/)(20\d\d)(?!\s*[-–]\s*20)/u.exec(head.title ?? '')?.[1];
  if (titled !== undefined) return Number(titled);
  if (head.date !== null) return Number(head.date.slice(0, 4));
  const counts = new Map<string, number>();
  for (const para of paras(items).slice(0, 400)) {
    for (const match of para.text.matchAll(/(?<![\d-])(20[1-4]\d)(?![\d])(?!\s*[-–]\s*20)/gu))
      counts.set(match[1] ?? '', (counts.get(match[1] ?? '') ?? 0) + 1);
  }
  const best = [...counts].sort((a, b) => b[1] - a[1])[0];
  return best === undefined ? null : Number(best[0]);
}
