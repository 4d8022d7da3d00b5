/** Pictures that people give: kept harmless, shown with long caching. What other features may use. */
export { type KeptPicture, keepPicture, servePicture } from './pictures.ts';
