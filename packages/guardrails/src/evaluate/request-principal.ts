/** Who makes a request. `account` is null for who has none: AWS services and anonymous callers. */
export type RequestPrincipal = {
  readonly kind: "root" | "user" | "role" | "federated" | "aws-service" | "anonymous";
  readonly account: string | null;
  /** What `aws:PrincipalArn` holds: of a session its role's ARN. Null for who has none. */
  readonly arn: string | null;
  readonly isServiceLinked: boolean;
  /** ARNs that it may have as well: a session's ARN leaves the role's path out. */
  readonly otherArns: readonly string[];
  /** AWS's services name their roles like this, and nothing says that nobody else may. */
  readonly mayBeServiceLinked: boolean;
};

const arnShape = /^arn:([a-z0-9-]+):(iam|sts)::(\d{12}):([^:]+)$/s;
const serviceShape = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.[a-z]+)?$/;

const parsed = new Map<string, RequestPrincipal | null>();
const mostParsed = 4_096;

/**
 * Reads `arn:aws:iam::...` of a root, user or role, `arn:aws:sts::...` of a session, `*` or `anonymous`, and names such
 * as `cloudtrail.amazonaws.com`. Null for what is none of them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
export function parsePrincipal(written: string): RequestPrincipal | null {
  const known = parsed.get(written);
  if (known !== undefined) return known;
  const made = parse(written);
  if (parsed.size >= mostParsed) parsed.clear();
  parsed.set(written, made);
  return made;
}

function parse(written: string): RequestPrincipal | null {
  if (written === "*" || written === "anonymous") return outsider("anonymous");
  if (serviceShape.test(written)) return outsider("aws-service");
  const [, partition = "", service, account = "", rest = ""] = arnShape.exec(written) ?? [];
  if (service === "iam") {
    if (rest === "root") return insider("root", account, written);
    if (/^user\/./s.test(rest)) return insider("user", account, written);
    return /^role\/./s.test(rest) ? insider("role", account, written) : null;
  }
  if (service !== "sts") return null;
  const [, role] = /^assumed-role\/([^/]+)\/./s.exec(rest) ?? [];
  if (role !== undefined) return sessionOf(role, account, `arn:${partition}:iam::${account}:role/`);
  return /^federated-user\/./s.test(rest) ? insider("federated", account, written) : null;
}

/** Roles of IAM Identity Center lie below a path that may hold a Region, and the session does not tell it. */
function sessionOf(role: string, account: string, prefix: string): RequestPrincipal {
  if (!role.startsWith("AWSReservedSSO_"))
    return { ...insider("role", account, prefix + role), mayBeServiceLinked: role.startsWith("AWSServiceRoleFor") };
  const path = `${prefix}aws-reserved/sso.amazonaws.com/`;
  return { ...insider("role", account, path + role), otherArns: [`${path}*/${role}`] };
}

function insider(kind: RequestPrincipal["kind"], account: string, arn: string): RequestPrincipal {
  const isServiceLinked = isServiceLinkedRole(arn);
  return { kind, account, arn, isServiceLinked, otherArns: [], mayBeServiceLinked: false };
}

function outsider(kind: "aws-service" | "anonymous"): RequestPrincipal {
  return { kind, account: null, arn: null, isServiceLinked: false, otherArns: [], mayBeServiceLinked: false };
}

/**
 * Their path is AWS's own; nobody else can make a role below it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html
 */
export function isServiceLinkedRole(arn: string): boolean {
  return /^arn:[a-z0-9-]+:iam::\d{12}:role\/aws-service-role\//.test(arn);
}
