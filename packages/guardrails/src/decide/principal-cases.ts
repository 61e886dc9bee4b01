import type { ObjectivePrincipals } from "../objectives/objective.ts";
import type { Clause } from "../values/clause.ts";
import type { KeyDomain } from "../values/find-value.ts";
import { exactPattern, globPattern, type Pattern, written } from "../values/pattern.ts";
import type { DecisionPlace } from "./decision-input.ts";

/** One kind of caller. `member` is every kind of the account's own together, where nothing tells them apart. */
export type PrincipalCase =
  | "member"
  | "human"
  | "user"
  | "role"
  | "federated"
  | "root"
  | "external"
  | "anonymous"
  | "aws-service";

/** What one kind of caller holds of one key. */
export type CaseFact = { readonly presence: KeyDomain["presence"]; readonly clauses: readonly Clause[] };

const kinds: Readonly<Record<ObjectivePrincipals, readonly PrincipalCase[]>> = {
  member: ["user", "role", "federated", "root"],
  human: ["user", "role", "federated"],
  root: ["root"],
  external: ["external", "anonymous"],
  "aws-service": ["aws-service"],
};

/** Keys that tell kinds of the account's own callers apart beside `aws:PrincipalArn`. */
const tellingKeys: ReadonlySet<string> = new Set([
  "aws:principaltype",
  "aws:userid",
  "aws:username",
  "aws:assumedroot",
  "aws:sourceidentity",
  "aws:principaltag/",
]);

export function isTelling(family: string): boolean {
  return tellingKeys.has(family);
}

/** The kinds to decide one by one: all of them, or together where no statement asks what tells them apart. */
export function casesOf(principals: ObjectivePrincipals, isSplit: boolean): readonly PrincipalCase[] {
  if (!isSplit && (principals === "member" || principals === "human")) return [principals];
  return kinds[principals];
}

export function isForeign(principals: ObjectivePrincipals): boolean {
  return principals === "external" || principals === "aws-service";
}

const never: CaseFact = { presence: "never", clauses: [] };

/**
 * What is fixed of the keys that tell who calls, by key in lower case, tags by their prefix.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
export function caseFacts(principalCase: PrincipalCase, place: DecisionPlace): ReadonlyMap<string, CaseFact> {
  if (principalCase === "external") return strangerFacts(place);
  if (principalCase === "anonymous") return anonymousFacts();
  return principalCase === "aws-service" ? serviceFacts() : memberFacts(principalCase, place);
}

type MemberCase = Exclude<PrincipalCase, "external" | "anonymous" | "aws-service">;
type SingleCase = "user" | "role" | "federated" | "root";

const membersOf: Readonly<Record<MemberCase, readonly SingleCase[]>> = {
  member: ["user", "role", "federated", "root"],
  human: ["user", "role", "federated"],
  user: ["user"],
  role: ["role"],
  federated: ["federated"],
  root: ["root"],
};

function memberFacts(memberCase: MemberCase, place: DecisionPlace): ReadonlyMap<string, CaseFact> {
  const { account, organization, path } = place;
  const singles = membersOf[memberCase];
  const arns = singles.map((single) => arnOf(single, place));
  const serviceLinked = globPattern(written("arn:*:iam::*:role/aws-service-role/*"));
  const facts: [string, CaseFact][] = [
    [
      "aws:principalarn",
      {
        presence: "always",
        clauses: [among("one", arns), ...(singles.includes("role") ? [none([serviceLinked])] : [])],
      },
    ],
    ["aws:principalaccount", fixed(account.id)],
    ["aws:principalorgid", fixed(organization.id)],
    ["aws:principalisawsservice", fixed("false")],
    ["aws:principalservicename", never],
    ["aws:principalservicenameslist", never],
    ["aws:sourceaccount", never],
    ["aws:sourcearn", never],
    ["aws:sourceorgid", never],
    ["aws:sourceorgpaths", never],
  ];
  if (path !== null) {
    facts.push([
      "aws:principalorgpaths",
      { presence: "always", clauses: [among("all", [exactPattern(written(path))])] },
    ]);
  }
  const [only, ...others] = singles;
  if (only !== undefined && others.length === 0) facts.push(...tellingFacts(only, place));
  return new Map(facts);
}

function arnOf(single: SingleCase, { account: { id, partition } }: DecisionPlace): Pattern {
  if (single === "root") return exactPattern(written(`arn:${partition}:iam::${id}:root`));
  if (single === "federated") return globPattern(written(`arn:${partition}:sts::${id}:federated-user/?*`));
  return globPattern(written(`arn:${partition}:iam::${id}:${single}/?*`));
}

const types: Readonly<Record<SingleCase, string>> = {
  user: "User",
  role: "AssumedRole",
  federated: "FederatedUser",
  root: "Account",
};

function tellingFacts(single: SingleCase, { account: { id } }: DecisionPlace): readonly [string, CaseFact][] {
  const userIds: Readonly<Record<SingleCase, Pattern>> = {
    user: globPattern(written("AIDA?*")),
    role: globPattern(written("AROA?*:?*")),
    federated: globPattern(written(`${id}:?*`)),
    root: exactPattern(written(id)),
  };
  const facts: [string, CaseFact][] = [
    ["aws:principaltype", fixed(types[single])],
    ["aws:userid", { presence: "always", clauses: [among("one", [userIds[single]])] }],
    ["aws:username", single === "user" ? { presence: "always", clauses: [] } : never],
  ];
  if (single !== "root") facts.push(["aws:assumedroot", never]);
  if (single === "user" || single === "root") facts.push(["aws:sourceidentity", never]);
  if (single === "root") facts.push(["aws:principaltag/", never]);
  return facts;
}

/** Signed calls of accounts outside the organisation. */
function strangerFacts({ account, organization }: DecisionPlace): ReadonlyMap<string, CaseFact> {
  const own = (text: string) => globPattern(written(text));
  const inPartition = (text: string) => own(`arn:${account.partition}:${text}`);
  return new Map<string, CaseFact>([
    [
      "aws:principalarn",
      {
        presence: "always",
        clauses: [
          among("one", [
            ...["iam::????????????:user/?*", "iam::????????????:role/?*", "iam::????????????:root"].map(inPartition),
            inPartition("sts::????????????:federated-user/?*"),
          ]),
          none([own(`arn:*:*::${account.id}:*`), own("arn:*:iam::*:role/aws-service-role/*")]),
        ],
      },
    ],
    [
      "aws:principalaccount",
      { presence: "always", clauses: [among("one", [own("????????????")]), none([exactPattern(written(account.id))])] },
    ],
    ["aws:principalorgid", { presence: "optional", clauses: [none([exactPattern(written(organization.id))], true)] }],
    ["aws:principalorgpaths", { presence: "optional", clauses: [none([own(`${organization.id}/*`)], true, "all")] }],
    ["aws:principalisawsservice", fixed("false")],
    ["aws:principalservicename", never],
    ["aws:principalservicenameslist", never],
    ["aws:sourceaccount", never],
    ["aws:sourcearn", never],
    ["aws:sourceorgid", never],
    ["aws:sourceorgpaths", never],
  ]);
}

/**
 * Whether an AWS service calls is told of signed calls only.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principaltype
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalisawsservice
 */
function anonymousFacts(): ReadonlyMap<string, CaseFact> {
  const absent = [
    "aws:principalarn",
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:principaltag/",
    "aws:principalisawsservice",
    "aws:principalservicename",
    "aws:principalservicenameslist",
    "aws:username",
    "aws:sourceidentity",
    "aws:assumedroot",
    "aws:multifactorauthpresent",
    "aws:multifactorauthage",
    "aws:tokenissuetime",
    "aws:sourceaccount",
    "aws:sourcearn",
    "aws:sourceorgid",
    "aws:sourceorgpaths",
  ];
  return new Map<string, CaseFact>([
    ...absent.map((key) => [key, never] as const),
    ["aws:principaltype", fixed("Anonymous")],
    ["aws:principalaccount", fixed("anonymous")],
    ["aws:userid", fixed("anonymous")],
    ["aws:viaawsservice", fixed("false")],
  ]);
}

/** An AWS service that calls as itself, for whoever asked it to. */
function serviceFacts(): ReadonlyMap<string, CaseFact> {
  const optional: CaseFact = { presence: "optional", clauses: [] };
  const names = globPattern(written("?*.amazonaws.com*"));
  return new Map<string, CaseFact>([
    ["aws:principalisawsservice", fixed("true")],
    ["aws:principalservicename", { presence: "always", clauses: [among("one", [names])] }],
    ["aws:principalservicenameslist", { presence: "always", clauses: [among("all", [names])] }],
    ["aws:principalarn", optional],
    ["aws:principalaccount", optional],
    ["aws:principalorgid", never],
    ["aws:principalorgpaths", never],
    ["aws:principaltag/", never],
    ["aws:principaltype", optional],
    ["aws:userid", optional],
    ["aws:username", never],
    ["aws:viaawsservice", { presence: "optional", clauses: [] }],
  ]);
}

function fixed(value: string): CaseFact {
  return { presence: "always", clauses: [among("one", [exactPattern(written(value))])] };
}

/** A clause of our own: its key does not matter, since the state that it is added to has one. */
export function among(quantifier: "one" | "all", patterns: readonly Pattern[], absent = false): Clause {
  return { key: "", absent, present: { quantifier, test: { kind: "text", patterns }, isNegated: false } };
}

export function none(patterns: readonly Pattern[], absent = false, quantifier: "one" | "all" = "one"): Clause {
  return { key: "", absent, present: { quantifier, test: { kind: "text", patterns }, isNegated: true } };
}
