/** Texts of the results pages. */
export const results = {};
