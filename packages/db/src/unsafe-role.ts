import { Failure } from "@sekinin/config";
import type { PrismaClient } from "./generated/client.ts";

type Dangers = { readonly name: string; readonly reasons: readonly string[] };

/**
 * Throws `database.unsafe-role` where the connection's role could see rows of every tenant: superuser, BYPASSRLS,
 * owner of a relation or of the database, or a member of a role that is one of these.
 */
export async function refuseUnsafeRole(client: PrismaClient): Promise<void> {
  const [role] = await client.$queryRaw<Dangers[]>`
    SELECT session_user::text AS name, array_remove(ARRAY[
      CASE WHEN bool_or(r.rolsuper) THEN 'it is a superuser or a member of one' END,
      CASE WHEN bool_or(r.rolbypassrls) THEN 'it bypasses row-level security' END,
      CASE WHEN bool_or(EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relowner = r.oid AND n.nspname NOT LIKE 'pg\_temp%' AND n.nspname NOT LIKE 'pg\_toast\_temp%'))
        THEN 'it owns tables' END,
      CASE WHEN bool_or(EXISTS (SELECT FROM pg_database d WHERE d.datdba = r.oid AND d.datname = current_database()))
        THEN 'it owns the database' END,
      CASE WHEN bool_or(r.rolcreaterole) THEN 'it may make roles' END,
      CASE WHEN current_user <> session_user THEN 'it acts as another role' END
    ], NULL) AS reasons
    FROM pg_roles r
    WHERE r.rolname = session_user OR pg_has_role(session_user, r.oid, 'MEMBER')`;
  if (role === undefined || role.reasons.length > 0) {
    const reasons = role?.reasons.join(", ") ?? "its rights could not be read";
    throw new Failure("database.unsafe-role", {
      detail: { problem: `Role \`${role?.name ?? "?"}\` is refused: ${reasons}.` },
    });
  }
}
