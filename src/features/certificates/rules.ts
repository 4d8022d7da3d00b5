/** What a certificate says, who it is for, what its file is called. Pure. */
import { messagesFor } from '../../../messages/index.ts';
import { type CertificateDoc, docModelSchema, type DocModel } from '../../documents/write/doc-model.ts';
import { certificateModel } from '../../documents/write/kinds/certificate-model.ts';
import { fieldsOf, mergeModel, type MergeRow } from '../../documents/write/merge-model.ts';
import type { CalendarDate } from '../../platform/ids/ids.ts';
import { normalizeText, slugOf, unaccentedKey } from '../../platform/text/vietnamese.ts';
import type { Letterhead } from '../papers/index.ts';
import { type CertificateRole, type CertificateSource, type SourceKey } from './certificate.ts';

// What stands on a paper is Vietnamese, whatever language its writer chose for the screen.
const words = messagesFor('vi').certificates.document;

/** Which certificates what can give. A contest's winners are in its results; those who took part are many and unknown. */
export const ROLES_OF: Readonly<Record<CertificateSource, readonly CertificateRole[]>> = {
  activity: ['participant', 'organiser', 'speaker'],
  ceremony: ['participant', 'organiser', 'speaker'],
  contest: ['winner', 'organiser'],
};

/** True where the people are in the system already; others are typed in. */
export function hasPeople(role: CertificateRole): boolean {
  return role === 'participant' || role === 'winner';
}

/** What giving, correcting and revoking ask for: that somebody was there says whoever takes presence; more, who speaks for the unit. */
export function verbFor(role: CertificateRole): 'certificate.attest' | 'certificate.issue' {
  return role === 'participant' ? 'certificate.attest' : 'certificate.issue';
}

/**
 * What stands for a certificate. code: nobody signs, number and code prove it · hand: room for a pen and a seal on the print ·
 * key: a digital signature
 */
export const PROOFS = ['code', 'hand', 'key'] as const;
export type Proof = (typeof PROOFS)[number];

const COLORS: Readonly<Record<CertificateRole, string>> = {
  participant: '#a8201a',
  organiser: '#0b5d57',
  speaker: '#27408b',
  winner: '#8a5a00',
};

/** Somebody who may get one. */
export interface Candidate {
  /** Tells people of one source and role apart: `r55` a registration, `g7` a guest, `e3` an entry, `n…` a name. */
  readonly key: string;
  readonly name: string;
  /** School, office; '' for none. */
  readonly detail: string;
  /** '' but for winners. */
  readonly prize: string;
  readonly holderId: number | null;
  readonly email: string | null;
}

/** Who gets it for what; the database keeps it unique, so that nobody gets two. */
export function claimOf({ source, id }: SourceKey, role: CertificateRole, key: string): string {
  return `${source}:${id}:${role}:${key}`;
}

/** As two readers would take for one: case, kinds of apostrophes and spaces don't count; every mark does. */
function sameName(text: string): string {
  return normalizeText(text)
    .toLocaleLowerCase('vi')
    .replace(/[\u2018\u2019\u02bc\u0060\u00b4]/gu, "'")
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Key of somebody who is only a name: the same name with the same office is the same person. */
export function nameKey(name: string, detail: string): string {
  return `n${sameName(name)}${detail === '' ? '' : `/${sameName(detail)}`}`;
}

export const MOST_AT_ONCE = 2_000;
const LONGEST_NAME = 200;
const EMAIL = /^[^\s@<>,;|]+@[^\s@<>,;|]+\.[^\s@<>,;|]+$/u;

/** A pasted list: a line each, "name", "name | office" or "name | office | e-mail"; columns of a spreadsheet do as well. */
export function readTypedPeople(text: string): { readonly people: Candidate[]; readonly tooLong: readonly number[] } {
  const people = new Map<string, Candidate>();
  const tooLong: number[] = [];
  for (const [index, line] of normalizeText(text.toWellFormed()).split('\n').entries()) {
    const parts = line.split(/[\t;|]/u).map((part) => part.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim());
    const email = parts.find((part) => EMAIL.test(part)) ?? null;
    const [name = '', detail = ''] = parts.filter((part) => part !== '' && part !== email);
    if (name === '') continue;
    if (name.length > LONGEST_NAME || detail.length > LONGEST_NAME) {
      tooLong.push(index + 1);
      continue;
    }
    const key = nameKey(name, detail);
    if (!people.has(key)) people.set(key, { key, name, detail, prize: '', holderId: null, email });
  }
  return { people: [...people.values()], tooLong };
}

/** "Đã tham gia hoạt động “…” …": what the certificate says by itself. */
export function usualReason(role: CertificateRole, source: CertificateSource, title: string, edition: string): string {
  return `${words.reasons[role](namedSource(source, title))}\n${words.within(edition)}`;
}

/** "hoạt động “…”"; a title that says itself what it is stands as it is: "Cuộc thi viết “…”". */
function namedSource(source: CertificateSource, title: string): string {
  const noun = words.sourceNames[source];
  if (unaccentedKey(title).startsWith(`${unaccentedKey(noun)} `)) return title;
  return `${noun} “${title.replaceAll('“', '‘').replaceAll('”', '’')}”`;
}

/** What the achievement is called in a badge, without the name of the person. */
export function badgeName(role: CertificateRole, title: string): string {
  return `${words.badgeNames[role]}: ${title}`;
}

export function criteriaOf(role: CertificateRole): string {
  return words.criteria[role];
}

/** Last part of the address of what was achieved: `hoat-dong-12-tham-gia`, `cuoc-thi-3-dat-giai-giai-nhat`. */
export function achievementKey({ source, id }: SourceKey, role: CertificateRole, prize: string): string {
  const slug = prize === '' ? '' : `-${slugOf(prize).slice(0, 60)}`;
  return `${words.sourceSlugs[source]}-${id}-${words.roleSlugs[role]}${slug}`;
}

const NAME_FIELD = 'Họ và tên';
const DETAIL_FIELD = 'Đơn vị';
const REASON_FIELD = 'Nội dung chứng nhận';

/** The product's own certificate for a role, with fields open for each name. */
export function builtInModel(role: CertificateRole, { office, signer }: Letterhead): CertificateDoc {
  const model = certificateModel({
    head: {
      parentAgency: office.parentAgency,
      agency: office.agency,
      number: null,
      symbol: `GCN-${office.symbol}`,
      place: office.place,
      date: null,
      urgency: null,
    },
    name: `{{${NAME_FIELD}}}`,
    detail: `{{${DETAIL_FIELD}}}`,
    reason: `{{${REASON_FIELD}}}`,
    signature: signer,
    color: COLORS[role],
    verification: null,
  });
  return { ...model, frame: 'festive' };
}

/** The template as it is issued on a day, signed by whom was typed, or by nobody. */
export function datedModel(
  model: CertificateDoc,
  facts: {
    readonly date: CalendarDate;
    readonly proof: Proof;
    readonly signerTitle: string;
    readonly signerName: string;
  },
): CertificateDoc {
  const { signature } = model;
  return {
    ...model,
    head: { ...model.head, number: null, date: facts.date },
    signature: {
      ...signature,
      title: facts.signerTitle === '' ? signature.title : facts.signerTitle,
      name: facts.signerName === '' ? signature.name : facts.signerName,
    },
    proof: facts.proof === 'code' ? 'code' : 'signature',
    verification: null,
  };
}

/** What the text says with a person's prize in it: `{{Giải}}`. */
export function reasonFor(reason: string, prize: string): string {
  return reason.replaceAll(/\{\{\s*Giải\s*\}\}/giu, prize).trim();
}

export interface PersonFacts {
  readonly name: string;
  readonly detail: string;
  readonly prize: string;
  readonly reason: string;
  /** What the certificates are for. */
  readonly title: string;
}

/** Every name by which a template may ask for a fact. */
export function mergeRowOf({ name, detail, prize, reason, title }: PersonFacts): MergeRow {
  const named = (value: string, ...fields: readonly string[]): [string, string][] =>
    fields.map((field) => [field, value]);
  return Object.fromEntries([
    ...named(name, NAME_FIELD, 'Họ tên', 'Tên', 'Người nhận', 'Ông bà', 'Ông/bà'),
    ...named(detail, DETAIL_FIELD, 'Nơi công tác', 'Trường', 'Lớp', 'Tổ chức', 'Cơ quan'),
    ...named(prize, 'Giải', 'Giải thưởng', 'Kết quả'),
    ...named(reason, REASON_FIELD, 'Nội dung', 'Thành tích', 'Lý do'),
    ...named(title, 'Hoạt động', 'Tên hoạt động', 'Cuộc thi', 'Sự kiện'),
  ]);
}

const KNOWN_FIELDS = new Set(
  Object.keys(mergeRowOf({ name: '', detail: '', prize: '', reason: '', title: '' })).map(unaccentedKey),
);

/** Fields of a template that no fact of a certificate fills. */
export function unknownFields(model: DocModel): string[] {
  return fieldsOf(model).filter((field) => !KNOWN_FIELDS.has(unaccentedKey(field)));
}

/** True where the template says whose certificate it is. */
export function namesPerson(model: DocModel): boolean {
  const names = new Set(['Họ và tên', 'Họ tên', 'Tên', 'Người nhận', 'Ông bà', 'Ông/bà'].map(unaccentedKey));
  return fieldsOf(model).some((field) => names.has(unaccentedKey(field)));
}

/** One person's certificate. @throws ZodError where a name makes a line longer than a paper may have */
export function filledModel(template: DocModel, facts: PersonFacts): CertificateDoc {
  const { model } = mergeModel(template, mergeRowOf(facts));
  if (model.layout !== 'certificate') throw new Error('the template is no certificate');
  const { recipient } = model;
  return { ...model, recipient: { ...recipient, detail: recipient.detail === '' ? null : recipient.detail } };
}

/** With number, code and address to check it. */
export function issuedModel(
  model: CertificateDoc,
  facts: { readonly number: string | null; readonly code: string; readonly url: string },
): DocModel {
  return docModelSchema.parse({
    ...model,
    head: { ...model.head, number: facts.number },
    verification: { code: facts.code, url: facts.url },
  });
}

/** `0012-nguyen-thi-hoa.pdf`: safe in every system and script, and still to be found by a person. */
export function fileNameOf(no: number, name: string): string {
  const slug = slugOf(name).slice(0, 60).replace(/-+$/u, '');
  return `${String(no).padStart(4, '0')}${slug === '' ? '' : `-${slug}`}.pdf`;
}
