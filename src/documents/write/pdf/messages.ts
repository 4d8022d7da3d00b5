/** What is said when a paper cannot be printed just as it stands. */

export const printMessages = {
  missingGlyphs: (letters: string) =>
    `Phông chữ của văn bản không có các ký tự sau nên được in thành ô vuông □: ${letters}`,
} as const;
