-- Two roles: the owner changes the structure; the program writes, and in the ledger only adds.
--
-- Run by a superuser: once before the first `wenying migrate`, and again after every `wenying migrate`.
-- Repeating it is harmless. Passwords are set apart from this file (see README.md).
-- Until it has run after a migration, the program may not touch what the migration made: forgetting it fails closed.

do $$
begin
  if not exists (select from pg_roles where rolname = 'wenying_owner') then
    create role wenying_owner login;
  end if;
  if not exists (select from pg_roles where rolname = 'wenying_app') then
    create role wenying_app login;
  end if;
  -- The program must be able to do nothing by birth that it is not granted below.
  alter role wenying_app nosuperuser nocreatedb nocreaterole noreplication nobypassrls;

  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect, create, temporary on database %I to wenying_owner', current_database());
  execute format('grant connect on database %I to wenying_app', current_database());
end $$;

revoke all on schema public from public;
grant usage, create on schema public to wenying_owner;
grant usage on schema public to wenying_app;

-- What the stages keep.
grant select, insert, update, delete on all tables in schema public to wenying_app;
grant usage, select on all sequences in schema public to wenying_app;

do $$
declare
  recorded text;
  guarded regclass;
begin
  -- The ledger: read and add. Never change, remove, empty, nor touch the triggers that refuse those to anyone.
  foreach recorded in array array['fact', 'ledger_node', 'ledger_checkpoint'] loop
    if to_regclass('public.' || recorded) is not null then
      execute format('revoke all on public.%I from wenying_app', recorded);
      execute format('grant select, insert on public.%I to wenying_app', recorded);
    end if;
  end loop;

  -- Which migrations were applied: to be read only.
  if to_regclass('public.migration') is not null then
    revoke all on public.migration from wenying_app;
    grant select on public.migration to wenying_app;
  end if;

  -- The job queue keeps its tables in a schema of its own.
  if exists (select from pg_namespace where nspname = 'graphile_worker') then
    grant usage on schema graphile_worker to wenying_app;
    grant select, insert, update, delete on all tables in schema graphile_worker to wenying_app;
    grant usage, select on all sequences in schema graphile_worker to wenying_app;
    grant execute on all functions in schema graphile_worker to wenying_app;
    revoke insert, update, delete on graphile_worker.migrations from wenying_app;
    -- Its tables guard their rows from everybody but their owner.
    for guarded in
      select c.oid from pg_class c
       where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind = 'r' and c.relrowsecurity
         and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'wenying_app')
    loop
      execute format('create policy wenying_app on %s to wenying_app using (true) with check (true)', guarded);
    end loop;
  end if;
end $$;
