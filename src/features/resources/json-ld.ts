/** A resource as schema.org LearningResource, the terms that LRMI gave it. Pure. */
import { LICENCES, type ResourceKind } from './rules.ts';
import type { Resource } from './store.ts';

/** The type beside LearningResource. */
const TYPES: Readonly<Record<ResourceKind, string>> = {
  book: 'Book',
  lecture: 'PresentationDigitalDocument',
  video: 'VideoObject',
  audio: 'AudioObject',
  course: 'Course',
  document: 'DigitalDocument',
  website: 'WebSite',
};

export interface LdWords {
  readonly subject: string;
  readonly level: string;
  readonly kind: string;
  readonly audiences: readonly string[];
}

/**
 * The script element with the record; no text in it can end it early.
 * @param page address of the public page, whole
 * @param file address of our own file, whole; null where the resource is a link
 */
export function learningResourceLd(resource: Resource, words: LdWords, page: string, file: string | null): string {
  const licence = LICENCES[resource.licence];
  const text = (value: string) => (value === '' ? undefined : value);
  const record = {
    '@context': 'https://schema.org',
    '@type': ['LearningResource', TYPES[resource.kind]],
    '@id': page,
    url: page,
    name: resource.title,
    description: text(resource.description),
    author: resource.author === '' ? undefined : { '@type': 'Person', name: resource.author },
    publisher: resource.publisher === '' ? undefined : { '@type': 'Organization', name: resource.publisher },
    provider: { '@type': 'Organization', name: resource.unitName },
    datePublished: resource.year === null ? undefined : String(resource.year),
    inLanguage: resource.language,
    license: licence ?? undefined,
    isAccessibleForFree: true,
    learningResourceType: words.kind,
    educationalLevel: words.level,
    about: { '@type': 'DefinedTerm', name: words.subject, termCode: resource.subject },
    audience:
      words.audiences.length === 0
        ? undefined
        : words.audiences.map((name) => ({ '@type': 'EducationalAudience', educationalRole: name })),
    timeRequired: resource.minutes === null ? undefined : `PT${resource.minutes}M`,
    accessibilityFeature: resource.accessibility.length === 0 ? undefined : resource.accessibility,
    sameAs: resource.url ?? undefined,
    encoding:
      file === null || resource.file === null
        ? undefined
        : {
            '@type': 'MediaObject',
            contentUrl: file,
            encodingFormat: resource.file.mediaType,
            contentSize: String(resource.file.size),
          },
  };
  return `<script type="application/ld+json">${JSON.stringify(record).replaceAll('<', '\\u003c')}</script>`;
}
