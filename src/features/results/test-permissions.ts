import { AT, permissionLines, WEEK } from '../../testing/permissions.ts';

//  stranger  foreigner  reporter  reviewer  coordinator  administrator
export const permissions = permissionLines((line) => {
  line('GET /ket-qua', '/ket-qua', '                                       200  200  200  200  200  200');
  line('GET /ket-qua/:edition/:unit', '/ket-qua/1/1', '                    404  404  404  404  404  404');
  line('GET /ket-qua/:edition/:unit/du-lieu.csv', '/ket-qua/1/1/du-lieu.csv', '404 404 404 404 404 404');
  line('GET /ket-qua/:edition/:unit/du-lieu.json', '/ket-qua/1/1/du-lieu.json', '404 404 404 404 404 404');
  line('GET /ket-qua/:edition/du-lieu.csv', '/ket-qua/1/du-lieu.csv', '    404  404  404  404  404  404');
  line('GET /bang-vang', '/bang-vang', '                                   200  200  200  200  200  200');
  line(`GET ${WEEK}/cong-bo-ket-qua`, `${AT}/cong-bo-ket-qua?don-vi={commune}`, '303 404 200 200 200 404');
  line(`POST ${WEEK}/cong-bo-ket-qua`, `${AT}/cong-bo-ket-qua`, '             401  404  403  403  303  404', {
    'don-vi': '{commune}',
    viec: 'cong-bo',
  });
  line(`GET ${WEEK}/bang-vang`, `${AT}/bang-vang?don-vi={commune}`, '         303  404  200  403  200  404');
  line(`POST ${WEEK}/bang-vang`, `${AT}/bang-vang`, '                         401  404  303  403  303  404', {
    'don-vi': '{commune}',
    'hinh-thuc': 'Giấy khen',
    loai: 'unit',
    'danh-sach': 'Hội Khuyến học',
  });
  line(`POST ${WEEK}/bang-vang/doi`, `${AT}/bang-vang/doi`, '                 401  404  303  403  303  404', {
    'don-vi': '{commune}',
    viec: 'hien-het',
  });
});
