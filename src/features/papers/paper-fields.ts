/**
 * A paper as plain fields of a form and back: what the editor page shows, what a browser without JavaScript sends. What
 * a field does not show is kept from the stored model, and a field that was not touched changes nothing. Pure.
 */
import type { CertificateDoc, DocModel, DocSignature, OfficeDoc } from '../../documents/write/doc-model.ts';
import { bodyOfText, textOfBody } from './rules.body-text.ts';

export type PaperFields = Readonly<Record<string, string>>;

export interface PaperIssue {
  readonly field: string;
  readonly code: 'too-long' | 'wrong' | 'table-uneven' | 'table-headless' | 'annex-unended';
  /** Of the body: the line, from 1. */
  readonly line: number | null;
}

export const URGENCIES = ['HỎA TỐC', 'THƯỢNG KHẨN', 'KHẨN'] as const;

const lines = (list: readonly string[]): string => list.map((line) => line.replaceAll('\n', ' ')).join('\n');

function headFields({ head }: DocModel): PaperFields {
  return {
    parentAgency: head.parentAgency ?? '',
    agency: head.agency,
    symbol: head.symbol,
    place: head.place,
    urgency: head.urgency ?? '',
  };
}

function signerFields(prefix: string, signature: DocSignature): PaperFields {
  return {
    [`${prefix}Authority`]: lines(signature.authority),
    [`${prefix}Title`]: signature.title,
    [`${prefix}Name`]: signature.name ?? '',
  };
}

/** The fields of a model, as the editor page shows them. */
export function fieldsOfPaper(model: DocModel): PaperFields {
  if (model.layout === 'certificate') {
    return {
      ...headFields(model),
      certificateTitle: model.title,
      presentation: model.presentation,
      recipientName: model.recipient.name,
      recipientDetail: model.recipient.detail ?? '',
      certificateReason: model.reason,
      color: model.color,
      ...signerFields('signer', model.signature),
    };
  }
  return {
    ...headFields(model),
    type: model.type ?? '',
    subject: model.subject,
    addressees: lines(model.addressees),
    via: model.via ?? '',
    bases: lines(model.bases),
    body: textOfBody(model.body, model.annexes),
    closing: model.closing ?? '',
    recipients: lines(model.recipients),
    landscape: model.landscape ? '1' : '',
    ...(model.enactment && { enactmentAuthority: model.enactment.authority, enactmentVerb: model.enactment.verb }),
    ...signerFields('signer', model.signature),
    ...(model.secretary && signerFields('secretary', model.secretary)),
  };
}

/** Fields that browsers send with line ends and spaces of their own. */
const tidy = (text: string): string => text.replace(/\r\n?/gu, '\n').trim();

/** Reads what was typed, against what stands. */
class Typed {
  readonly #posted: PaperFields;
  readonly #stored: PaperFields;

  constructor(posted: PaperFields, stored: PaperFields) {
    this.#posted = posted;
    this.#stored = stored;
  }

  /** The typed text, or null where the field is absent or says what stands. */
  changed(name: string): string | null {
    const typed = this.#posted[name];
    if (typed === undefined) return null;
    const text = tidy(typed);
    return text === tidy(this.#stored[name] ?? '') ? null : text;
  }

  text(name: string, stands: string): string {
    return this.changed(name) ?? stands;
  }

  orNull(name: string, stands: string | null): string | null {
    const text = this.changed(name);
    return text === null ? stands : text || null;
  }

  list(name: string, stands: readonly string[]): readonly string[] {
    const text = this.changed(name);
    return text === null
      ? stands
      : text
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== '');
  }

  signature(prefix: string, stands: DocSignature): DocSignature {
    return {
      authority: this.list(`${prefix}Authority`, stands.authority),
      title: this.text(`${prefix}Title`, stands.title),
      name: this.orNull(`${prefix}Name`, stands.name),
    };
  }

  head<T extends DocModel>({ head }: T): T['head'] {
    const urgency = this.orNull('urgency', head.urgency);
    return {
      ...head,
      parentAgency: this.orNull('parentAgency', head.parentAgency),
      agency: this.text('agency', head.agency),
      symbol: this.text('symbol', head.symbol),
      place: this.text('place', head.place),
      urgency: URGENCIES.find((known) => known === urgency) ?? null,
    };
  }
}

/** The model that fields mean, as far as they can be read. Used by the page's editor too, so it must stay light. */
export function modelOfFields(posted: PaperFields, stored: OfficeDoc): OfficeDoc {
  return office(new Typed(posted, fieldsOfPaper(stored)), stored, posted, []);
}

/** The same of any layout, with what could not be read of the body. */
export function readFields(
  posted: PaperFields,
  stored: DocModel,
): { readonly model: DocModel; readonly issues: PaperIssue[] } {
  const typed = new Typed(posted, fieldsOfPaper(stored));
  const issues: PaperIssue[] = [];
  const model = stored.layout === 'certificate' ? certificate(typed, stored) : office(typed, stored, posted, issues);
  return { model, issues };
}

function certificate(typed: Typed, stored: CertificateDoc): CertificateDoc {
  return {
    ...stored,
    head: typed.head(stored),
    title: typed.text('certificateTitle', stored.title),
    presentation: typed.text('presentation', stored.presentation),
    recipient: {
      name: typed.text('recipientName', stored.recipient.name),
      detail: typed.orNull('recipientDetail', stored.recipient.detail),
    },
    reason: typed.text('certificateReason', stored.reason),
    color: typed.text('color', stored.color).toLowerCase(),
    signature: typed.signature('signer', stored.signature),
  };
}

function office(typed: Typed, stored: OfficeDoc, posted: PaperFields, issues: PaperIssue[]): OfficeDoc {
  const text = typed.changed('body');
  const read = text === null ? null : bodyOfText(text, stored.annexes);
  for (const fault of read?.faults ?? []) issues.push({ field: 'body', code: fault.code, line: fault.line });
  return {
    ...stored,
    head: typed.head(stored),
    type: typed.orNull('type', stored.type),
    subject: typed.text('subject', stored.subject),
    addressees: typed.list('addressees', stored.addressees),
    via: typed.orNull('via', stored.via),
    bases: typed.list('bases', stored.bases),
    body: read?.body ?? stored.body,
    annexes: read?.annexes ?? stored.annexes,
    closing: typed.orNull('closing', stored.closing),
    recipients: typed.list('recipients', stored.recipients),
    // A box that is not ticked is not sent: only a page that has the box says something about it.
    landscape: posted['hasLandscape'] === undefined ? stored.landscape : posted['landscape'] === '1',
    enactment: stored.enactment && {
      authority: typed.text('enactmentAuthority', stored.enactment.authority),
      verb: typed.text('enactmentVerb', stored.enactment.verb),
    },
    signature: typed.signature('signer', stored.signature),
    secretary: stored.secretary && typed.signature('secretary', stored.secretary),
  };
}
