/** Texts of the ceremonies pages. */
export const ceremonies = {};
