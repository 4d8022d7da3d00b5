import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesOf, mergeLists } from './rules.merge.ts';

const list = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 8 });

describe('two people in one list', () => {
  it('puts together what was changed in different places', () => {
    const base = ['một', 'hai', 'ba', 'bốn', 'năm'];
    expect(mergeLists(base, ['MỘT', 'hai', 'ba', 'bốn', 'năm'], ['một', 'hai', 'ba', 'bốn', 'NĂM', 'sáu'])).toEqual({
      merged: ['MỘT', 'hai', 'ba', 'bốn', 'NĂM', 'sáu'],
      clashes: [],
    });
    expect(mergeLists(base, base.slice(1), base.slice(0, 4))).toEqual({ merged: ['hai', 'ba', 'bốn'], clashes: [] });
  });

  it('lets neighbours be', () => {
    expect(mergeLists(['một', 'hai', 'ba'], ['MỘT', 'hai', 'ba'], ['một', 'HAI', 'ba'])).toEqual({
      merged: ['MỘT', 'HAI', 'ba'],
      clashes: [],
    });
    expect(mergeLists(['một', 'hai'], ['một', 'thêm', 'hai'], ['một', 'HAI'])).toEqual({
      merged: ['một', 'thêm', 'HAI'],
      clashes: [],
    });
  });

  it('tells what both changed, and lets mine stand', () => {
    expect(mergeLists(['một', 'hai', 'ba'], ['một', 'HAI', 'ba'], ['một', 'hai!', 'ba'])).toEqual({
      merged: ['một', 'HAI', 'ba'],
      clashes: [{ mine: ['HAI'], theirs: ['hai!'] }],
    });
    expect(mergeLists(['một'], ['một', 'x'], ['một', 'y']).clashes).toEqual([{ mine: ['x'], theirs: ['y'] }]);
    expect(mergeLists(['một', 'hai'], ['một', 'x'], ['một']).clashes).toEqual([{ mine: ['x'], theirs: [] }]);
  });

  it('does not mind in which order the parts of an object stand', () => {
    const base = [
      { kind: 'a', text: 'x' },
      { kind: 'b', text: 'y' },
    ];
    const theirs = [
      { text: 'x', kind: 'a' },
      { text: 'z', kind: 'b' },
    ];
    expect(mergeLists(base, [{ kind: 'a', text: 'w' }, base[1]!], theirs)).toEqual({
      merged: [
        { kind: 'a', text: 'w' },
        { text: 'z', kind: 'b' },
      ],
      clashes: [],
    });
  });

  it('finds changes that give the other list', () => {
    fc.assert(
      fc.property(list, list, (base, other) => {
        const rebuilt: string[] = [];
        let at = 0;
        for (const change of changesOf(base, other)) {
          rebuilt.push(...base.slice(at, change.from), ...change.put);
          at = change.to;
        }
        expect([...rebuilt, ...base.slice(at)]).toEqual(other);
      }),
    );
  });

  it('loses nothing of one side when the other did nothing, and is the same for equal changes', () => {
    fc.assert(
      fc.property(list, list, (base, changed) => {
        const plain = { merged: changed, clashes: [] };
        expect(mergeLists(base, changed, base)).toEqual(plain);
        expect(mergeLists(base, base, changed)).toEqual(plain);
        expect(mergeLists(base, changed, changed)).toEqual(plain);
      }),
    );
  });

  it('says the same of clashes whoever is asked', () => {
    fc.assert(
      fc.property(list, list, list, (base, mine, theirs) => {
        const one = mergeLists(base, mine, theirs);
        const other = mergeLists(base, theirs, mine);
        expect(other.clashes).toEqual(one.clashes.map((clash) => ({ mine: clash.theirs, theirs: clash.mine })));
        if (one.clashes.length === 0) expect(other.merged).toEqual(one.merged);
      }),
      { numRuns: 500 },
    );
  });
});
