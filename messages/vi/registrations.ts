/** Texts of the registrations pages. */
export const registrations = {};
