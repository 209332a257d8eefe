-- Physical-limit schema: the narrowest honest form of the platform's hot tables.
drop table if exists lim_dossier, lim_attachment, lim_history, lim_job cascade;
create table lim_dossier(
  id bigint generated always as identity primary key,
  code text not null unique,
  procedure_id int not null, ward smallint not null, state smallint not null,
  assignee_id int, applicant text not null, data jsonb not null,
  due_at timestamptz, created_at timestamptz not null default now(), updated_at timestamptz not null default now());
create table lim_attachment(
  id bigint generated always as identity primary key, dossier_id bigint not null references lim_dossier(id),
  name text not null, sha256 bytea not null, size int not null);
create table lim_history(
  id bigint generated always as identity primary key, dossier_id bigint not null references lim_dossier(id),
  actor_id int, from_state smallint, to_state smallint not null, prev_hash bytea, hash bytea, at timestamptz not null default now());
create table lim_job(
  id bigint generated always as identity primary key, kind smallint not null, payload jsonb not null,
  run_at timestamptz not null default now(), done boolean not null default false);
create index on lim_attachment(dossier_id);
create index on lim_history(dossier_id);
create index on lim_job(run_at) where not done;
create index lim_inbox on lim_dossier(assignee_id, id desc) where state < 8;
create index on lim_dossier(ward, created_at);
