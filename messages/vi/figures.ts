/** Texts of the figures pages. */
export const figures = {};
