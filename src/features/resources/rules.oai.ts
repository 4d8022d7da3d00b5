/**
 * OAI-PMH 2.0: what a harvester may ask, when it may go on, and how the answer is written. Pure. The protocol's own words:
 * openarchives.org/OAI/openarchivesprotocol.html; records are computed from the table, there is no import to wait for.
 */
import { z } from 'zod';
import { LICENCES } from './rules.ts';

export const VERBS = [
  'Identify',
  'ListMetadataFormats',
  'ListSets',
  'GetRecord',
  'ListIdentifiers',
  'ListRecords',
] as const;
export type OaiVerb = (typeof VERBS)[number];

export const OAI_ERRORS = [
  'badArgument',
  'badResumptionToken',
  'badVerb',
  'cannotDisseminateFormat',
  'idDoesNotExist',
  'noRecordsMatch',
  'noMetadataFormats',
  'noSetHierarchy',
] as const;
export type OaiErrorCode = (typeof OAI_ERRORS)[number];

/** A refusal in the protocol's words; HTTP says 200. */
export class OaiError extends Error {
  readonly code: OaiErrorCode;
  constructor(code: OaiErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export const PREFIX = 'oai_dc';
/** Records an answer. */
export const BATCH = 100;

/** Which records: by second, both ends inclusive. */
export interface Selection {
  readonly from: Date | null;
  /** The first moment after the last second that is wanted. */
  readonly before: Date | null;
  readonly set: OaiSet | null;
}

export type OaiSet =
  | { readonly kind: 'subject'; readonly code: string }
  | { readonly kind: 'province'; readonly unitId: number };

/** Where the last answer ended; the list goes by change, then by number. */
export interface Cursor {
  /** UTC to the microsecond, as PostgreSQL keeps it: a Date would lose the last three digits and give the record again. */
  readonly changedAt: string;
  readonly id: number;
  /** Records given so far, and in all when the list began. */
  readonly given: number;
  readonly size: number;
}

export type OaiRequest =
  | { readonly verb: 'Identify' | 'ListSets' }
  | { readonly verb: 'ListMetadataFormats'; readonly identifier: string | null }
  | { readonly verb: 'GetRecord'; readonly identifier: string }
  | {
      readonly verb: 'ListIdentifiers' | 'ListRecords';
      readonly selection: Selection;
      readonly cursor: Cursor | null;
    };

const ALLOWED: Readonly<Record<OaiVerb, readonly string[]>> = {
  Identify: [],
  ListMetadataFormats: ['identifier'],
  ListSets: ['resumptionToken'],
  GetRecord: ['identifier', 'metadataPrefix'],
  ListIdentifiers: ['from', 'until', 'set', 'metadataPrefix', 'resumptionToken'],
  ListRecords: ['from', 'until', 'set', 'metadataPrefix', 'resumptionToken'],
};

/** Parses the arguments of a request. @throws OaiError badVerb, badArgument, badResumptionToken, cannotDisseminateFormat */
export function readRequest(parameters: URLSearchParams): OaiRequest {
  const names = [...parameters.keys()];
  const verb = VERBS.find((each) => each === parameters.get('verb'));
  if (verb === undefined || names.filter((name) => name === 'verb').length !== 1) {
    throw new OaiError('badVerb', 'The verb is missing, repeated or not one of the six.');
  }
  const given = names.filter((name) => name !== 'verb');
  const odd = given.find((name) => !ALLOWED[verb].includes(name));
  if (odd !== undefined) throw new OaiError('badArgument', `${verb} has no argument "${odd}".`);
  if (new Set(given).size !== given.length) throw new OaiError('badArgument', 'An argument is repeated.');
  switch (verb) {
    case 'Identify':
      return { verb };
    case 'ListSets':
      // The list of sets is given whole.
      if (given.length > 0) throw new OaiError('badResumptionToken', 'The list of sets has no parts.');
      return { verb };
    case 'ListMetadataFormats':
      return { verb, identifier: parameters.get('identifier') };
    case 'GetRecord': {
      const identifier = parameters.get('identifier');
      if (identifier === null) throw new OaiError('badArgument', 'identifier is missing.');
      requirePrefix(parameters.get('metadataPrefix'));
      return { verb, identifier };
    }
    case 'ListIdentifiers':
    case 'ListRecords':
      return readList(verb, parameters, given);
  }
}

function readList(
  verb: 'ListIdentifiers' | 'ListRecords',
  parameters: URLSearchParams,
  given: readonly string[],
): OaiRequest {
  const token = parameters.get('resumptionToken');
  if (token !== null) {
    if (given.length > 1) throw new OaiError('badArgument', 'resumptionToken stands alone.');
    return { verb, ...readToken(token) };
  }
  requirePrefix(parameters.get('metadataPrefix'));
  const from = readStamp(parameters.get('from'));
  const until = readStamp(parameters.get('until'));
  if (from !== null && until !== null && from.isDay !== until.isDay) {
    throw new OaiError('badArgument', 'from and until are of different granularity.');
  }
  if (from !== null && until !== null && from.at > until.at) throw new OaiError('badArgument', 'from is after until.');
  return {
    verb,
    selection: {
      from: from?.at ?? null,
      before: until === null ? null : new Date(until.at.getTime() + (until.isDay ? DAY_MS : SECOND_MS)),
      set: readSet(parameters.get('set')),
    },
    cursor: null,
  };
}

function requirePrefix(prefix: string | null): void {
  if (prefix === null) throw new OaiError('badArgument', 'metadataPrefix is missing.');
  if (prefix !== PREFIX) throw new OaiError('cannotDisseminateFormat', `The format is ${PREFIX}.`);
}

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;

function readStamp(text: string | null): { at: Date; isDay: boolean } | null {
  if (text === null) return null;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const at = new Date(isDay ? `${text}T00:00:00Z` : text);
  const isWhole = isDay || /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text);
  if (!isWhole || Number.isNaN(at.getTime()) || !at.toISOString().startsWith(isDay ? text : text.slice(0, -1))) {
    throw new OaiError('badArgument', `"${text}" is no UTC day or second.`);
  }
  return { at, isDay };
}

/** A set that is not of ours holds nothing: noRecordsMatch, not badArgument. */
function readSet(text: string | null): OaiSet | null {
  if (text === null) return null;
  const [, kind, value = ''] = /^(subject|province):([a-z0-9-]{1,30})$/.exec(text) ?? [];
  if (kind === 'subject') return { kind, code: value };
  if (kind === 'province' && /^\d{1,15}$/.test(value)) return { kind, unitId: Number(value) };
  throw new OaiError('noRecordsMatch', `There is no set "${text}".`);
}

export function setSpec(set: OaiSet): string {
  return set.kind === 'subject' ? `subject:${set.code}` : `province:${set.unitId}`;
}

const moment = z.coerce.date();
const tokenSchema = z.object({
  f: moment.nullable(),
  b: moment.nullable(),
  s: z.string().nullable(),
  c: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/),
  i: z.number().int().positive(),
  g: z.number().int().min(0),
  n: z.number().int().min(0),
});

/** Where to go on: opaque to the harvester, and whole in itself, so that nothing is kept between two answers. */
export function writeToken(selection: Selection, cursor: Cursor): string {
  const { from, before, set } = selection;
  const content = {
    f: from,
    b: before,
    s: set === null ? null : setSpec(set),
    c: cursor.changedAt,
    i: cursor.id,
    g: cursor.given,
    n: cursor.size,
  };
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

function readToken(token: string): { selection: Selection; cursor: Cursor } {
  try {
    const { f, b, s, c, i, g, n } = tokenSchema.parse(JSON.parse(Buffer.from(token, 'base64url').toString('utf8')));
    return {
      selection: { from: f, before: b, set: readSet(s) },
      cursor: { changedAt: c, id: i, given: g, size: n },
    };
  } catch {
    throw new OaiError('badResumptionToken', 'This token was not given here.');
  }
}

/** UTC to the second, as the protocol wants it. */
export function stampOf(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** Characters that XML cannot hold are left out. */
export function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/gu, (sign) => `&#${sign.charCodeAt(0)};`);
}

export interface OaiRecord {
  readonly id: number;
  readonly changedAt: Date;
  readonly isDeleted: boolean;
  readonly sets: readonly OaiSet[];
  readonly title: string;
  readonly author: string;
  readonly publisher: string;
  readonly description: string;
  readonly year: number | null;
  readonly kind: keyof typeof DCMI_TYPES;
  readonly language: string;
  readonly licence: keyof typeof LICENCES;
  readonly subject: string;
  readonly mediaType: string | null;
  /** Public page and, where it is a link, where the resource itself is. */
  readonly addresses: readonly string[];
}

/** DCMI type vocabulary. */
const DCMI_TYPES = {
  book: 'Text',
  lecture: 'Text',
  document: 'Text',
  video: 'MovingImage',
  audio: 'Sound',
  course: 'InteractiveResource',
  website: 'InteractiveResource',
} as const;

export function headerXml(record: OaiRecord, identifier: string): string {
  return (
    `<header${record.isDeleted ? ' status="deleted"' : ''}><identifier>${xml(identifier)}</identifier>` +
    `<datestamp>${stampOf(record.changedAt)}</datestamp>` +
    record.sets.map((set) => `<setSpec>${setSpec(set)}</setSpec>`).join('') +
    '</header>'
  );
}

/** A record with its fifteen-element Dublin Core; a deleted one is its header alone. */
export function recordXml(record: OaiRecord, identifier: string): string {
  const header = headerXml(record, identifier);
  if (record.isDeleted) return `<record>${header}</record>`;
  const licence = LICENCES[record.licence];
  const elements: readonly (readonly [string, string | null])[] = [
    ['title', record.title],
    ['creator', record.author],
    ['subject', record.subject],
    ['description', record.description],
    ['publisher', record.publisher],
    ['date', record.year === null ? null : String(record.year)],
    ['type', DCMI_TYPES[record.kind]],
    ['format', record.mediaType],
    ...record.addresses.map((address) => ['identifier', address] as const),
    ['language', record.language],
    ['rights', licence ?? 'All rights reserved; free to read'],
  ];
  return (
    `<record>${header}<metadata>` +
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" ' +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
    'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd">' +
    elements
      .flatMap(([name, value]) => (value === null || value === '' ? [] : [`<dc:${name}>${xml(value)}</dc:${name}>`]))
      .join('') +
    '</oai_dc:dc></metadata></record>'
  );
}

/** The envelope of every answer. @param request arguments to repeat; none after badVerb and badArgument, as the protocol says */
export function envelope(now: Date, baseUrl: string, request: Readonly<Record<string, string>>, body: string): string {
  const repeated = Object.entries(request)
    .map(([name, value]) => ` ${name}="${xml(value)}"`)
    .join('');
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
    'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">' +
    `<responseDate>${stampOf(now)}</responseDate><request${repeated}>${xml(baseUrl)}</request>${body}</OAI-PMH>`
  );
}

/** The name of the repository in identifiers: its host where that is a domain name, as the oai scheme asks. */
export function repositoryName(publicUrl: string): string {
  const { hostname } = new URL(publicUrl);
  return /^[a-zA-Z][a-zA-Z0-9-]*(?:\.[a-zA-Z][a-zA-Z0-9-]*)+$/.test(hostname) ? hostname : 'suotdoi.local';
}

export function identifierOf(repository: string, id: number): string {
  return `oai:${repository}:resource/${id}`;
}

/** The number in an identifier of ours. @throws OaiError idDoesNotExist */
export function idOf(repository: string, identifier: string): number {
  const start = `oai:${repository}:resource/`;
  const digits = identifier.startsWith(start) ? identifier.slice(start.length) : '';
  if (!/^[1-9]\d{0,14}$/.test(digits)) throw new OaiError('idDoesNotExist', `There is no record "${identifier}".`);
  return Number(digits);
}
