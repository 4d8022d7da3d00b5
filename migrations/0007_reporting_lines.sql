-- Through which office reports reach whom, once for each pair: who may review on the way is asked at every request, before
-- anything of the reports themselves is in sight (report is under row-level security, and large).
create table edition_reporting_line (
  edition_id bigint not null,
  recipient_unit_id bigint not null,
  via_unit_id bigint not null,
  primary key (edition_id, via_unit_id, recipient_unit_id),
  foreign key (edition_id, recipient_unit_id) references edition_unit (edition_id, unit_id),
  foreign key (edition_id, via_unit_id) references edition_unit (edition_id, unit_id)
);
create index edition_reporting_line_recipient on edition_reporting_line (edition_id, recipient_unit_id);

insert into edition_reporting_line (edition_id, recipient_unit_id, via_unit_id)
  select distinct edition_id, recipient_unit_id, via_unit_id from report
  where recipient_unit_id is not null and via_unit_id is not null;
