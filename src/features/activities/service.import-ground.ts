/** The ground of an organiser: which territories a row may name, and what follows from each for an activity there. */
import type { Tx } from '../../platform/database/transaction.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import { type EditionContext, requirePlace } from '../editions/index.ts';
import { createNameMatcher, isUnitKind } from '../units/index.ts';
import type { ActivityKind } from './activity.ts';
import { spanOf } from './rules.changes.ts';
import type { AreaAnswer, ImportPlace } from './rules.import.ts';
import { nearest } from './rules.import-values.ts';
import { type ActivityContent, areaName, type Organiser, publishesOwn, searchKeys } from './rules.ts';
import { organiserOf } from './service.parts.ts';
import { type AreaUnit, findAreaUnits } from './store.import.ts';
import type { Derived } from './store.write.ts';

/** Surer than a name of another kind of unit, or without its marks. */
const SURE = 0.8;
/** Unknown names for which something alike is looked up: each costs a look at every name. */
const MOST_GUESSES = 40;

export class ImportGround {
  readonly organiser: string;
  readonly publishesOwn: boolean;
  readonly own: UnitId;
  readonly place: Organiser;
  private readonly units: ReadonlyMap<UnitId, AreaUnit>;
  private readonly choices: readonly AreaUnit[];

  constructor(place: Organiser, name: string, units: readonly AreaUnit[], top: AreaUnit) {
    this.place = place;
    this.organiser = name;
    this.publishesOwn = publishesOwn(place);
    const all = units.some(({ unitId }) => unitId === top.unitId) ? units : [top, ...units];
    this.units = new Map(all.map((unit) => [unit.unitId, unit]));
    this.choices = all.filter(
      ({ unitId, level, lft }) => unitId === top.unitId || (lft >= top.lft && ['province', 'commune'].includes(level)),
    );
    this.own = place.ancestors.findLast((each) => this.choices.some(({ unitId }) => unitId === each)) ?? top.unitId;
  }

  /** What may be chosen, the organiser's own ground first. */
  named(): readonly { readonly unitId: UnitId; readonly name: string }[] {
    return this.choices
      .map(({ unitId, name }) => ({ unitId, name }))
      .toSorted((a, b) => Number(b.unitId === this.own) - Number(a.unitId === this.own));
  }

  nameOf(unitId: UnitId): string {
    const unit = this.units.get(unitId);
    return unit === undefined ? '' : areaName(unit.name, this.provinceOf(unit)?.name ?? null);
  }

  has(unitId: UnitId): boolean {
    return this.units.has(unitId);
  }

  ids(): ReadonlySet<UnitId> {
    return new Set(this.choices.map(({ unitId }) => unitId));
  }

  /** What lists and maps need besides the content. */
  derive(content: ActivityContent, organiserName: string): Derived {
    const area = this.units.get(content.areaUnitId);
    const name = this.nameOf(content.areaUnitId);
    return {
      organiserName,
      areaPos: area?.lft ?? 0,
      areaName: name,
      provinceUnitId: (area && this.provinceOf(area)?.unitId) ?? null,
      ...spanOf(content.sessions),
      ...searchKeys({ ...content, organiserName, areaName: name }),
    };
  }

  /** A finder of names, made once a file. "Phường An Phú, tỉnh Đồng Nai" says which of several. */
  finder(): (words: string) => AreaAnswer {
    const byId = new Map(this.choices.map((unit) => [String(unit.unitId), unit]));
    const match = createNameMatcher(
      this.choices.map(({ unitId, name, kind }) => ({
        id: String(unitId),
        name,
        kind: isUnitKind(kind) ? kind : 'other',
      })),
    );
    const matchAbove = createNameMatcher(
      [...this.units.values()]
        .filter(({ level }) => level !== 'commune')
        .map(({ unitId, name, kind }) => ({ id: String(unitId), name, kind: isUnitKind(kind) ? kind : 'other' })),
    );
    const known = new Map<string, AreaAnswer>();
    let guesses = 0;
    const sure = (unit: AreaUnit, isSure: boolean): AreaAnswer => ({
      unitId: unit.unitId,
      name: this.nameOf(unit.unitId),
      isSure,
    });
    const find = (words: string): AreaAnswer => {
      const found = match(words);
      const one = found.match === 'unit' ? byId.get(found.unit) : undefined;
      if (one && found.match === 'unit') return sure(one, found.confidence >= SURE);
      const [, inner = '', outer = ''] = /^(.+?)\s*[,(–-]\s*([^,(–-]+?)\)?$/u.exec(words) ?? [];
      const above = outer === '' ? null : matchAbove(outer);
      if (above?.match === 'unit') {
        const within = match(inner);
        const ids = within.match === 'unit' ? [within.unit] : within.match === 'none' ? within.among : [];
        const below = ids.flatMap((id) => byId.get(id) ?? []).filter((unit) => this.isBelow(unit, above.unit));
        const [only, ...others] = below;
        if (only && others.length === 0) return sure(only, true);
      }
      const among = found.match === 'none' ? found.among : [];
      if (among.length > 1) return { unitId: null, among: among.slice(0, 6).map((id) => this.fullName(byId.get(id))) };
      guesses += 1;
      if (guesses > MOST_GUESSES) return { unitId: null, among: [] };
      const [like] = nearest(
        words,
        this.choices.map(({ name }) => name),
      );
      return { unitId: null, among: like === undefined ? [] : [like] };
    };
    return (words) => {
      const answer = known.get(words) ?? find(words);
      known.set(words, answer);
      return answer;
    };
  }

  private isBelow(unit: AreaUnit, above: string): boolean {
    return unit.ancestors.some((id) => String(id) === above);
  }

  private provinceOf(unit: AreaUnit): AreaUnit | undefined {
    return [...unit.ancestors, unit.unitId]
      .flatMap((id) => this.units.get(id) ?? [])
      .find(({ level }) => level === 'province');
  }

  /** "Xã An Phú (Huyện A, Tỉnh B)": with all that tells it apart. */
  private fullName(unit: AreaUnit | undefined): string {
    if (unit === undefined) return '';
    const above = unit.ancestors
      .slice(0, -1)
      .flatMap((id) => this.units.get(id) ?? [])
      .filter(({ level }) => level !== 'country')
      .map(({ name }) => name)
      .toReversed();
    return above.length === 0 ? unit.name : `${unit.name} (${above.join(', ')})`;
  }
}

/** The territories of the organiser's province; for one above provinces, of the whole tree. */
export async function readGround(tx: Tx, ctx: EditionContext, unitId: UnitId): Promise<ImportGround> {
  const place = await requirePlace(tx, ctx.edition.id, unitId);
  const line = await Promise.all(place.ancestors.map((each) => requirePlace(tx, ctx.edition.id, each)));
  const top = line.find(({ level }) => level === 'province') ?? line[0] ?? place;
  const units = await findAreaUnits(tx, ctx.edition.id, top.lft, top.rgt);
  return new ImportGround(organiserOf(place, null), place.name, units, top);
}

/** The same as the rules of a row ask for it. */
export function groundOf(ctx: EditionContext, ground: ImportGround, kinds: readonly ActivityKind[]): ImportPlace {
  const { weekStart, weekEnd, year } = ctx.edition;
  return {
    kinds,
    findArea: ground.finder(),
    areas: ground.ids(),
    ownArea: ground.own,
    year,
    week: weekStart === null || weekEnd === null ? null : { from: weekStart, to: weekEnd },
  };
}
