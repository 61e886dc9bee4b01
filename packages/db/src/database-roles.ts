import pg from "pg";

/** Passwords of the two roles that sign in. */
export type RolePasswords = { readonly appPassword: string; readonly systemPassword: string };

const duplicateObject = "42710";
const uniqueViolation = "23505";
const internalError = "XX000";

/**
 * Makes the three roles where they are missing, sets the passwords, and lets `sekinin_owner` make tables. Roles belong
 * to the whole server, so another database's migration may be at it in the same moment.
 */
export async function ensureRoles(client: pg.Client, passwords: RolePasswords): Promise<void> {
  await makeRole(client, "sekinin_owner", "NOLOGIN");
  await makeRole(client, "sekinin_app", "LOGIN NOINHERIT");
  await makeRole(client, "sekinin_system", "LOGIN NOINHERIT");
  await repeated(client, `ALTER ROLE sekinin_app PASSWORD ${pg.escapeLiteral(passwords.appPassword)}`);
  await repeated(client, `ALTER ROLE sekinin_system PASSWORD ${pg.escapeLiteral(passwords.systemPassword)}`);
  await joinOwner(client);
  const { rows } = await client.query<{ name: string }>("SELECT quote_ident(current_database()) AS name");
  const database = rows[0]?.name ?? "";
  await client.query("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
  await client.query("GRANT USAGE, CREATE ON SCHEMA public TO sekinin_owner");
  await client.query("GRANT USAGE ON SCHEMA public TO sekinin_app, sekinin_system");
  await admitToDatabase(client, database);
}

/** Rights on the database itself, which a clone of a template does not take along. `database` is quoted already. */
export async function admitToDatabase(client: pg.Client, database: string): Promise<void> {
  await client.query(`REVOKE TEMPORARY ON DATABASE ${database} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${database} TO sekinin_app, sekinin_system`);
}

async function makeRole(client: pg.Client, name: string, attributes: string): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [name]);
  if (rowCount === 1) return;
  try {
    await client.query(`CREATE ROLE ${name} ${attributes}`);
  } catch (error) {
    const code = error instanceof pg.DatabaseError ? error.code : undefined;
    if (code !== duplicateObject && code !== uniqueViolation) throw error;
  }
}

/** A role that is no superuser must be a member of `sekinin_owner` to act as it. */
async function joinOwner(client: pg.Client): Promise<void> {
  // From PostgreSQL 16 on, membership alone does not let one act as a role: it must have been given WITH SET.
  const { rows } = await client.query<{ may: boolean }>(
    `SELECT rolsuper OR pg_has_role(current_user, 'sekinin_owner',
       CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) AS may
     FROM pg_roles WHERE rolname = current_user`,
  );
  if (rows[0]?.may !== true) await repeated(client, "GRANT sekinin_owner TO CURRENT_USER");
}

/** Two sessions that change one role at once: the later one is told "tuple concurrently updated" and tries again. */
async function repeated(client: pg.Client, statement: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(statement);
      return;
    } catch (error) {
      const code = error instanceof pg.DatabaseError ? error.code : undefined;
      if (code !== internalError || attempt === 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10 * attempt));
    }
  }
}
