/** Texts of the activities pages. */
export const activities = {};
