-- :n dossiers over 3 years, 15 wards, 255 procedures, 80 % closed
insert into lim_dossier(code,procedure_id,ward,state,assignee_id,applicant,data,due_at,created_at,updated_at)
select 'S'||g, 1+g%255, 1+(g*7919)%15, case when g%10<8 then 8 else 1+g%7 end, 1+(g*104729)%:officers, 'Nguyễn Văn '||g,
 jsonb_build_object('hoten','Trần Thị '||g,'diachi',(g%300)||' Lê Lợi'),
 timestamptz '2023-11-22'+g*interval '9.46 s'+interval '5 day', timestamptz '2023-11-22'+g*interval '9.46 s', timestamptz '2023-11-22'+g*interval '9.46 s'
from generate_series(1::bigint,:n) g;
vacuum analyze lim_dossier;
