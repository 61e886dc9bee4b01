import type {
  OrganizationAccount,
  OrganizationalUnit,
  OrganizationPolicy,
  OrganizationReading,
} from "@sekinin/guardrails";
import { read, unread } from "@sekinin/guardrails";
import { resourcePolicyStatements, statementsOf } from "./guardrails/statements.ts";

export type GuardrailSize = { readonly accounts: number; readonly units: number; readonly policies: number };

const scp = "SERVICE_CONTROL_POLICY";
const rcp = "RESOURCE_CONTROL_POLICY";
const rootId = "r-be01";

/** A pseudo-random number in [0, 1) that depends on its two arguments alone. */
function noise(a: number, b: number): number {
  let mixed = Math.imul(a + 1, 374_761_393) ^ Math.imul(b + 1, 668_265_263);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 1_274_126_177);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}

/**
 * An organisation as large ones are: OUs five deep, policies with exemption lists that many of them share, Allow lists,
 * Regions denied by NotAction, account ids and paths in conditions, some policies on accounts, three that nobody can
 * read. The same for the same size.
 */
export function generatedGuardrails({ accounts, units, policies }: GuardrailSize): OrganizationReading {
  const organizationalUnits = generatedUnits(units);
  const members = generatedAccounts(accounts, organizationalUnits);
  const nodeIds = [rootId, ...organizationalUnits.map(({ id }) => id), ...members.map(({ id }) => id)];
  return {
    format: "sekinin.organization/1",
    organization: { id: "o-bench00001", managementAccountId: "100000000000", featureSet: "ALL" },
    parameters: { approvedRegions: ["eu-west-1", "eu-central-1"] },
    root: { id: rootId, policyTypes: [scp, rcp].map((type) => ({ type, status: "ENABLED" })) },
    organizationalUnits,
    accounts: members,
    policies: [
      ...generatedPolicies(policies, organizationalUnits, members),
      // An Allow list stands instead of it on some OUs.
      fullAccess(nodeIds.filter((_id, at) => !isAllowListed(at - 1, units))),
    ],
    delegatedAdministrators: [],
    unread: [],
  };
}

/** Eight OUs below the root, two or three below each other one, down to five levels. */
function generatedUnits(count: number): readonly OrganizationalUnit[] {
  return Array.from({ length: count }, (_unused, at) => ({
    id: unitId(at),
    name: `Unit ${at}`,
    parentId: at < 8 ? rootId : unitId(Math.floor((at - 8) / 2.2)),
  }));
}

function unitId(at: number): string {
  return `ou-be01-${String(at).padStart(8, "0")}`;
}

function generatedAccounts(count: number, units: readonly OrganizationalUnit[]): readonly OrganizationAccount[] {
  return Array.from({ length: count }, (_unused, at) => ({
    id: String(100_000_000_000 + at * 7_919),
    name: `account ${at}`,
    parentId: at === 0 ? rootId : (units[Math.floor(noise(at, 3) * units.length)]?.id ?? rootId),
    state: "ACTIVE",
    joinedAt: null,
  }));
}

function isAllowListed(unit: number, units: number): boolean {
  return unit >= 8 && unit < units && unit % 41 === 0;
}

function generatedPolicies(
  count: number,
  units: readonly OrganizationalUnit[],
  accounts: readonly OrganizationAccount[],
): readonly OrganizationPolicy[] {
  const names = { accountIds: accounts.map(({ id }) => id), unitIds: units.map(({ id }) => id), rootId };
  const allowListed = units.filter((_unit, at) => isAllowListed(at, units.length)).map(({ id }) => id);
  return Array.from({ length: count }, (_unused, at) => {
    const isResourceControl = at % 20 === 19;
    const isAllowList = at === 7;
    const statements = isResourceControl ? resourcePolicyStatements(at) : statementsOf(at, names, isAllowList);
    const text = JSON.stringify({ Version: "2012-10-17", Statement: statements });
    const content = at % 90 === 61 ? read(`${text.slice(0, -1)},`) : at === 120 ? unread("throttled") : read(text);
    return {
      id: `p-${String(at).padStart(8, "0")}`,
      name: `guardrail-${at}`,
      type: isResourceControl ? rcp : scp,
      awsManaged: false,
      content,
      targetIds: read(isAllowList ? allowListed : targetsOf(at, names.unitIds, names.accountIds)),
    };
  });
}

/** The first three hang on the root, others on one to three OUs, every eighth on accounts. */
function targetsOf(at: number, unitIds: readonly string[], accountIds: readonly string[]): readonly string[] {
  if (at < 3) return [rootId];
  const pool = at % 8 === 5 ? accountIds : unitIds;
  const wanted = 1 + Math.floor(noise(at, 11) * 3);
  const chosen = Array.from(
    { length: wanted },
    (_unused, which) => pool[Math.floor(noise(at, 20 + which) * pool.length)],
  );
  return [...new Set(chosen.flatMap((id) => id ?? []))];
}

function fullAccess(targetIds: readonly string[]): OrganizationPolicy {
  return {
    id: "p-FullAWSAccess",
    name: "FullAWSAccess",
    type: scp,
    awsManaged: true,
    content: read('{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'),
    targetIds: read(targetIds),
  };
}
