-- For psql only: gives the two roles the passwords that stand in the environment, so that no file holds them.
\getenv owner_password OWNER_PASSWORD
\getenv app_password APP_PASSWORD
set log_statement = 'none';
alter role wenying_owner password :'owner_password';
alter role wenying_app password :'app_password';
