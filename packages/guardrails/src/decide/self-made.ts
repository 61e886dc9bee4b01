import type { WayOutRequirement } from "../coverage/coverage.ts";
import type { Atom } from "../objectives/atom.ts";
import type { PolicyCondition } from "../policy-document.ts";
import type { AtomOutcome } from "./atom-outcome.ts";

export type SelfMade = { readonly selfMade: boolean | null; readonly by: readonly string[] };

/** Decides one atom where the way out is. */
export type Ask = (atom: Atom) => AtomOutcome;

/**
 * Whether an administrator of the account can make himself, or take over, what the requirements name. Each that names
 * somebody must be within reach; null where nobody can say, or where nothing names anybody.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create.html
 */
export function selfMade(
  requirements: readonly WayOutRequirement[],
  account: string,
  ask: Ask,
  partition = "aws",
): SelfMade {
  const answers = requirements
    .filter(({ kind }) => kind === "named-exemption")
    .map((one) => ofRequirement(one, account, (atom) => ask(inPartition(atom, partition))));
  if (answers.length === 0) return { selfMade: null, by: [] };
  if (answers.some((answer) => answer.selfMade === false)) return { selfMade: false, by: [] };
  const isCertain = answers.every((answer) => answer.selfMade === true);
  return { selfMade: isCertain ? true : null, by: isCertain ? [...new Set(answers.flatMap(({ by }) => by))] : [] };
}

/** Policies name the partition, so that a question about all of them would never be answered by one. */
function inPartition(atom: Atom, partition: string): Atom {
  const place = (arn: string) => arn.replace(/^arn:\*:/, `arn:${partition}:`);
  const resources = atom.resources.map(({ type, patterns, except }) => ({
    type,
    patterns: patterns.map(place),
    except: except.map(place),
  }));
  return { ...atom, resources };
}

const undecided: SelfMade = { selfMade: null, by: [] };
const outOfReach: SelfMade = { selfMade: false, by: [] };

/** Requirements keep variables that stand for the account. */
const accountVariable = /\$\{(aws:PrincipalAccount|(aws|s3):ResourceAccount)\}/gi;

function ofRequirement({ key, how, values: texts }: WayOutRequirement, account: string, ask: Ask): SelfMade {
  const values = texts.map((text) => text.replace(accountVariable, account));
  const lower = key.toLowerCase();
  if (how !== "matches" && how !== "present") return undecided;
  if (lower === "aws:principalarn") return any(values.map((value) => ofArn(value, account, ask)));
  if (lower.startsWith("aws:principaltag/")) return ofTag(lower.slice("aws:principaltag/".length), values, ask);
  if (lower === "aws:username") return any(values.map((value) => open(userActions, `user/${value}`, [], ask)));
  const isPlace = /^aws:principal(account|orgid|orgpaths|isawsservice|servicename|servicenameslist)$/.test(lower);
  return isPlace ? outOfReach : undecided;
}

function any(answers: readonly SelfMade[]): SelfMade {
  const made = answers.filter((answer) => answer.selfMade === true);
  if (made.length > 0) return { selfMade: true, by: [...new Set(made.flatMap(({ by }) => by))] };
  return answers.some((answer) => answer.selfMade === null) ? undecided : outOfReach;
}

const arnParts = 6;
const roleActions = ["iam:CreateRole", "iam:UpdateAssumeRolePolicy", "iam:PutRolePolicy", "iam:AttachRolePolicy"];
const userActions = ["iam:CreateUser", "iam:CreateAccessKey", "iam:CreateLoginProfile"];

/**
 * Roles that AWS makes: nobody else can make or change one below their paths, nor one that is named like those of IAM
 * Identity Center. The name of a service-linked role alone keeps nobody from making another.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/using-service-linked-roles.html
 */
const reserved = ["role/aws-reserved/*", "role/AWSReservedSSO_*", "role/aws-service-role/*"];
const isReserved = /^role\/(aws-reserved\/|AWSReservedSSO_|aws-service-role\/)/;

/** `account` is the one decided upon; a pattern that names another's principals is out of its reach. */
function ofArn(value: string, account: string, ask: Ask): SelfMade {
  const parts = value.split(":");
  const owner = parts.length >= arnParts ? (parts[4] ?? "") : "*";
  if (/^\d{12}$/.test(owner) && owner !== account) return outOfReach;
  const named = parts[parts.length - 1] ?? "";
  if (named === "root") return outOfReach;
  if (named.startsWith("role/")) {
    return isReserved.test(named) ? outOfReach : open(roleActions, named, reserved, ask);
  }
  if (named.startsWith("user/")) return open(userActions, named, [], ask);
  if (!/^\*+$/.test(named)) return undecided;
  return any([open(roleActions, "role/*", reserved, ask), open(userActions, "user/*", [], ask)]);
}

/** Roles and users can be tagged, sessions can bring tags along, and new ones can be made with them. */
const tagActions: readonly (readonly [action: string, resource: string])[] = [
  ["iam:TagRole", "role/*"],
  ["iam:TagUser", "user/*"],
  ["sts:TagSession", "role/*"],
  ["iam:CreateRole", "role/*"],
  ["iam:CreateUser", "user/*"],
];

/** Everything that an answer here depends on beside the requirements. */
export const selfMadeActions: readonly string[] = [
  ...new Set([...roleActions, ...userActions, ...tagActions.map(([action]) => action)]),
];

function ofTag(tag: string, values: readonly string[], ask: Ask): SelfMade {
  const condition: PolicyCondition =
    values.length === 0
      ? { operator: "Null", key: `aws:RequestTag/${tag}`, values: ["false"] }
      : { operator: "StringLike", key: `aws:RequestTag/${tag}`, values };
  return any(
    tagActions.map(([action, resource]) =>
      open([action], resource, resource === "role/*" ? reserved : [], ask, [condition]),
    ),
  );
}

/** Self-made if one of the actions is open to ordinary principals on such a resource of the account. */
function open(
  actions: readonly string[],
  resource: string,
  except: readonly string[],
  ask: Ask,
  conditions: readonly PolicyCondition[] = [],
): SelfMade {
  const arn = (text: string) => `arn:*:iam::{account}:${text}`;
  const type = resource.slice(0, resource.indexOf("/"));
  const outcomes = actions.map((action) => ({
    action,
    outcome: ask({
      id: `self-made ${action} ${resource} ${conditions.map(({ key, values }) => `${key}=${values.join("|")}`).join("&")}`,
      objectiveId: "self-made",
      part: "core",
      principals: "member",
      action,
      resources: [{ type, patterns: [arn(resource)], except: except.map(arn) }],
      conditions,
    }),
  }));
  const by = outcomes.filter(({ outcome }) => outcome.kind === "open").map(({ action }) => action);
  if (by.length > 0) return { selfMade: true, by };
  return outcomes.some(({ outcome }) => outcome.kind === "unknown") ? undecided : outOfReach;
}
