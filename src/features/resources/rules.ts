/** Open resources: what can be said of one, what it needs before it is sent, who checks it. Pure. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';

export const RESOURCE_STATUSES = ['draft', 'sent', 'published', 'returned', 'withdrawn'] as const;
export type ResourceStatus = (typeof RESOURCE_STATUSES)[number];

export const RESOURCE_KINDS = ['book', 'lecture', 'video', 'audio', 'course', 'document', 'website'] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** Licences with the address of their text; null for what may be read but not used again. */
export const LICENCES = {
  'cc-by': 'https://creativecommons.org/licenses/by/4.0/',
  'cc-by-sa': 'https://creativecommons.org/licenses/by-sa/4.0/',
  'cc-by-nc': 'https://creativecommons.org/licenses/by-nc/4.0/',
  'cc-by-nc-sa': 'https://creativecommons.org/licenses/by-nc-sa/4.0/',
  cc0: 'https://creativecommons.org/publicdomain/zero/1.0/',
  'public-domain': 'https://creativecommons.org/publicdomain/mark/1.0/',
  'free-to-read': null,
} as const;
export type Licence = keyof typeof LICENCES;
export const LICENCE_CODES = [
  'cc-by',
  'cc-by-sa',
  'cc-by-nc',
  'cc-by-nc-sa',
  'cc0',
  'public-domain',
  'free-to-read',
] as const;

export const LEVELS = [
  'any',
  'preschool',
  'primary',
  'lower-secondary',
  'upper-secondary',
  'vocational',
  'university',
  'adult',
] as const;
export type Level = (typeof LEVELS)[number];

/** BCP 47: Vietnamese, English, and the languages of Vietnam's peoples that materials are most often in. */
export const LANGUAGES = ['vi', 'en', 'tyz', 'tai', 'mww', 'km', 'cjm', 'jra', 'rad', 'bdq', 'fr', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** schema.org accessibilityFeature, as far as a teacher can tell. */
export const FEATURES = [
  'captions',
  'transcript',
  'audioDescription',
  'signLanguage',
  'largePrint',
  'braille',
  'readingOrder',
  'alternativeText',
] as const;
export type Feature = (typeof FEATURES)[number];

export const REPORTS = ['broken', 'wrong', 'licence', 'unfit'] as const;
export type ReportKind = (typeof REPORTS)[number];

/** What a unit says of a resource. */
export interface ResourceContent {
  readonly kind: ResourceKind;
  readonly title: string;
  readonly description: string;
  readonly author: string;
  readonly publisher: string;
  readonly year: number | null;
  readonly url: string | null;
  readonly licence: Licence;
  readonly language: Language;
  readonly subject: string;
  readonly level: Level;
  readonly audiences: readonly string[];
  readonly accessibility: readonly Feature[];
  readonly minutes: number | null;
}

/** Fields that are missing before it can be sent, by their names on the page. */
export function missingFields(content: ResourceContent, hasFile: boolean): string[] {
  return [
    ...(content.title === '' ? ['title'] : []),
    ...(content.description === '' ? ['description'] : []),
    ...(content.url === null && !hasFile ? ['url'] : []),
  ];
}

/** What may follow what: `review` is the unit that checks, `own` the unit that submitted it. */
const NEXT: Readonly<
  Record<ResourceStatus, readonly { readonly to: ResourceStatus; readonly by: 'own' | 'review' }[]>
> = {
  draft: [{ to: 'sent', by: 'own' }],
  sent: [
    { to: 'published', by: 'review' },
    { to: 'returned', by: 'review' },
    { to: 'draft', by: 'own' },
  ],
  returned: [{ to: 'sent', by: 'own' }],
  published: [
    { to: 'withdrawn', by: 'own' },
    { to: 'withdrawn', by: 'review' },
  ],
  withdrawn: [{ to: 'sent', by: 'own' }],
};

export function mayBecome(from: ResourceStatus, to: ResourceStatus, by: 'own' | 'review'): boolean {
  return NEXT[from].some((next) => next.to === to && next.by === by);
}

/** Content is changed before it is sent, and after it came back; what is published is withdrawn first. */
export function isEditable(status: ResourceStatus): boolean {
  return status === 'draft' || status === 'returned' || status === 'withdrawn';
}

/** Units of commune level and above answer for what they publish; those below are checked by the unit above. */
export function publishesByItself(level: string): boolean {
  return level !== 'unit';
}

/** Words for the search, without marks and with them. */
export function searchWords(content: Pick<ResourceContent, 'title' | 'author' | 'description'>): {
  key: string;
  text: string;
} {
  const text = `${content.title} ${content.author} ${content.description}`;
  return { key: unaccentedKey(text), text: text.normalize('NFC').toLocaleLowerCase('vi') };
}

/** What an uploaded file may be, by its first bytes: PDF or EPUB. Everything else is given as a link. */
export function fileTypeOf(bytes: Uint8Array): 'application/pdf' | 'application/epub+zip' | null {
  const head = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
  if (head.startsWith('%PDF-')) return 'application/pdf';
  if (head.startsWith('PK\u0003\u0004') && head.includes('mimetypeapplication/epub+zip')) return 'application/epub+zip';
  return null;
}
