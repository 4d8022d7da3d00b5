import { permissionLines } from '../../testing/permissions.ts';

//  stranger  foreigner  reporter  reviewer  coordinator  administrator
export const permissions = permissionLines((line) => {
  line('GET /van-ban', '/van-ban', '                                       303  200  200  200  200  200');
  line('POST /van-ban', '/van-ban', '                                      401  422  422  422  422  422');
  line('GET /van-ban/:id', '/van-ban/{document}', '                        303  404  404  200  200  404');
  line('POST /van-ban/:id', '/van-ban/{document}', '                       401  404  404  403  409  404', {
    version: '1',
    action: 'save',
  });
  line('GET /van-ban/:id/mo', '/van-ban/{document}/mo', '                  303  404  404  409  409  404');
  line('POST /van-ban/:id/mo', '/van-ban/{document}/mo', '                 401  404  404  409  303  404', {
    version: '1',
  });
  line('GET /van-ban/:id/tep-goc', '/van-ban/{document}/tep-goc', '          303  404  404  200  200  404');
  // A document without a form has no page for one.
  line('GET /van-ban/:id/mau', '/van-ban/{document}/mau', '                  303  404  404  404  404  404');
  line('POST /van-ban/:id/mau', '/van-ban/{document}/mau', '                 401  404  404  404  404  404');
  line('GET /van-ban/:id/mau', '/van-ban/{formDocument}/mau', '              303  404  404  200  200  404');
  line('POST /van-ban/:id/mau', '/van-ban/{formDocument}/mau', '             401  404  404  403  303  404', {
    _version: '1',
    action: 'save',
  });
  line('GET /van-ban/:id/tep', '/van-ban/{document}/tep', '                303  404  404  200  200  404');
});
