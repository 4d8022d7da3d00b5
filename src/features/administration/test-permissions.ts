import { permissionLines } from '../../testing/permissions.ts';

//  stranger  foreigner  reporter  reviewer  coordinator  administrator
export const permissions = permissionLines((line) => {
  line('GET /quan-tri', '/quan-tri', '                                     303  403  403  403  403  200');
  line('GET /quan-tri/nguoi-dung/:account', '/quan-tri/nguoi-dung/{reporterAccount}', '303 403 403 403 403 200');
  line(
    'POST /quan-tri/nguoi-dung/:account/vai-tro',
    '/quan-tri/nguoi-dung/{reporterAccount}/vai-tro',
    '401 403 403 403 403 303',
    { unit: '{other}', role: 'viewer' },
  );
  line(
    'POST /quan-tri/nguoi-dung/:account/thu-hoi',
    '/quan-tri/nguoi-dung/{reporterAccount}/thu-hoi',
    '401 403 403 403 403 303',
    { unit: '{other}', role: 'viewer' },
  );
  line(
    'POST /quan-tri/nguoi-dung/:account/quyen',
    '/quan-tri/nguoi-dung/{reporterAccount}/quyen',
    '401 403 403 403 403 303',
    { verb: 'enable' },
  );
  line('GET /quan-tri/hop-thu', '/quan-tri/hop-thu', '                     303  403  403  403  403  200');
  line('GET /quan-tri/nhat-ky', '/quan-tri/nhat-ky', '                     303  403  403  403  403  200');
  line('POST /quan-tri/nhat-ky/kiem-tra', '/quan-tri/nhat-ky/kiem-tra', '  401  403  403  403  403  200');

  line('GET /quan-tri/he-thong', '/quan-tri/he-thong', '                   303  403  403  403  403  200');
});
