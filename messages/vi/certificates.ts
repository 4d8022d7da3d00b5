/** Texts of the certificates pages. */
export const certificates = {};
