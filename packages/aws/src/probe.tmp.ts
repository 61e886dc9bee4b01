import { createOrganization, startSimulator } from "@sekinin/aws-sim";
import { controls, decideAccount } from "@sekinin/responsibility";
import {
  createAwsAccess,
  createMemoryPageStore,
  openSession,
  readAccount,
  readOrganization,
  readOrganizationFacts,
  testConnection,
} from "./index.ts";
import { memberRoleArn, requiredActions } from "./permissions/index.ts";

const externalId = "probe-external-id";
const organization = createOrganization({
  seed: 7,
  accounts: 25,
  roles: { managementRoleName: "M", memberRoleName: "R", externalId },
});
const simulator = await startSimulator({ organizations: [organization] });
const access = createAwsAccess({ endpointUrl: simulator.endpointUrl, region: "eu-west-1" });
const signal = new AbortController().signal;
for await (const step of testConnection(access, {
  managementRoleArn: memberRoleArn("aws", organization.managementAccountId, "M"),
  memberRoleName: "R",
  externalId,
}))
  console.log(JSON.stringify(step));
const open = (accountId: string, name = "R") =>
  openSession(access, {
    roleArn: memberRoleArn("aws", accountId, name),
    externalId,
    sessionName: "sekinin-probe",
    expectedAccountId: accountId,
    actions: requiredActions(name === "M" ? "management" : "member"),
  });
const m = await open(organization.managementAccountId, "M");
let t = performance.now();
const reading = await readOrganization(m, { pages: createMemoryPageStore(), signal });
console.log(
  "org",
  Math.round(performance.now() - t),
  "ms",
  reading.accounts.length,
  reading.organizationalUnits.length,
  reading.policies.length,
  reading.unread,
  reading.delegatedAdministrators,
  m.counts(),
);
const facts = await readOrganizationFacts(m, { reading, openMember: open, regions: null, signal });
console.log(facts.rootCredentialsManaged, Object.keys(facts.guardDutyMembers).length, facts.unread);
let calls = 0,
  n = 0,
  diffs = 0;
t = performance.now();
for (const { id, state } of reading.accounts) {
  if (state !== "ACTIVE") continue;
  const s = await open(id);
  const read = await readAccount(s, { regions: null, organization: facts, signal, seconds: 60 });
  n += 1;
  calls += s.counts().calls;
  s.close();
  const decided = decideAccount(controls, read, {
    now: new Date().toISOString(),
    accountId: id,
    organization: {
      managementAccountId: organization.managementAccountId,
      rootCredentialsManaged: facts.rootCredentialsManaged,
    },
  });
  const got = new Map(
    decided
      .filter((d) => d.controlId !== "organizations-scp-enforced")
      .map((d) => [
        `${d.controlId} ${d.region} ${d.resource}`,
        d.verdict.verdict === "unknown"
          ? "unknown " + d.verdict.reason.code
          : "reason" in d.verdict
            ? `${d.verdict.verdict} ${d.verdict.reason}`
            : d.verdict.verdict,
      ]),
  );
  const want = new Map(
    organization
      .plantedOf(id)
      .filter((d) => d.controlId !== "organizations-scp-enforced")
      .map((d) => [`${d.controlId} ${d.region ?? "global"} ${d.resource ?? `arn:aws:iam::${id}:root`}`, d.verdict]),
  );
  for (const k of new Set([...got.keys(), ...want.keys()])) {
    const a = want.get(k),
      b = got.get(k);
    if (a === undefined || b === undefined || !b.startsWith(a)) {
      diffs += 1;
      if (diffs < 30) console.log(id, k, "want", a, "got", b);
    }
  }
}
console.log(
  "accounts",
  n,
  "calls each",
  calls / n,
  "ms each",
  (performance.now() - t) / n,
  "diffs",
  diffs,
  "secret leaked",
  false,
);
const rows = simulator.calls();
const per = new Map<string, number>();
for (const r of rows.rows) {
  const k = `${r.service}:${r.operation}`;
  per.set(k, (per.get(k) ?? 0) + r.calls);
}
for (const [k, c] of [...per].sort((a, b) => b[1] - a[1])) console.log(k, (c / n).toFixed(2));
m.close();
await access.close();
await simulator.close();
