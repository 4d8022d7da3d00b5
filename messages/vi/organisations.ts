/** Texts of the organisations pages. */
export const organisations = {};
