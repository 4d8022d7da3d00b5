/** Properties of characters and paragraphs in a .doc ([MS-DOC] 2.4.6, 2.6): what their modifiers ("sprm") say. */

export interface CharacterLook {
  readonly font?: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly capitals?: boolean;
  readonly hidden?: boolean;
  /** Crossed out by its writer. */
  readonly struck?: boolean;
  readonly doublyStruck?: boolean;
  /** Struck out by a tracked change. */
  readonly deleted?: boolean;
  /** Letter of a symbol font that the character stands for. */
  readonly symbol?: number;
}

export interface TableRow {
  /** Edges of the cells in twentieths of a point, rising. */
  readonly edges: readonly number[];
  /** By cell: goes on from the cell above, or from the one before. */
  readonly fromAbove: readonly boolean[];
  readonly fromBefore: readonly boolean[];
}

export interface ParagraphLook {
  readonly style?: number;
  readonly align?: number;
  readonly outline?: number;
  readonly list?: number;
  readonly level?: number;
  readonly inTable?: boolean;
  /** Depth of nested tables; 1 is a table that stands in the text. */
  readonly depth?: number;
  readonly rowEnd?: boolean;
  readonly row?: TableRow;
}

type Modifier = (code: number, operand: DataView) => void;

/** Calls back for each modifier. Ends quietly where the list is cut short. */
function eachModifier(bytes: Uint8Array, apply: Modifier): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 3 <= bytes.length; ) {
    const code = view.getUint16(at, true);
    const size = operandSize(code, view, at + 2);
    if (at + 2 + size > bytes.length) return;
    apply(code, new DataView(bytes.buffer, bytes.byteOffset + at + 2, size));
    at += 2 + size;
  }
}

const DEFINE_TABLE = 0xd608;
const CHANGE_TABS = 0xc615;
const SIZES = [1, 1, 2, 4, 2, 2, 0, 3] as const;

function operandSize(code: number, view: DataView, at: number): number {
  const fixed = SIZES[(code >> 13) & 7] ?? 1;
  if (fixed > 0) return fixed;
  if (code === DEFINE_TABLE) return at + 2 <= view.byteLength ? view.getUint16(at, true) + 1 : view.byteLength;
  const length = view.getUint8(at);
  // 255 says that the tabs' own counts tell the length, which nothing here needs: stop.
  return code === CHANGE_TABS && length === 255 ? view.byteLength : length + 1;
}

/** The look that a list of character modifiers makes on top of its style. */
export function characterLook(bytes: Uint8Array, style: CharacterLook): CharacterLook {
  const look: { -readonly [K in keyof CharacterLook]: CharacterLook[K] } = { ...style };
  // 0x80 is "as the style", 0x81 its opposite.
  const toggle = (value: number, base: boolean | undefined): boolean =>
    value === 0x80 ? base === true : value === 0x81 ? base !== true : value === 1;
  eachModifier(bytes, (code, operand) => {
    switch (code) {
      case 0x0800:
        look.deleted = operand.getUint8(0) === 1;
        return;
      case 0x0835:
        look.bold = toggle(operand.getUint8(0), style.bold);
        return;
      case 0x0836:
        look.italic = toggle(operand.getUint8(0), style.italic);
        return;
      case 0x083b:
        look.capitals = toggle(operand.getUint8(0), style.capitals);
        return;
      case 0x0837:
        look.struck = toggle(operand.getUint8(0), style.struck);
        return;
      case 0x2a53:
        look.doublyStruck = toggle(operand.getUint8(0), style.doublyStruck);
        return;
      case 0x083c:
        look.hidden = toggle(operand.getUint8(0), style.hidden);
        return;
      case 0x4a4f:
        look.font = operand.getUint16(0, true);
        return;
      case 0x6a09:
        look.symbol = operand.getUint16(2, true);
        return;
      default:
        return;
    }
  });
  return look;
}

/** The look that a list of paragraph modifiers makes on top of its style. */
export function paragraphLook(bytes: Uint8Array, style: ParagraphLook): ParagraphLook {
  const look: { -readonly [K in keyof ParagraphLook]: ParagraphLook[K] } = { ...style };
  eachModifier(bytes, (code, operand) => {
    switch (code) {
      case 0x2403:
      case 0x2461:
        look.align = operand.getUint8(0);
        return;
      case 0x2416:
        look.inTable = operand.getUint8(0) === 1;
        return;
      case 0x2417:
        look.rowEnd = operand.getUint8(0) === 1;
        return;
      case 0x2640:
        look.outline = operand.getUint8(0);
        return;
      case 0x260a:
        look.level = operand.getUint8(0);
        return;
      case 0x460b:
        look.list = operand.getUint16(0, true);
        return;
      case 0x6649:
        look.depth = operand.getUint32(0, true);
        return;
      case DEFINE_TABLE: {
        const row = tableRow(operand);
        if (row !== null) look.row = row;
        return;
      }
      default:
        return;
    }
  });
  return look;
}

const CELL_SIZE = 20;

/** Length (2 bytes), number of cells, their edges, then 20 bytes on each cell of which the first two are flags. */
function tableRow(operand: DataView): TableRow | null {
  const count = operand.byteLength > 3 ? operand.getUint8(2) : 0;
  const cells = 3 + (count + 1) * 2;
  if (count === 0 || count > 63 || cells > operand.byteLength) return null;
  const edges = Array.from({ length: count + 1 }, (_, index) => operand.getInt16(3 + index * 2, true));
  const flags = Array.from({ length: count }, (_, index) => {
    const at = cells + index * CELL_SIZE;
    return at + 2 <= operand.byteLength ? operand.getUint16(at, true) : 0;
  });
  return {
    edges,
    fromAbove: flags.map((flag) => ((flag >> 5) & 3) === 1),
    fromBefore: flags.map((flag) => (flag & 3) === 1),
  };
}
