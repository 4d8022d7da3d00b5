/**
 * Who is who: proposes what the words of a document stand for in the tree of units. Pure. It proposes and says how sure
 * it is; a person confirms (shared design, section 4.9).
 */
import type { PlanReading } from '../../documents/plan/reading.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { createNameMatcher, isUnitKind, type NewAgencyKind, type UnitCandidate } from '../units/index.ts';
import {
  ASSIGNABLE_LEVELS,
  type AssignableLevel,
  type Assignment,
  labelsIn,
  type Proposed,
  whoKey,
  whoOf,
} from './rules.correction.ts';

/** A unit that the words could mean: the root, what stands below it, and the root's own parents. */
export interface KnownUnit {
  readonly unitId: UnitId;
  readonly name: string;
  readonly kind: string;
  readonly level: string;
  /** True for units of the edition's own tree; others (the ministry, the province above) are kept as words. */
  readonly isInTree: boolean;
}

/** From here on a match needs no second look. */
const CERTAIN = 0.85;

const KIND_OF_FIRST_WORDS: readonly (readonly [RegExp, NewAgencyKind])[] = [
  [/^sở |^các sở|^ban |^cục |^chi cục |^công an|^bộ chỉ huy/u, 'department'],
  [/^phòng /u, 'division'],
  [/^văn phòng/u, 'office'],
  [/^hội |^chi hội/u, 'association'],
  [/^liên đoàn|đoàn$|^đoàn |^tỉnh đoàn|^thành đoàn|mặt trận|mttq|^công đoàn/u, 'union'],
  [/^báo |^đài |^trung tâm truyền thông/u, 'media'],
  [/^thư viện/u, 'library'],
  [/trung tâm học tập cộng đồng|ttht/u, 'learning_centre'],
  [/^trung tâm (gdnn|gdtx|giáo dục)/u, 'continuing_education_centre'],
  [/^(các )?trường|^học viện|^đại học/u, 'school'],
  [/^công ty|^doanh nghiệp|^tập đoàn/u, 'company'],
];

/** The kind of an agency by its first words; `other` when they don't say. */
export function kindOfAgency(label: string): NewAgencyKind {
  const text = bare(label).toLocaleLowerCase('vi');
  return KIND_OF_FIRST_WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? 'other';
}

/** The words without "Đề nghị", "Giao" before the name. */
function bare(label: string): string {
  return label.replace(/^(?:đề nghị|giao|yêu cầu)\s+/iu, '').trim();
}

/** Words that name several bodies at once, or nobody in particular: no single new agency is made of them. */
function isCollective(label: string): boolean {
  return (
    /^(các|những|mọi|toàn thể|lãnh đạo|thủ trưởng)(?!\p{L})/iu.test(bare(label)) ||
    /[;]/u.test(label) ||
    /,\s*(?:hội|đài|trung tâm|báo|sở|phòng|trường|ban|ủy ban|ubnd)(?!\p{L})/iu.test(label) ||
    / và (?:các|tổ chức)(?!\p{L})/iu.test(label)
  );
}

/** A matcher over the tree: built once, asked for every wording of a document. */
export function createProposer(
  units: readonly KnownUnit[],
  options: { allowNew: boolean },
): (label: string) => Proposed {
  const inside = units.filter(({ isInTree }) => isInTree);
  const byId = new Map(units.map((unit) => [String(unit.unitId), unit]));
  const match = createNameMatcher(inside.map(candidateOf));
  const matchOutside = createNameMatcher(units.filter(({ isInTree }) => !isInTree).map(candidateOf));
  const levelsThere = new Set(inside.map(({ level }) => level));

  return (label) => {
    const found = match(bare(label));
    if (found.match === 'unit') {
      const unit = byId.get(found.unit);
      if (unit)
        return { to: { is: 'unit', unitId: unit.unitId, name: unit.name }, certain: found.confidence >= CERTAIN };
    }
    if (found.match === 'level' && isAssignableLevel(found.level) && levelsThere.has(found.level)) {
      // "các sở, ban, ngành" is not every office and school of the tree: a person must say so.
      if (found.level !== 'unit')
        return { to: { is: 'level', level: found.level }, certain: found.confidence >= CERTAIN };
      return { to: { is: 'words' }, certain: false };
    }
    const isList = found.match === 'none' && found.among.length === 0 && /[,;]|\svà\s/u.test(label);
    const among = isList ? levelAmong(label, match, levelsThere) : null;
    if (among) return { to: { is: 'level', level: among }, certain: false };
    // What stands above or beside the tree (the ministry, the province of a district) is known, but not a part of it.
    if (matchOutside(bare(label)).match === 'unit') return { to: { is: 'words' }, certain: true };
    if (options.allowNew && !isCollective(label) && kindOfAgency(label) !== 'other') {
      return { to: { is: 'new', kind: kindOfAgency(label), name: capitalised(bare(label)) }, certain: false };
    }
    return { to: { is: 'words' }, certain: false };
  };
}

function candidateOf(unit: KnownUnit): UnitCandidate {
  return { id: String(unit.unitId), name: unit.name, kind: isUnitKind(unit.kind) ? unit.kind : 'other' };
}

/** The one level that a list of many bodies contains ("các sở, ban, ngành …, UBND quận, huyện"); null when none or two. */
function levelAmong(
  label: string,
  match: ReturnType<typeof createNameMatcher>,
  there: ReadonlySet<string>,
): AssignableLevel | null {
  const levels = new Set<AssignableLevel>();
  for (const [part] of label.matchAll(
    /(?:ủy ban nhân dân|ubnd)(?:\s+các)?\s+(?:quận|huyện|thị xã|thành phố|xã|phường|thị trấn|cấp)(?:(?:\s*[,/]\s*|\s+và\s+|\s+)(?:quận|huyện|thị xã|thành phố|xã|phường|thị trấn))*/giu,
  )) {
    const found = match(part.replace(/(ủy ban nhân dân|ubnd)\s+(?!các)/iu, '$1 các '));
    if (found.match === 'level' && isAssignableLevel(found.level) && there.has(found.level)) levels.add(found.level);
  }
  const [only, ...others] = levels;
  return only !== undefined && others.length === 0 && only !== 'unit' ? only : null;
}

function isAssignableLevel(level: string): level is AssignableLevel {
  return (ASSIGNABLE_LEVELS as readonly string[]).includes(level);
}

function capitalised(label: string): string {
  return label.charAt(0).toLocaleUpperCase('vi') + label.slice(1);
}

/** A proposal for every wording of the reading that has none yet; what a person has settled stays. */
export function completeWho(
  reading: PlanReading,
  settled: Readonly<Record<string, Proposed>>,
  propose: (label: string) => Proposed,
): Record<string, Proposed> {
  return Object.fromEntries(
    labelsIn(reading).map((label) => [whoKey(label), whoOf(settled, label) ?? propose(label)] as const),
  );
}

/** What the words stand for; words that nobody has looked at stay words. */
export function assignmentOf(who: Readonly<Record<string, Proposed>>, label: string | null): Assignment {
  return (label === null ? undefined : whoOf(who, label)?.to) ?? { is: 'words' };
}

/**
 * The issuer among the units. Its words often leave out the territory ("Văn phòng UBND tỉnh"): an office that is not in
 * the tree is proposed as a new one; words that name a territory unknown here leave the person's own unit.
 */
export function proposeIssuer(issuer: string | null, own: KnownUnit, propose: (label: string) => Proposed): Proposed {
  const ownUnit: Assignment = { is: 'unit', unitId: own.unitId, name: own.name };
  if (issuer === null) return { to: ownUnit, certain: false };
  const found = propose(issuer);
  if (found.to.is === 'unit' || found.to.is === 'new') {
    return found.to.is === 'new' && own.level === 'unit' ? { to: ownUnit, certain: false } : found;
  }
  // "Ủy ban nhân dân Quận 12" typed as the own unit "Quận 12" is found above; here the words say something else.
  const same = unaccentedKey(issuer).endsWith(unaccentedKey(own.name));
  return { to: ownUnit, certain: same };
}
