import { loadEnvironment } from "@sekinin/config";
import {
  confirmTeamAddress,
  createSubscription,
  createTeam,
  type Database,
  findOperatorBySlug,
  findTenantBySlug,
  findUserByEmail,
  listOrganizations,
  listSubscriptions,
  listTeams,
  openDatabase,
  requestDigestNow,
  setAssignment,
  type Tenant,
  type TenantTransaction,
} from "@sekinin/db";
import { nextDigestAt, periodOf } from "@sekinin/digest";

/** Digests of the demo's people, asked for at once: the first crawl of the present has something to tell. */
const readers = [
  { slug: "acme", email: "ciso@acme.example" },
  { slug: "acme", email: "viewer@acme.example" },
  { slug: "hinode", email: "ciso@hinode.example" },
  { slug: "acme", email: "operator@northstar.example" },
] as const;
const team = { slug: "acme", name: "Network team", email: "network@acme.example", domain: "network" } as const;
const actor = { kind: "command-line", id: null } as const;

async function subscribe(
  tx: TenantTransaction,
  { zone, locale }: Tenant,
  of: { readonly organizationId: string } & ({ readonly userId: string } | { readonly teamId: string }),
): Promise<void> {
  const schedule = { weekday: 1, hour: 8, minute: 0, zone };
  const now = new Date();
  const time = { ...schedule, nextAt: nextDigestAt(schedule, now) };
  const scopeKind = "teamId" in of ? "assignments" : "organization";
  // What somebody has changed since the last start of the demo stays as it is.
  const [known] = (await listSubscriptions(tx, of)).filter(({ state }) => state !== "ended");
  const { id } = known ?? (await createSubscription(tx, { ...of, scopeKind, ...time, locale }));
  await requestDigestNow(tx, id, periodOf(schedule, now));
}

async function tenantOf(database: Database, slug: string): Promise<Tenant> {
  const tenant = await database.withSystem((tx) => findTenantBySlug(tx, slug));
  if (tenant === null) throw new Error(`the demo's tenant ${slug} is missing`);
  return tenant;
}

async function seedReader(database: Database, { slug, email }: (typeof readers)[number]): Promise<void> {
  const tenant = await tenantOf(database, slug);
  const user = await database.withSystem((tx) => findUserByEmail(tx, email));
  if (user === null) return;
  await database.withTenant(tenant.id, async (tx) => {
    const [organization] = await listOrganizations(tx);
    if (organization === undefined) return;
    await subscribe(tx, tenant, { organizationId: organization.organizationId, userId: user.id });
  });
}

/** A team that answers for a domain, with an address that has said yes. */
async function seedTeam(database: Database): Promise<void> {
  const tenant = await tenantOf(database, team.slug);
  await database.withTenant(tenant.id, async (tx) => {
    const [organization] = await listOrganizations(tx);
    const known = (await listTeams(tx)).some(({ name }) => name === team.name);
    if (organization === undefined || known) return;
    const { organizationId, rootId } = organization;
    const { id } = await createTeam(tx, { actor, name: team.name, email: team.email });
    await confirmTeamAddress(tx, id, team.email);
    const place = { nodeId: rootId, subjectKind: "domain", subject: team.domain } as const;
    await setAssignment(tx, { actor, organizationId, ...place, party: { kind: "team", id } });
    await subscribe(tx, tenant, { organizationId, teamId: id });
  });
}

/** What the partner has taken on: it shows in the portfolio. */
async function seedPartner(database: Database): Promise<void> {
  const tenant = await tenantOf(database, "acme");
  const operator = await database.withSystem((tx) => findOperatorBySlug(tx, "northstar"));
  await database.withTenant(tenant.id, async (tx) => {
    const [organization] = await listOrganizations(tx);
    if (organization === undefined || operator === null) return;
    const { organizationId, rootId } = organization;
    const place = { nodeId: rootId, subjectKind: "domain", subject: "logging-detection" } as const;
    await setAssignment(tx, { actor, organizationId, ...place, party: { kind: "partner", operatorId: operator.id } });
  });
}

const { DATABASE_URL: appUrl, DATABASE_SYSTEM_URL: systemUrl } = loadEnvironment([
  "DATABASE_URL",
  "DATABASE_SYSTEM_URL",
]);
const database = await openDatabase({ appUrl, systemUrl, poolSize: 2 });
try {
  for (const reader of readers) await seedReader(database, reader);
  await seedTeam(database);
  await seedPartner(database);
} finally {
  await database.close();
}
