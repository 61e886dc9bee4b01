import type { CompiledOrganization } from "./compile-organization.ts";
import type { OrganizationRequest } from "./organization-request.ts";
import type { RequestPrincipal } from "./request-principal.ts";
import type { RequestContext } from "./text-template.ts";

const principalTypes = {
  root: "Account",
  user: "User",
  role: "AssumedRole",
  federated: "FederatedUser",
  "aws-service": null,
  anonymous: "Anonymous",
} as const;

/**
 * The request's keys, in lower case, and those that follow from the rest where it does not give them (an empty list
 * gives none). Every other key is absent. Where one of several values is the right one and nobody knows which, all are
 * there, so that a test on it is undecided. Worked out when asked for: policies ask for few.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export class FilledContext implements RequestContext {
  readonly #given = new Map<string, readonly string[]>();
  readonly #compiled: CompiledOrganization;
  readonly #resources: readonly string[];
  readonly #principal: RequestPrincipal;
  readonly #caller: string;
  readonly #now: string;

  constructor(compiled: CompiledOrganization, request: OrganizationRequest, principal: RequestPrincipal, now: string) {
    for (const key of Object.keys(request.context)) this.#given.set(key.toLowerCase(), request.context[key] ?? []);
    this.#compiled = compiled;
    this.#resources = request.resources;
    this.#principal = principal;
    this.#caller = request.principal;
    this.#now = now;
  }

  get(lowerKey: string): readonly string[] | undefined {
    const given = this.#given.get(lowerKey);
    if (given !== undefined || !lowerKey.startsWith("aws:")) return given;
    if (lowerKey === "aws:principalarn") return principalArns(this.#principal);
    const value = this.#follows(lowerKey);
    return value === null ? undefined : [value];
  }

  #follows(key: string): string | null {
    const { kind, account } = this.#principal;
    switch (key) {
      case "aws:principalaccount":
        return kind === "anonymous" ? "anonymous" : account;
      case "aws:principalorgid":
        return account === null ? null : organizationOf(this.#compiled, account);
      case "aws:principalorgpaths":
        return account === null ? null : orgPathOf(this.#compiled, account);
      case "aws:userid":
        return userIdOf(this.#principal);
      case "aws:principaltype":
        return principalTypes[kind];
      case "aws:principalisawsservice":
        return kind === "anonymous" ? null : String(kind === "aws-service");
      case "aws:principalservicename":
      case "aws:principalservicenameslist":
        return kind === "aws-service" ? this.#caller : null;
      case "aws:requestedregion":
        return regionOf(this.#resources);
      case "aws:securetransport":
        return "true";
      case "aws:viaawsservice":
        return "false";
      case "aws:currenttime":
        return this.#now;
      case "aws:epochtime":
        return String(Math.floor(Date.parse(this.#now) / 1_000));
      default:
        return null;
    }
  }
}

/** Ids of users and roles are IAM's own, and nothing of a request tells them. */
function userIdOf({ kind, account }: RequestPrincipal): string | null {
  if (kind === "anonymous") return "anonymous";
  return kind === "root" ? account : null;
}

function principalArns({ arn, otherArns }: RequestPrincipal): readonly string[] | undefined {
  return arn === null ? undefined : [arn, ...otherArns];
}

function organizationOf({ accounts, reading: { organization } }: CompiledOrganization, account: string): string | null {
  return accounts.has(account) || account === organization.managementAccountId ? organization.id : null;
}

/** Organisation, root and OUs with a slash after each; null where the place is not known. */
function orgPathOf({ accounts, reading: { organization } }: CompiledOrganization, account: string): string | null {
  const placed = accounts.get(account);
  if (placed === undefined || placed.path.broken !== null || placed.isContradictory) return null;
  return [organization.id, ...placed.path.ids.slice(0, -1), ""].join("/");
}

function regionOf(resources: readonly string[]): string | null {
  for (const resource of resources) {
    const region = resource.split(":", 4)[3];
    if (region !== undefined && region !== "" && !/[*?]/.test(region)) return region;
  }
  return null;
}
