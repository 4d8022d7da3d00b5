import { permissionLines } from '../../testing/permissions.ts';

//  stranger  foreigner  reporter  reviewer  coordinator  administrator
export const permissions = permissionLines((line) => {
  line('GET /dang-nhap', '/dang-nhap', '                                   200  303  303  303  303  303');
  line('POST /dang-nhap', '/dang-nhap', '                                  401  401  401  401  401  401', {
    email: '{who}@khong.co',
    password: 'sai',
  });
  line('GET /dang-nhap/ma', '/dang-nhap/ma', '                             303  303  303  303  303  303');
  line('POST /dang-nhap/ma', '/dang-nhap/ma', '                            303  303  303  303  303  303', {
    code: '1',
  });
  line('GET /quen-mat-khau', '/quen-mat-khau', '                           200  200  200  200  200  200');
  line('POST /quen-mat-khau', '/quen-mat-khau', '                          303  303  303  303  303  303', {
    email: '{who}@khong.co',
  });
  line('GET /dat-mat-khau/:token', '/dat-mat-khau/khong-phai', '           410  410  410  410  410  410');
  line('POST /dat-mat-khau/:token', '/dat-mat-khau/khong-phai', '          410  410  410  410  410  410', {
    password: 'x',
    repeat: 'x',
  });
  line('GET /loi-moi/:token', '/loi-moi/khong-phai', '                     410  410  410  410  410  410');
  line('POST /loi-moi/:token', '/loi-moi/khong-phai', '                    410  410  410  410  410  410', {
    name: 'x',
    password: 'x',
    repeat: 'x',
  });

  line('GET /tai-khoan', '/tai-khoan', '                                   303  200  200  200  200  200');
  line('POST /tai-khoan/ten', '/tai-khoan/ten', '                          401  303  303  303  303  303', {
    name: 'Tên mới',
  });
  line('POST /tai-khoan/mat-khau', '/tai-khoan/mat-khau', '                401  422  422  422  422  422', {
    current: 'sai',
    password: 'a',
    repeat: 'b',
  });
  line('POST /tai-khoan/hai-lop', '/tai-khoan/hai-lop', '                  401  303  303  303  303  303');
  line('POST /tai-khoan/hai-lop/ma', '/tai-khoan/hai-lop/ma', '            401  422  422  422  422  422', {
    code: '1',
  });
  line('POST /tai-khoan/hai-lop/tat', '/tai-khoan/hai-lop/tat', '          401  422  422  422  422  422', {
    current: 'sai',
  });

  line('GET /nguoi-dung', '/nguoi-dung', '                                 303  200  200  200  303  200');
  line('GET /nguoi-dung/:unit', '/nguoi-dung/{commune}', '                 303  403  403  403  200  200');
  line('POST /nguoi-dung/:unit/moi', '/nguoi-dung/{commune}/moi', '        401  403  403  403  200  200', {
    email: 'moi@example.vn',
    role: 'viewer',
  });
  line('POST /nguoi-dung/:unit/thu-hoi', '/nguoi-dung/{commune}/thu-hoi', '401  403  403  403  404  404', {
    account: '{coordinatorAccount}',
    role: 'viewer',
  });
  line('POST /nguoi-dung/:unit/thu-hoi-loi-moi', '/nguoi-dung/{commune}/thu-hoi-loi-moi', '401 403 403 403 404 404', {
    invitation: '999999',
  });
});
