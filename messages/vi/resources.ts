/** Texts of the resources pages. */
export const resources = {};
