import type { AccountState, OrganizationReading, UnreadList } from "../organization.ts";
import {
  choiceAt,
  collectProblems,
  type FileProblem,
  type JsonObject,
  listAt,
  objectAt,
  type Problems,
  textAt,
  textsAt,
} from "./checked-value.ts";
import { parseFile } from "./parse-file.ts";
import { parametersAt } from "./read-parameters-file.ts";
import { partitionAt } from "./read-partition.ts";
import { duplicateKeyOf, readPolicies } from "./read-policies.ts";
import { reasonAt } from "./read-reason.ts";

export type OrganizationFile =
  | { readonly status: "read"; readonly reading: OrganizationReading }
  | { readonly status: "refused"; readonly problems: readonly FileProblem[] };

/** Ten thousand policies of the largest size, and their tree. */
const mostCharacters = 200_000_000;
const accountId = { pattern: /^\d{12}$/, expected: "12 digits" };
const states: readonly AccountState[] = ["ACTIVE", "PENDING_ACTIVATION", "SUSPENDED", "PENDING_CLOSURE", "CLOSED"];

/**
 * Reads a `sekinin.organization/1` file, or says everything that is wrong with it; never throws. What AWS could not
 * hold, but a file can (circles, missing parents, one id twice, broken policies) is read as it stands: it decides
 * nothing, and the lint names it.
 */
export function readOrganizationFile(text: string): OrganizationFile {
  const problems = collectProblems();
  const value = parseFile(text, mostCharacters, problems);
  const twice = problems.list.length > 0 ? null : duplicateKeyOf(text);
  if (twice !== null) problems.add(twice.slice(0, 64), "duplicate-key", "each key once");
  const file = problems.list.length > 0 ? {} : objectAt(value, "", problems);
  if (problems.list.length > 0) return { status: "refused", problems: problems.list };
  const reading = readingOf(file, text, problems);
  return problems.list.length > 0 ? { status: "refused", problems: problems.list } : { status: "read", reading };
}

function readingOf(file: JsonObject, text: string, problems: Problems): OrganizationReading {
  choiceAt(file.format, "format", problems, { choices: ["sekinin.organization/1"] });
  const organization = objectAt(file.organization, "organization", problems);
  const root = objectAt(file.root, "root", problems);
  const policies = readPolicies(file.policies, text, problems);
  const partition = partitionAt(file.partition, policies, problems);
  return {
    format: "sekinin.organization/1",
    ...(partition === null ? {} : { partition }),
    organization: {
      id: textAt(organization.id, "organization.id", problems),
      managementAccountId: textAt(
        organization.managementAccountId,
        "organization.managementAccountId",
        problems,
        accountId,
      ),
      featureSet: choiceAt(organization.featureSet, "organization.featureSet", problems, {
        choices: ["ALL", "CONSOLIDATED_BILLING"],
        fallback: "ALL",
      }),
    },
    ...(file.parameters === undefined ? {} : { parameters: parametersAt(file.parameters, "parameters", problems) }),
    root: {
      id: textAt(root.id, "root.id", problems),
      ...(root.name === undefined ? {} : { name: textAt(root.name, "root.name", problems) }),
      policyTypes: listAt(root.policyTypes, "root.policyTypes", problems).map((value, at) => {
        const path = `root.policyTypes[${at}]`;
        const entry = objectAt(value, path, problems);
        return {
          type: textAt(entry.type, `${path}.type`, problems),
          status: textAt(entry.status, `${path}.status`, problems),
        };
      }),
    },
    organizationalUnits: unitsAt(file.organizationalUnits, problems),
    accounts: accountsAt(file.accounts, problems),
    policies,
    delegatedAdministrators: delegatedAt(file.delegatedAdministrators, problems),
    unread: unreadAt(file.unread, problems),
  };
}

function unitsAt(value: unknown, problems: Problems): OrganizationReading["organizationalUnits"] {
  return listAt(value, "organizationalUnits", problems, true).map((written, at) => {
    const path = `organizationalUnits[${at}]`;
    const { id, name, parentId } = objectAt(written, path, problems);
    return {
      id: textAt(id, `${path}.id`, problems),
      name: name === undefined ? String(id) : textAt(name, `${path}.name`, problems),
      parentId: textAt(parentId, `${path}.parentId`, problems),
    };
  });
}

function accountsAt(value: unknown, problems: Problems): OrganizationReading["accounts"] {
  return listAt(value, "accounts", problems, true).map((written, at) => {
    const path = `accounts[${at}]`;
    const { id, name, parentId, status, state, joinedAt } = objectAt(written, path, problems);
    const isOld = state === undefined;
    return {
      id: textAt(id, `${path}.id`, problems, accountId),
      name: name === undefined ? String(id) : textAt(name, `${path}.name`, problems),
      parentId: textAt(parentId, `${path}.parentId`, problems),
      state: choiceAt(isOld ? status : state, `${path}.${isOld ? "status" : "state"}`, problems, {
        choices: states,
        fallback: "ACTIVE",
      }),
      joinedAt: joinedAt === undefined || joinedAt === null ? null : textAt(joinedAt, `${path}.joinedAt`, problems),
    };
  });
}

function delegatedAt(value: unknown, problems: Problems): OrganizationReading["delegatedAdministrators"] {
  return listAt(value, "delegatedAdministrators", problems, true).map((written, at) => {
    const path = `delegatedAdministrators[${at}]`;
    const entry = objectAt(written, path, problems);
    return {
      accountId: textAt(entry.accountId, `${path}.accountId`, problems, accountId),
      servicePrincipals: textsAt(entry.servicePrincipals, `${path}.servicePrincipals`, problems),
    };
  });
}

const lists: readonly UnreadList["list"][] = [
  "organizational-units",
  "accounts",
  "policies",
  "delegated-administrators",
];

function unreadAt(value: unknown, problems: Problems): OrganizationReading["unread"] {
  return listAt(value, "unread", problems, true).map((written, at) => {
    const path = `unread[${at}]`;
    const { list, scope, reason } = objectAt(written, path, problems);
    return {
      list: choiceAt(list, `${path}.list`, problems, { choices: lists }),
      ...(scope === undefined ? {} : { scope: textAt(scope, `${path}.scope`, problems) }),
      reason: reasonAt(reason, `${path}.reason`, problems),
    };
  });
}
