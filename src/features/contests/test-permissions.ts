import { AT, permissionLines, WEEK } from '../../testing/permissions.ts';

//  stranger  foreigner  reporter  reviewer  coordinator  administrator
export const permissions = permissionLines((line) => {
  // A contest of the reporter's commune, still taking entries. Its entries and judges are for the unit's own people.
  const CONTESTS = `${WEEK}/cuoc-thi`;
  const CONTEST = `${CONTESTS}/:contest{[0-9]+}`;
  const CONTEST_AT = `${AT}/cuoc-thi/{contest}`;
  const CONTEST_ENTRY = `${CONTEST}/bai/:entry{[0-9]+}`;
  const CONTEST_ENTRY_AT = `${CONTEST_AT}/bai/{contestEntry}`;
  const JUDGE = `${CONTEST}/giam-khao/:account`;
  const JUDGE_AT = `${CONTEST_AT}/giam-khao/{reviewerAccount}`;
  line(`GET ${CONTESTS}`, `${AT}/cuoc-thi`, '                              303  404  200  200  200  404');
  line(`GET ${CONTESTS}/moi`, `${AT}/cuoc-thi/moi`, '                      303  404  200  403  200  404');
  line(`POST ${CONTESTS}/moi`, `${AT}/cuoc-thi/moi`, '                     401  404  422  403  422  404', {
    title: '',
  });
  line(`GET ${CONTEST}`, CONTEST_AT, '                                     303  404  200  403  403  404');
  line(`GET ${CONTEST}/sua`, `${CONTEST_AT}/sua`, '                        303  404  200  403  403  404');
  line(`POST ${CONTEST}/sua`, `${CONTEST_AT}/sua`, '                       401  404  422  403  403  404', {
    title: '',
  });
  line(`POST ${CONTEST}/mo`, `${CONTEST_AT}/mo`, '                         401  404  409  403  403  404');
  line(`POST ${CONTEST}/cham`, `${CONTEST_AT}/cham`, '                     401  404  422  403  403  404');
  line(`POST ${CONTEST}/cong-bo`, `${CONTEST_AT}/cong-bo`, '               401  404  403  403  403  404');
  line(`POST ${CONTEST}/huy`, `${CONTEST_AT}/huy`, '                       401  404  422  403  403  404');
  line(`POST ${CONTEST}/dong-giai`, `${CONTEST_AT}/dong-giai`, '           401  404  409  403  403  404');
  line(`POST ${CONTEST}/phieu`, `${CONTEST_AT}/phieu`, '                   401  404  404  403  403  404', {
    key: '0'.repeat(32),
    entry: '{contestEntry}',
  });
  line(`GET ${CONTEST}/bai-du-thi.xlsx`, `${CONTEST_AT}/bai-du-thi.xlsx`, '303  404  200  403  403  404');
  line(`POST ${CONTEST}/giam-khao`, `${CONTEST_AT}/giam-khao`, '           401  404  422  403  403  404');
  line(`POST ${JUDGE}/bo`, `${JUDGE_AT}/bo`, '                             401  404  303  403  403  404');
  line(`POST ${JUDGE}/tinh-lai`, `${JUDGE_AT}/tinh-lai`, '                 401  404  404  403  403  404');
  line(`GET ${CONTEST_ENTRY}`, CONTEST_ENTRY_AT, '                         303  404  200  403  403  404');
  line(`POST ${CONTEST_ENTRY}`, CONTEST_ENTRY_AT, '                        401  404  422  403  403  404', {
    status: 'refused',
  });
  line(`POST ${CONTEST_ENTRY}/giai`, `${CONTEST_ENTRY_AT}/giai`, '         401  404  409  403  403  404');
  line(`GET ${CONTEST_ENTRY}/tep/:no{[0-9]+}`, `${CONTEST_ENTRY_AT}/tep/1`, '303 404 404 403 403 404');
  // Only those who are named as judges find anything: here the reviewer, of a contest that is being judged.
  const JUDGED = '/cham-thi/:contest{[0-9]+}';
  const JUDGED_AT = '/cham-thi/{judgedContest}';
  const JUDGED_ENTRY_AT = `${JUDGED_AT}/{judgedEntry}`;
  line('GET /cham-thi', '/cham-thi', '                                     303  200  200  200  200  200');
  line(`GET ${JUDGED}`, JUDGED_AT, '                                       303  404  404  200  404  404');
  line(`POST ${JUDGED}/xong`, `${JUDGED_AT}/xong`, '                       401  404  404  422  404  404');
  line(`GET ${JUDGED}/:entry{[0-9]+}`, JUDGED_ENTRY_AT, '                  303  404  404  200  404  404');
  line(`POST ${JUDGED}/:entry{[0-9]+}`, JUDGED_ENTRY_AT, '                 401  404  404  303  404  404', {
    'points-1': '50',
  });
  line(`GET ${JUDGED}/:entry{[0-9]+}/tep/:no{[0-9]+}`, `${JUDGED_ENTRY_AT}/tep/1`, '303 404 404 404 404 404');
  // Entering and looking need no account.
  const ENTER = '/cuoc-thi/:contest{[0-9]+}/du-thi';
  line(`GET ${ENTER}`, '/cuoc-thi/{judgedContest}/du-thi', '               200  200  200  200  200  200');
  line(`POST ${ENTER}`, '/cuoc-thi/{judgedContest}/du-thi', '              409  409  409  409  409  409');
  const PUBLIC_ENTRY = '/cuoc-thi/:contest{[0-9]+}/bai/:no{[0-9]{1,6}}';
  line('GET /cuoc-thi', '/cuoc-thi', '                                     200  200  200  200  200  200');
  line('GET /cuoc-thi/:contest', '/cuoc-thi/{contest}', '                  301  301  301  301  301  301');
  line(`GET ${PUBLIC_ENTRY}`, '/cuoc-thi/{contest}/bai/1', '              404  404  404  404  404  404');
  line(`GET ${PUBLIC_ENTRY}/tep/:file{[0-9]{1,2}}`, '/cuoc-thi/{contest}/bai/1/tep/1', '404 404 404 404 404 404');
  line(`POST ${PUBLIC_ENTRY}/binh-chon`, '/cuoc-thi/{contest}/bai/1/binh-chon', '404 404 404 404 404 404');
  const OWN_ENTRY = '/bai-thi/:token{[A-Za-z0-9_-]+}';
  line(`GET ${OWN_ENTRY}`, '/bai-thi/bia-dat', '                           410  410  410  410  410  410');
  line(`GET ${OWN_ENTRY}`, '/bai-thi/{ownEntry}', '                        200  200  200  200  200  200');
  line(`GET ${OWN_ENTRY}/tep/:no{[0-9]+}`, '/bai-thi/{ownEntry}/tep/1', '  404  404  404  404  404  404');
  line(`POST ${OWN_ENTRY}/rut`, '/bai-thi/bia-dat/rut', '                  410  410  410  410  410  410');
  const OWN_VOTE = '/binh-chon/:token{[A-Za-z0-9_-]+}';
  line(`GET ${OWN_VOTE}`, '/binh-chon/bia-dat', '                          410  410  410  410  410  410');
  line(`POST ${OWN_VOTE}`, '/binh-chon/bia-dat', '                         410  410  410  410  410  410');
});
