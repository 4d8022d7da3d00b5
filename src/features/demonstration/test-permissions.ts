import { permissionLines } from '../../testing/permissions.ts';

//  stranger  foreigner  reporter  reviewer  coordinator  administrator
export const permissions = permissionLines((line) => {
  line('GET /trinh-dien', '/trinh-dien', '                                 303  403  403  403  403  404');
  line('POST /trinh-dien', '/trinh-dien', '                                401  403  403  403  403  404');
});
