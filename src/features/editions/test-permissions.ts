import { AT, permissionLines, WEEK } from '../../testing/permissions.ts';

//  stranger  foreigner  reporter  reviewer  coordinator  administrator
export const permissions = permissionLines((line) => {
  line('GET /tuan-le', '/tuan-le', '                                       303  200  200  200  200  200');
  line(`GET ${WEEK}`, AT, '                                                303  404  200  200  200  404');
  line(`GET ${WEEK}/tong-quan`, `${AT}/tong-quan`, '                       303  404  200  200  200  404');
  line(`GET ${WEEK}/don-vi`, `${AT}/don-vi`, '                             303  404  200  200  200  404');
  line(`GET ${WEEK}/nhiem-vu`, `${AT}/nhiem-vu`, '                         303  404  200  200  200  404');
});
