-- To whom a report is sent, in the words of the document that asks for it: the recipient and those who get a copy.
-- The tree knows one recipient; a document may name several ("Sở GDĐT và Hội Khuyến học").
alter table report add column to_labels text[] not null default '{}';
