import { AT, permissionLines, WEEK } from '../../testing/permissions.ts';

//  stranger  foreigner  reporter  reviewer  coordinator  administrator
export const permissions = permissionLines((line) => {
  const ACTIVITIES = `${WEEK}/hoat-dong`;
  // Signing up is for everybody; names are for the organiser's own people: the province above sees none.
  const SIGN_UP = '/hoat-dong/:activity/dang-ky';
  const MY = '/dang-ky/:token{[A-Za-z0-9_-]+}';
  const MY_AT = '/dang-ky/{signUp}';
  line(`GET ${SIGN_UP}`, '/hoat-dong/{openActivity}/dang-ky', '             200  200  200  200  200  200');
  line(`POST ${SIGN_UP}`, '/hoat-dong/{openActivity}/dang-ky', '            422  422  422  422  422  422');
  line(`POST ${SIGN_UP}/gui-lai`, '/hoat-dong/{openActivity}/dang-ky/gui-lai', '303 303 303 303 303 303');
  line(`GET ${MY}`, MY_AT, '                                             200  200  200  200  200  200');
  line(`GET ${MY}`, '/dang-ky/bia-dat', '                                410  410  410  410  410  410');
  for (const part of ['rut', 'doi-duong-dan', 'xoa'])
    line(`GET ${MY}/${part}`, `${MY_AT}/${part}`, '                       200  200  200  200  200  200');
  line(`POST ${MY}/so-nguoi`, `${MY_AT}/so-nguoi`, '                      303  303  303  303  303  303', {
    people: '1',
  });
  line(`POST ${MY}/danh-gia`, `${MY_AT}/danh-gia`, '                      422  422  422  422  422  422');
  line(`POST ${MY}/nhac`, `${MY_AT}/nhac`, '                              422  422  422  422  422  422');
  line(`POST ${MY}/nhac/bo`, `${MY_AT}/nhac/bo`, '                        422  422  422  422  422  422');
  const SIGN_UPS = `${ACTIVITIES}/:activity/dang-ky`;
  const SIGN_UPS_AT = `${AT}/hoat-dong/{openActivity}/dang-ky`;
  const ONE = ':registration{[0-9]+}';
  line(`GET ${SIGN_UPS}`, SIGN_UPS_AT, '                                  303  404  200  403  403  404');
  line(`GET ${SIGN_UPS}/danh-sach.xlsx`, `${SIGN_UPS_AT}/danh-sach.xlsx`, '303  404  200  403  403  404');
  line(`GET ${SIGN_UPS}/in`, `${SIGN_UPS_AT}/in`, '                        303  404  200  403  403  404');
  line(`GET ${SIGN_UPS}/them`, `${SIGN_UPS_AT}/them`, '                    303  404  200  403  403  404');
  line(`POST ${SIGN_UPS}/them`, `${SIGN_UPS_AT}/them`, '                   401  404  422  403  403  404');
  line(`GET ${SIGN_UPS}/thu`, `${SIGN_UPS_AT}/thu`, '                      303  404  200  403  403  404');
  line(`POST ${SIGN_UPS}/thu`, `${SIGN_UPS_AT}/thu`, '                     401  404  422  403  403  404');
  line(`GET ${SIGN_UPS}/${ONE}/rut`, `${SIGN_UPS_AT}/{signUpId}/rut`, '    303  404  200  403  403  404');
  line(`POST ${SIGN_UPS}/${ONE}/rut`, `${SIGN_UPS_AT}/{signUpId}/rut`, '   401  404  303  403  403  404');
  // A link that was changed or whose data is deleted is worth nothing: for the next one it is gone.
  line(`POST ${MY}/rut`, `${MY_AT}/rut`, '                                303  303  303  303  303  303');
  line(`POST ${MY}/doi-duong-dan`, `${MY_AT}/doi-duong-dan`, '            303  410  410  410  410  410');
  line(`POST ${MY}/xoa`, '/dang-ky/{otherSignUp}/xoa', '                  303  410  410  410  410  410');
  line('GET /dang-ky-cua-toi', '/dang-ky-cua-toi', '                      200  200  200  200  200  200');
  line('POST /dang-ky-cua-toi', '/dang-ky-cua-toi', '                     303  303  303  303  303  303', {
    email: 'ai@thu.vn',
  });
  line('GET /dang-ky-cua-toi/:token{[A-Za-z0-9_-]+}', '/dang-ky-cua-toi/bia-dat', '410  410  410  410  410  410');
});
