import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashPassword } from "@sekinin/auth";
import { createOrganization } from "@sekinin/aws-sim";
import { loadEnvironment } from "@sekinin/config";
import {
  addMembership,
  addOperatorMember,
  createConnection,
  createOperator,
  createTenant,
  createUser,
  type Database,
  findOperatorBySlug,
  findTenantBySlug,
  findUserByEmail,
  grantOperator,
  listConnections,
  openDatabase,
  type SystemTransaction,
  setUserPassword,
} from "@sekinin/db";
import { type DemoTenant, demoRoles, demoTenants, earlierWeeks, organizationOptions } from "./demo-tenants.ts";
import { stateDirectory } from "./paths.mjs";

const people = [
  {
    email: "ciso@acme.example",
    name: "Aoife Byrne",
    tenant: "acme",
    role: "owner",
    locale: "en",
    words: "CISO of Acme",
  },
  {
    email: "viewer@acme.example",
    name: "Tom Walsh",
    tenant: "acme",
    role: "viewer",
    locale: "en",
    words: "viewer at Acme",
  },
  {
    email: "ciso@hinode.example",
    name: "佐藤 明子",
    tenant: "hinode",
    role: "owner",
    locale: "ja",
    words: "CISO of Hinode (Japanese)",
  },
] as const;
const operator = {
  email: "operator@northstar.example",
  name: "Noor Haddad",
  words: "operator of both customers",
} as const;

const demoFile = join(stateDirectory, "demo.json");
const simulatorConfig = join(stateDirectory, "simulator.json");

type SeededTenant = { readonly id: string; readonly slug: string; readonly name: string };

async function seedTenant(database: Database, spec: DemoTenant): Promise<SeededTenant & { externalId: string }> {
  const { slug, name, zone, locale } = spec;
  const tenant =
    (await database.withSystem((tx) => findTenantBySlug(tx, slug))) ??
    (await database.withSystem((tx) => createTenant(tx, { slug, name, zone, locale })));
  const externalId = await database.withTenant(tenant.id, async (tx) => {
    const [known] = await listConnections(tx);
    if (known !== undefined) return known.externalId;
    const managementAccountId = createOrganization(
      organizationOptions(spec, { externalId: "of no importance here", week: 0, now: new Date() }),
    ).managementAccountId;
    const made = await createConnection(tx, {
      managementRoleArn: `arn:aws:iam::${managementAccountId}:role/${demoRoles.managementRoleName}`,
      memberRoleName: demoRoles.memberRoleName,
    });
    return made.externalId;
  });
  return { id: tenant.id, slug, name, externalId };
}

/** Makes the user, or gives the one that data from an earlier start holds the new password. */
async function keepUser(
  tx: SystemTransaction,
  input: Parameters<typeof createUser>[1],
): Promise<{ readonly id: string }> {
  const known = await findUserByEmail(tx, input.email);
  if (known === null) return createUser(tx, input);
  await setUserPassword(tx, known.id, input.passwordHash);
  return known;
}

async function seedPeople(database: Database, seeded: readonly SeededTenant[], password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  for (const { email, name, tenant: slug, role, locale } of people) {
    const tenant = seeded.find((candidate) => candidate.slug === slug);
    if (tenant === undefined) continue;
    const user = await database.withSystem((tx) => keepUser(tx, { email, name, passwordHash, locale }));
    await database.withTenant(tenant.id, (tx) => addMembership(tx, { userId: user.id, role }));
  }
  const northstar = await database.withSystem(async (tx) => {
    const made =
      (await findOperatorBySlug(tx, "northstar")) ??
      (await createOperator(tx, { slug: "northstar", name: "Northstar Security" }));
    const user = await keepUser(tx, { email: operator.email, name: operator.name, passwordHash, locale: "en" });
    await addOperatorMember(tx, { operatorId: made.id, userId: user.id });
    return made;
  });
  for (const { id } of seeded) {
    await database.withTenant(id, (tx) => grantOperator(tx, { operatorId: northstar.id, role: "viewer" }));
  }
}

function wordsOf(password: string): string {
  const lines = [...people, operator].map(({ email, words }) => `  ${email.padEnd(28)} ${words}`);
  return `Sign in as (password for all: ${password})\n${lines.join("\n")}`;
}

function textIn(kept: unknown, key: string): string | undefined {
  const value: unknown = typeof kept === "object" && kept !== null ? Reflect.get(kept, key) : undefined;
  return typeof value === "string" ? value : undefined;
}

const {
  DATABASE_URL: appUrl,
  DATABASE_SYSTEM_URL: systemUrl,
  SEKININ_PUBLIC_URL: address,
} = loadEnvironment(["DATABASE_URL", "DATABASE_SYSTEM_URL", "SEKININ_PUBLIC_URL"]);
const database = await openDatabase({ appUrl, systemUrl, poolSize: 4 });
try {
  const isNew = !existsSync(demoFile);
  const kept: unknown = isNew ? {} : JSON.parse(readFileSync(demoFile, "utf8"));
  const password = textIn(kept, "password") ?? randomBytes(9).toString("base64url");
  const startedAt = new Date(textIn(kept, "startedAt") ?? Date.now());
  const seeded: (SeededTenant & { externalId: string })[] = [];
  for (const spec of demoTenants) seeded.push(await seedTenant(database, spec));
  if (isNew) await seedPeople(database, seeded, password);
  const organizations = demoTenants.map((spec, index) =>
    organizationOptions(spec, { externalId: seeded[index]?.externalId ?? "", week: earlierWeeks, now: startedAt }),
  );
  writeFileSync(simulatorConfig, JSON.stringify({ organizations }), { mode: 0o600 });
  writeFileSync(demoFile, JSON.stringify({ address, password, startedAt: startedAt.toISOString() }), { mode: 0o600 });
  const answer = { simulatorConfig, signIns: wordsOf(password), tenants: seeded.map(({ id, name }) => ({ id, name })) };
  process.stdout.write(JSON.stringify(answer));
} finally {
  await database.close();
}
