import { loadEnvironment } from "@sekinin/config";
import { type Database, findTenantBySlug, listConnections, openDatabase, type Tenant } from "@sekinin/db";
import { BadInput } from "./report.ts";

/** Opens the installation's database, gives it to `work`, and closes it whatever happens. */
export async function withInstallation<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const { DATABASE_URL: appUrl, DATABASE_SYSTEM_URL: systemUrl } = loadEnvironment([
    "DATABASE_URL",
    "DATABASE_SYSTEM_URL",
  ]);
  const database = await openDatabase({ appUrl, systemUrl, poolSize: 4 });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** The tenant with this slug, or an error that says how to make one. */
export async function requireTenant(database: Database, slug: string): Promise<Tenant> {
  const tenant = await database.withSystem((tx) => findTenantBySlug(tx, slug));
  if (tenant === null)
    throw new BadInput(
      `There is no tenant \`${slug}\`. Make it: npm run -s sekinin -- tenant create --slug ${slug} --name NAME`,
    );
  return tenant;
}

/** The tenant's only connection, or the one that `id` names. */
export async function requireConnection(
  database: Database,
  tenantId: string,
  id: string | undefined,
): Promise<{ id: string; state: string }> {
  const connections = await database.withTenant(tenantId, (tx) => listConnections(tx));
  const chosen = id === undefined ? connections : connections.filter((connection) => connection.id === id);
  const [first, second] = chosen;
  if (first === undefined)
    throw new BadInput(
      id === undefined
        ? "The tenant has no connection. Make one: npm run -s sekinin -- connection create --help"
        : `The tenant has no connection \`${id}\`.`,
    );
  if (second !== undefined)
    throw new BadInput(
      `The tenant has several connections; name one: ${chosen.map((connection) => `--connection ${connection.id}`).join(", ")}`,
    );
  return first;
}
