/** Texts of the contests pages. */
export const contests = {};
