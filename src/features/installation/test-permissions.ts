import { permissionLines } from '../../testing/permissions.ts';

//  stranger  foreigner  reporter  reviewer  coordinator  administrator
export const permissions = permissionLines((line) => {
  line('GET /cai-dat', '/cai-dat', '                                       404  404  404  404  404  404');
  line('POST /cai-dat', '/cai-dat', '                                      404  404  404  404  404  404', {
    name: 'x',
  });
  line('GET /cai-dat/tien-trinh', '/cai-dat/tien-trinh', '                 303  303  303  303  303  303');
  line('POST /cai-dat/tien-trinh/chay-lai', '/cai-dat/tien-trinh/chay-lai', '401 403 403 403 403 409');
});
