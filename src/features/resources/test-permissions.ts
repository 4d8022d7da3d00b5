import { permissionLines } from '../../testing/permissions.ts';

//  stranger  foreigner  reporter  reviewer  coordinator  administrator
export const permissions = permissionLines((line) => {
  line('GET /hoc-lieu', '/hoc-lieu', '                                     200  200  200  200  200  200');
  line('GET /hoc-lieu/:resource', '/hoc-lieu/999999', '                    404  404  404  404  404  404');
  line('GET /hoc-lieu/:resource/tep', '/hoc-lieu/999999/tep', '            404  404  404  404  404  404');
  line('POST /hoc-lieu/:resource/bao-loi', '/hoc-lieu/999999/bao-loi', '   404  404  404  404  404  404', {
    what: 'broken',
  });
  line('GET /hoc-lieu/quan-ly', '/hoc-lieu/quan-ly', '                     303  200  200  200  200  200');
  line('GET /hoc-lieu/quan-ly/moi', '/hoc-lieu/quan-ly/moi', '             303  200  200  200  200  200');
  const RESOURCE = {
    unit: '{commune}',
    title: 'Sổ tay',
    kind: 'book',
    subject: 'law',
    description: 'Đọc',
    url: 'https://a.example.vn',
    licence: 'cc-by',
    language: 'vi',
    level: 'any',
  };
  line('POST /hoc-lieu/quan-ly/moi', '/hoc-lieu/quan-ly/moi', '           401  403  303  403  403  403', RESOURCE);
  line('GET /hoc-lieu/quan-ly/:resource', '/hoc-lieu/quan-ly/1', '         303  404  200  200  200  404');
  line('POST /hoc-lieu/quan-ly/:resource', '/hoc-lieu/quan-ly/1', '        401  404  409  404  404  404', {
    ...RESOURCE,
    _version: '9',
  });
  line('POST /hoc-lieu/quan-ly/:resource/trang-thai', '/hoc-lieu/quan-ly/1/trang-thai', '401 404 303 409 409 404', {
    to: 'sent',
  });
  line('POST /hoc-lieu/quan-ly/bao-loi/:report', '/hoc-lieu/quan-ly/bao-loi/1', '401 404 404 403 404 403');
  line('GET /oai', '/oai?verb=Identify', '                                 200  200  200  200  200  200');
  line('POST /oai', '/oai', '                                              200  200  200  200  200  200', {
    verb: 'Identify',
  });
});
