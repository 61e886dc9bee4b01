import { type PolicyCondition, type PolicyStatement, splitOperator } from "@sekinin/guardrails";

/**
 * Whether an Allow reaches everybody: principal `*` (or everyone but some), and no condition that pins fixed accounts,
 * an organisation, a service's source or a narrow network. The one place that decides "public" for every service.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function allowsEveryone(statement: PolicyStatement): boolean {
  return statement.effect === "Allow" && namesEveryone(statement) && !statement.conditions.some(pinsCaller);
}

/** Principal `*` or AWS `*`; an Allow with NotPrincipal names everyone else. */
export function namesEveryone(statement: PolicyStatement): boolean {
  if (statement.notPrincipals !== null) return true;
  return statement.principals?.some(({ kind, value }) => kind === "any" || (kind === "AWS" && value === "*")) ?? false;
}

const positiveOperators = new Set(["stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike"]);

/** Keys whose fixed value leaves a known set of callers. */
const exactKeys = new Set([
  "aws:principalaccount",
  "aws:principalorgid",
  "aws:principalservicename",
  "aws:sourceaccount",
  "aws:sourceorgid",
  "aws:sourceowner",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:vpceaccount",
  "aws:vpceorgid",
  "kms:calleraccount",
  "s3:dataaccesspointaccount",
]);
const arnKeys = new Set(["aws:principalarn", "aws:sourcearn", "s3:dataaccesspointarn"]);
const pathKeys = new Set(["aws:principalorgpaths", "aws:sourceorgpaths", "aws:vpceorgpaths"]);

/** A condition that a stranger cannot meet. `IfExists` and `ForAllValues` also match where the key is absent: no pin. */
export function pinsCaller(condition: PolicyCondition): boolean {
  const operator = splitOperator(condition.operator);
  if (operator.ifExists || operator.set === "forallvalues") return false;
  const key = condition.key.toLowerCase();
  if (operator.name === "ipaddress") return key === "aws:sourceip" && condition.values.every(isNarrowNetwork);
  if (!positiveOperators.has(operator.name)) return false;
  if (exactKeys.has(key)) return condition.values.every(isFixed);
  if (arnKeys.has(key)) return condition.values.every(isFixedArn);
  if (pathKeys.has(key)) return condition.values.every((value) => /^o-[a-z0-9]{10,32}\//.test(value));
  if (key === "aws:userid") return condition.values.every((value) => isFixed(value.split(":")[0] ?? ""));
  return false;
}

function isFixed(value: string): boolean {
  return value !== "" && !/[*?]|\$\{/.test(value);
}

/** Fixed as a whole (an S3 bucket's ARN names no account), or at least in its account. */
function isFixedArn(value: string): boolean {
  return isFixed(value) || /^\d{12}$/.test(value.split(":")[4] ?? "");
}

/** AWS calls ranges wider than /8 (IPv4) or /32 (IPv6) public; private ranges lie inside /8 at the widest. */
function isNarrowNetwork(cidr: string): boolean {
  const [address = "", length] = cidr.split("/");
  const isV6 = address.includes(":");
  if (!isFixed(cidr)) return false;
  const bits = length === undefined ? (isV6 ? 128 : 32) : Number(length);
  return Number.isInteger(bits) && bits >= (isV6 ? 32 : 8);
}
