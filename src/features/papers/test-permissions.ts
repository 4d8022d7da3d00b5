import { permissionLines } from '../../testing/permissions.ts';

//  stranger  foreigner  reporter  reviewer  coordinator  administrator
export const permissions = permissionLines((line) => {
  // Papers are of their unit alone, also for a role above.
  const P = '/van-ban-di/:paper';
  const PAPER = '/van-ban-di/{paper}';
  line('GET /van-ban-di', '/van-ban-di', '                                 303  200  200  200  200  200');
  line('GET /van-ban-di/moi', '/van-ban-di/moi', '                         303  200  200  200  200  200');
  line('POST /van-ban-di/moi', '/van-ban-di/moi', '                        401  403  303  403  403  403', {
    unit: '{commune}',
    kind: 'letter',
    edition: '',
  });
  line('POST /van-ban-di/tu-van-ban-den', '/van-ban-di/tu-van-ban-den', '      401  404  404  403  303  404', {
    document: '{document}',
  });
  line(`GET ${P}`, PAPER, '                                                303  404  200  404  404  404');
  line(`GET ${P}/soan`, `${PAPER}/soan`, '                                 303  404  200  404  404  404');
  line(`POST ${P}/soan`, `${PAPER}/soan`, '                                401  404  422  404  404  404');
  line(`POST ${P}/luu`, `${PAPER}/luu`, '                                  401  404  422  404  404  404');
  line(`POST ${P}/co-mat`, `${PAPER}/co-mat`, '                            401  404  200  404  404  404');
  line(`POST ${P}/xem-truoc`, `${PAPER}/xem-truoc`, '                      401  404  422  404  404  404');
  line(`GET ${P}/lich-su`, `${PAPER}/lich-su`, '                           303  404  200  404  404  404');
  line(`GET ${P}/lich-su/:version`, `${PAPER}/lich-su/1`, '                303  404  200  404  404  404');
  line(`POST ${P}/lich-su/:version/khoi-phuc`, `${PAPER}/lich-su/1/khoi-phuc`, '401 404 303 404 404 404', {
    _version: '1',
  });
  line(`GET ${P}/van-ban.pdf`, `${PAPER}/van-ban.pdf`, '                   303  404  200  404  404  404');
  line(`GET ${P}/van-ban.docx`, `${PAPER}/van-ban.docx`, '                 303  404  200  404  404  404');
  // A draft has no kept files.
  line(`GET ${P}/tep/:seq`, `${PAPER}/tep/1`, '                            303  404  404  404  404  404');
  line(`GET ${P}/ban-hanh`, `${PAPER}/ban-hanh`, '                         303  404  403  404  404  404');
  line(`POST ${P}/ban-hanh`, `${PAPER}/ban-hanh`, '                        401  404  403  404  404  404', {
    _version: '1',
    issuedOn: '2026-09-15',
    number: '',
  });
  line(`POST ${P}/thu-hoi`, `${PAPER}/thu-hoi`, '                          401  404  403  404  404  404', {
    reason: 'Sai',
  });
  line(`POST ${P}/thay-the`, `${PAPER}/thay-the`, '                        401  404  409  404  404  404');
  line(`POST ${P}/sao`, `${PAPER}/sao`, '                                  401  404  303  404  404  404');
  line(`POST ${P}/xoa`, '/van-ban-di/{thrownPaper}/xoa', '                 401  404  303  404  404  404');
  // What the province's coordinator may issue is the province's.
  line(`GET ${P}/ban-hanh`, '/van-ban-di/{provincePaper}/ban-hanh', '      303  404  404  403  200  404');
  line(`POST ${P}/soan`, '/van-ban-di/{provincePaper}/soan', '             401  404  404  403  422  404');
});
