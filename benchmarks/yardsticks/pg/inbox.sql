\set r random(0,:officers / 10 - 1) * 10 + random(8,9)
\set u 1 + (:r * 104729) % :officers
select id,code,procedure_id,ward,state,applicant,due_at,created_at from lim_dossier where assignee_id=:u and state<8 and id<=:n order by id desc limit 50;
