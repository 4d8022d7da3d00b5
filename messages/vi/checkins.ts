/** Texts of the checkins pages. */
export const checkins = {};
