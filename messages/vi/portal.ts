/** Texts of the portal pages. */
export const portal = {};
