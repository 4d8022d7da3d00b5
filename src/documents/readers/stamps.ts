/** Text that a digital signature leaves on the page when a signed PDF is turned into text: not part of the document. */
import type { Block, ReaderNotice } from '../blocks.ts';

export interface Unstamped {
  readonly blocks: readonly Block[];
  /** The code to check and the text of stamps, where there were any. */
  readonly notices: readonly ReaderNotice[];
}

export const STAMP_NOTICE = 'signature-stamp-text';
/** The code beside the QR of a paper made by this product, as it stands there. */
export const CHECK_NOTICE = 'check-code';

const STRONG =
  /đã ký lên văn bản|Signature Not Verified|Signature valid|Digitally signed|^\s*(?:Người ký|Ký bởi|Được ký bởi|Thời gian ký|Ngày ký|Giờ ký)\s*:|^\s*\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/iu;
const WEAK =
  /(?:Phone|Fax|E-?mail)\s*:.*(?:Fax|E-?mail)\s*:|^\s*(?:Cơ quan|Email|Đơn vị|Tổ chức)\s*:|<[^<>@\s]+@[^<>@\s]+>|^\p{Lu}[\p{Lu}\s-]+$/iu;

/**
 * Takes signature text away. A line goes when it is one by itself, or when it stands next to one and looks like the
 * rest of a stamp (agency in capitals, mail address); never before the first heading, where a letterhead looks alike.
 */
export function withoutSignatureStamps(given: readonly Block[]): Unstamped {
  const { blocks, notices: codes } = withoutCodes(given);
  const stamped = blocks.map(
    (block) => block.kind === 'paragraph' && STRONG.test(block.text) && block.text.length < 400,
  );
  if (!stamped.includes(true)) return { blocks, notices: codes };
  const drop = [...stamped];
  const half = blocks.length / 2;
  for (const step of [1, -1]) {
    for (let i = step === 1 ? 1 : blocks.length - 2; i > 0 && i < blocks.length; i += step) {
      const block = blocks[i];
      if (block?.kind === 'paragraph' && i > half && drop[i - step] === true && isRestOfStamp(block.text))
        drop[i] = true;
    }
  }
  const quotes = blocks.flatMap((block, i) => (drop[i] === true && block.kind === 'paragraph' ? [block.text] : []));
  return {
    blocks: blocks.filter((_, i) => drop[i] !== true),
    notices: [...codes, { code: STAMP_NOTICE, message: quotes.slice(0, 12).join(' | ') }],
  };
}

/** What stands beside the QR code of a paper made by this product: in a PDF it lies between signature and name. */
const CODE_LINE = /^\s*Mã kiểm tra: [\p{Lu}\d-]{6,40}\s*$|^\s*Kiểm tra tại:(?:\s*[\p{L}\d.:/-]+)?\s*$/u;
const BARE_ADDRESS = /^\s*[\p{L}\d-]+(?:\.[\p{L}\d-]+)+(?::\d+)?(?:\/\S*)?\s*$/u;

function withoutCodes(blocks: readonly Block[]): Unstamped {
  const isCode = (block: Block | undefined): boolean => block?.kind === 'paragraph' && CODE_LINE.test(block.text);
  const codes = blocks.filter(isCode).flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
  if (codes.length === 0) return { blocks, notices: [] };
  const kept = blocks.filter((block, index) => {
    const isAddress = block.kind === 'paragraph' && BARE_ADDRESS.test(block.text) && isCode(blocks[index - 1]);
    return !isCode(block) && !isAddress;
  });
  return { blocks: kept, notices: [{ code: CHECK_NOTICE, message: codes.slice(0, 12).join(' | ') }] };
}

/** What a capital line of a signature block says; a stamp's agency line never does. */
const SIGNER_WORDS = /(?:^|\s)(?:TM|KT|TL|TUQ|Q)\.|CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG|CHÁNH|BÍ THƯ/u;

function isRestOfStamp(text: string): boolean {
  return (
    text.length < 300 &&
    WEAK.test(text) &&
    !SIGNER_WORDS.test(text) &&
    (text === text.toLocaleUpperCase('vi') || /[@:]/u.test(text))
  );
}
