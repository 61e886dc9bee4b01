import type { OrganizationRequest } from "../evaluate/organization-request.ts";
import { parsePrincipal } from "../evaluate/request-principal.ts";
import {
  anyText,
  collectProblems,
  type FileProblem,
  type JsonObject,
  listAt,
  objectAt,
  type Problems,
  textAt,
} from "./checked-value.ts";
import { parseFile } from "./parse-file.ts";

const mostCharacters = 200_000_000;
const accountId = { pattern: /^\d{12}$/, expected: "12 digits" };
const actionName = {
  pattern: /^[a-z0-9-]{1,64}:[a-z0-9]{1,128}$/i,
  expected: "a service and an action without wildcards: `s3:PutObject`",
};
const principalExpected =
  "an ARN of a root, user, role or session, `*`, or a service such as `cloudtrail.amazonaws.com`";

export type RequestsFile =
  | { readonly status: "read"; readonly requests: readonly OrganizationRequest[] }
  | { readonly status: "refused"; readonly problems: readonly FileProblem[] };

/**
 * Reads the requests that `evaluate` takes: `resource` or several `resources`, context values as lists or single ones.
 * Never throws.
 */
export function readRequestsFile(text: string): RequestsFile {
  const problems = collectProblems();
  const value = parseFile(text, mostCharacters, problems);
  if (problems.list.length > 0) return { status: "refused", problems: problems.list };
  const requests = listAt(value, "", problems).map((entry, at) => requestAt(entry, `[${at}]`, problems));
  return problems.list.length > 0 ? { status: "refused", problems: problems.list } : { status: "read", requests };
}

function requestAt(value: unknown, path: string, problems: Problems): OrganizationRequest {
  const request = objectAt(value, path, problems);
  const principal = textAt(request.principal, `${path}.principal`, problems);
  if (principal !== "" && parsePrincipal(principal) === null)
    problems.add(`${path}.principal`, "wrong-value", principalExpected);
  const account = textAt(request.account, `${path}.account`, problems, accountId);
  return {
    account,
    principal,
    action: textAt(request.action, `${path}.action`, problems, actionName),
    resources: resourcesAt(request, path, problems),
    context: contextAt(request.context, `${path}.context`, problems),
    ...(request.resourceAccount === undefined
      ? {}
      : { resourceAccount: textAt(request.resourceAccount, `${path}.resourceAccount`, problems, accountId) }),
  };
}

function resourcesAt({ resource, resources }: JsonObject, path: string, problems: Problems): readonly string[] {
  if (resources === undefined) return [textAt(resource, `${path}.resource`, problems)];
  const list = listAt(resources, `${path}.resources`, problems);
  if (list.length === 0) problems.add(`${path}.resources`, "wrong-value", "at least one resource");
  return list.map((entry, at) => textAt(entry, `${path}.resources[${at}]`, problems));
}

function contextAt(value: unknown, path: string, problems: Problems): Readonly<Record<string, readonly string[]>> {
  if (value === undefined) return {};
  const entries = Object.entries(objectAt(value, path, problems)).map(([key, written]) => {
    const list: readonly unknown[] = Array.isArray(written) ? written : [written];
    return [key, list.map((entry) => contextValue(entry, `${path}.${key}`, problems))] as const;
  });
  return Object.fromEntries(entries);
}

function contextValue(value: unknown, path: string, problems: Problems): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value === "") return "";
  return textAt(value, path, problems, anyText);
}
