/** One paper changed by two people since a common state: block by block, list by list, fact by fact. */
import type { DocAnnex, DocBlock, OfficeDoc } from '../../documents/write/doc-model.ts';
import { canonical, type Merged, mergeLists } from './rules.merge.ts';

export interface Clash {
  readonly mine: string;
  readonly theirs: string;
}

export interface MergedPaper {
  readonly model: OfficeDoc;
  /** Places that both changed, as words; the model has mine there. */
  readonly clashes: readonly Clash[];
}

type AnnexHead = Omit<DocAnnex, 'body'>;
/** Body and annexes as one list, so that a block keeps its neighbours. */
type Element = { readonly block: DocBlock } | { readonly annex: AnnexHead };

/** Both changes put together; where both changed one place, mine stands and the clash is told. */
export function mergePapers(base: OfficeDoc, mine: OfficeDoc, theirs: OfficeDoc): MergedPaper {
  const clashes: Clash[] = [];
  const elements = mergeLists(elementsOf(base), elementsOf(mine), elementsOf(theirs));
  clashes.push(...toldBy(elements, wordsOfElement));
  const lists = (key: 'bases' | 'recipients' | 'addressees'): readonly string[] => {
    const made = mergeLists(base[key], mine[key], theirs[key]);
    clashes.push(...toldBy(made, (line) => line));
    return made.merged;
  };
  const fact = <K extends keyof OfficeDoc>(key: K): OfficeDoc[K] => {
    if (same(mine[key], theirs[key]) || same(base[key], theirs[key])) return mine[key];
    if (same(base[key], mine[key])) return theirs[key];
    clashes.push({ mine: wordsOf(mine[key]), theirs: wordsOf(theirs[key]) });
    return mine[key];
  };
  const model: OfficeDoc = {
    ...mine,
    head: fact('head'),
    type: fact('type'),
    subject: fact('subject'),
    via: fact('via'),
    closing: fact('closing'),
    signature: fact('signature'),
    secretary: fact('secretary'),
    enactment: fact('enactment'),
    landscape: fact('landscape'),
    addressees: lists('addressees'),
    bases: lists('bases'),
    recipients: lists('recipients'),
    ...paperOf(elements.merged),
  };
  return { model, clashes };
}

function same(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function elementsOf({ body, annexes }: OfficeDoc): Element[] {
  return [
    ...body.map((block) => ({ block })),
    ...annexes.flatMap(({ body: blocks, ...annex }): Element[] => [{ annex }, ...blocks.map((block) => ({ block }))]),
  ];
}

function paperOf(elements: readonly Element[]): { body: DocBlock[]; annexes: DocAnnex[] } {
  const body: DocBlock[] = [];
  const annexes: (AnnexHead & { body: DocBlock[] })[] = [];
  for (const element of elements) {
    if ('annex' in element) annexes.push({ ...element.annex, body: [] });
    else (annexes.at(-1)?.body ?? body).push(element.block);
  }
  return { body, annexes };
}

function toldBy<T>(made: Merged<T>, words: (each: T) => string): Clash[] {
  return made.clashes.map((clash) => ({
    mine: clash.mine.map(words).join('\n'),
    theirs: clash.theirs.map(words).join('\n'),
  }));
}

function wordsOfElement(element: Element): string {
  return 'annex' in element ? element.annex.title : wordsOf(element.block);
}

/** Every word that a person typed in a piece of a model, a line for each text. */
function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || value === null || value === undefined) return '';
  if (Array.isArray(value))
    return value
      .map(wordsOf)
      .filter((words) => words !== '')
      .join(isRuns(value) ? '' : ' ');
  if (typeof value === 'object') {
    return Object.entries(value)
      .filter(([key, each]) => !['kind', 'align', 'width', 'level'].includes(key) && typeof each !== 'number')
      .map(([, each]) => wordsOf(each))
      .filter((words) => words !== '')
      .join(' ');
  }
  return '';
}

function isRuns(list: readonly unknown[]): boolean {
  return list.every((each) => typeof each === 'object' && each !== null && 'text' in each && !('kind' in each));
}
