import { permissionLines } from '../../testing/permissions.ts';

//  stranger  foreigner  reporter  reviewer  coordinator  administrator
export const permissions = permissionLines((line) => {
  // Certificates: names are for the organiser's own people; who has no part in the edition learns nothing of it.
  line('GET /tuan-le/:edition/giay-chung-nhan', '/tuan-le/{edition}/giay-chung-nhan', '303 404 200 200 200 404');
  {
    const path = '/tuan-le/{edition}/giay-chung-nhan';
    const route = '/tuan-le/:edition/giay-chung-nhan';
    const one = '/:batch{[0-9]+}/:no{[0-9]+}';
    const asked = 'moi?nguon=activity&id=999999&vai-tro=participant';
    line(`GET ${route}/moi`, `${path}/${asked}`, '303 404 404 404 404 404');
    line(`POST ${route}/moi`, `${path}/${asked}`, '401 404 404 404 404 404', { ten: 'x' });
    line(`GET ${route}/:batch{[0-9]+}`, `${path}/999999`, '303 404 404 404 404 404');
    line(`GET ${route}/:batch{[0-9]+}/tat-ca.zip`, `${path}/999999/tat-ca.zip`, '303 404 404 404 404 404');
    line(`GET ${route}/:batch{[0-9]+}/in.pdf`, `${path}/999999/in.pdf`, '303 404 404 404 404 404');
    line(`GET ${route}/:batch{[0-9]+}/:no{[0-9]+\\.pdf}`, `${path}/999999/1.pdf`, '303 404 404 404 404 404');
    line(`GET ${route}${one}`, `${path}/999999/1`, '303 404 404 404 404 404');
    line(`POST ${route}${one}/thu-hoi`, `${path}/999999/1/thu-hoi`, '401 404 404 404 404 404', {
      'ly-do-thu-hoi': 'x',
    });
    line(`POST ${route}${one}/cap-lai`, `${path}/999999/1/cap-lai`, '401 404 404 404 404 404', {
      ten: 'x',
      'ly-do': 'x',
    });
  }
  line('GET /huy-hieu', '/huy-hieu', '                                     200  200  200  200  200  200');
  line('POST /huy-hieu', '/huy-hieu', '                                    422  422  422  422  422  422');
  line('GET /huy-hieu/thu-hoi.json', '/huy-hieu/thu-hoi.json', '           200  200  200  200  200  200');
  line('GET /huy-hieu/thu-hoi/:unit{[0-9]+\\.json}', '/huy-hieu/thu-hoi/1.json', '200 200 200 200 200 200');
  line('GET /huy-hieu/:credential', '/huy-hieu/khong-co', '                404  404  404  404  404  404');
  line('GET /.well-known/jwks.json', '/.well-known/jwks.json', '           200  200  200  200  200  200');
  line('GET /khoa-huy-hieu/:kid', '/khoa-huy-hieu/khong-co', '             404  404  404  404  404  404');
  line('GET /to-chuc-cap/:unit', '/to-chuc-cap/{commune}', '               404  404  404  404  404  404');
  line('GET /thanh-tich/:achievement', '/thanh-tich/khong-co', '           404  404  404  404  404  404');
  line('GET /quan-tri/khoa-huy-hieu', '/quan-tri/khoa-huy-hieu', '         303  403  403  403  403  200');
  line('POST /quan-tri/khoa-huy-hieu', '/quan-tri/khoa-huy-hieu', '        401  403  403  403  403  303');
});
