import { permissionLines } from '../../testing/permissions.ts';

//  stranger  foreigner  reporter  reviewer  coordinator  administrator
export const permissions = permissionLines((line) => {
  line('GET /', '/', '                                                     200  303  303  303  303  303');
  line('GET /trang-chu', '/trang-chu', '                                   200  200  200  200  200  200');
  line('GET /khu-vuc/:unit', '/khu-vuc/{commune}', '                       200  200  200  200  200  200');
  line('GET /hoat-dong/:file{[0-9]{1,15}\\.ics}', '/hoat-dong/999999.ics', '404 404 404 404 404 404');
  line('GET /hoat-dong.ics', '/hoat-dong.ics', '200  200  200  200  200  200');
  line('GET /hoat-dong.atom', '/hoat-dong.atom', '200  200  200  200  200  200');
  line('GET /hoat-dong.json', '/hoat-dong.json', '200  200  200  200  200  200');
  line('GET /hoat-dong.schema.json', '/hoat-dong.schema.json', '200  200  200  200  200  200');
  line('GET /dang-ky/:file{[A-Za-z0-9_-]{1,60}\\.ics}', '/dang-ky/khong-phai.ics', '404 404 404 404 404 404');
  line('GET /lich-cua-toi/:file{[A-Za-z0-9_-]{1,60}\\.ics}', '/lich-cua-toi/khong-phai.ics', '404 404 404 404 404 404');
  line('GET /nhung/hoat-dong', '/nhung/hoat-dong', '200  200  200  200  200  200');
  line('GET /nhung/hoat-dong/:activity{[0-9]{1,15}}', '/nhung/hoat-dong/999999', '404 404 404 404 404 404');
  line('GET /oembed', '/oembed', '400  400  400  400  400  400');
  line('GET /.well-known/security.txt', '/.well-known/security.txt', '404 404 404 404 404 404');
  line('GET /sitemap.xml', '/sitemap.xml', '200  200  200  200  200  200');
  line('GET /sitemap/:file{[a-z0-9-]+\\.xml}', '/sitemap/trang.xml', '200  200  200  200  200  200');
  line('GET /hoat-dong/:picture{[0-9]{1,15}\\.png}', '/hoat-dong/999999.png', '404 404 404 404 404 404');
  line('GET /khau-hieu/chia-se.png', '/khau-hieu/chia-se.png', '200  200  200  200  200  200');
  line('GET /khau-hieu', '/khau-hieu', '200  200  200  200  200  200');
  line('GET /khu-vuc/:unit/bo-nhan-dien', '/khu-vuc/{commune}/bo-nhan-dien', '200  200  200  200  200  200');
  line('GET /khu-vuc/:unit/bo-nhan-dien.zip', '/khu-vuc/999999/bo-nhan-dien.zip', '404 404 404 404 404 404');
  line('GET /khu-vuc/:unit/bo-nhan-dien/tron-bo', '/khu-vuc/{commune}/bo-nhan-dien/tron-bo', '200 200 200 200 200 200');
  line('POST /khu-vuc/:unit/bo-nhan-dien/tron-bo', '/khu-vuc/999999/bo-nhan-dien/tron-bo', '404 404 404 404 404 404');
  line('GET /khu-vuc/:unit/bo-nhan-dien/:file', '/khu-vuc/{commune}/bo-nhan-dien/khac.svg', '404 404 404 404 404 404');
  line('GET /hoat-dong', '/hoat-dong', '                                   200  200  200  200  200  200');
  line('GET /hoat-dong/:slug{[1-9][0-9]{0,14}(-[a-z0-9-]*)?}', '/hoat-dong/999999-khong-co', '404 404 404 404 404 404');
  line('GET /to-chuc/:unit', '/to-chuc/{commune}', '                       200  200  200  200  200  200');
  line('GET /hoat-dong/:id/anh-bia.webp', '/hoat-dong/999999/anh-bia.webp', '404 404 404 404 404 404');
  line(
    'GET /khu-vuc/:unit/anh/:name{[0-9a-f]{12}\\.webp}',
    '/khu-vuc/{commune}/anh/0123456789ab.webp',
    '404 404 404 404 404 404',
  );
  line('GET /tro-giup', '/tro-giup', '                                     200  200  200  200  200  200');
  line('GET /lich', '/lich', '                                             200  200  200  200  200  200');
  line('GET /ban-do', '/ban-do', '                                         200  200  200  200  200  200');
  line('GET /ban-do.json', '/ban-do.json', '                               200  200  200  200  200  200');
  line('GET /tuan-le/:edition/dien-mao', '/tuan-le/{edition}/dien-mao?don-vi={province}', '303 404 403 403 200 404');
  line('POST /tuan-le/:edition/dien-mao', '/tuan-le/{edition}/dien-mao?don-vi={province}', '401 404 403 403 303 404', {
    colour: 'xanh-lua',
    greeting: 'Kính chào bà con!',
  });
});
