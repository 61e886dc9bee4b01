import type {
  ParsedPolicy,
  PolicyCondition,
  PolicyDocument,
  PolicyPrincipal,
  PolicyProblemCode,
  PolicyStatement,
  PrincipalKind,
} from "./policy-document.ts";
import { scanJson } from "./scan-json.ts";

/** Far above every quota of AWS (a KMS key policy, the largest, holds 32 KiB), so that only hostile text meets it. */
const largestCharacters = 262_144;
const deepest = 16;
const mostStatements = 2_000;

/** Ends the parse of one document; caught in `parsePolicyDocument` and nowhere else. */
class Refusal extends Error {
  readonly code: PolicyProblemCode;
  readonly path: string;
  constructor(code: PolicyProblemCode, path: string) {
    super(code);
    this.code = code;
    this.path = path;
  }
}

/**
 * Reads an IAM, resource or organisation policy. Never throws: what AWS would refuse is a named problem with its place.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicyDocument(text: string): ParsedPolicy {
  try {
    return { status: "parsed", document: documentOf(parseJson(text)) };
  } catch (error) {
    if (error instanceof Refusal) return { status: "problem", problem: { code: error.code, path: error.path } };
    throw error;
  }
}

function parseJson(text: string): unknown {
  if (text.length > largestCharacters) throw new Refusal("too-large", "");
  const shape = scanJson(text);
  if (shape.depth > deepest) throw new Refusal("too-deep", "");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal("not-json", "");
  }
  if (hasLoneSurrogate(text, value)) throw new Refusal("lone-surrogate", "");
  if (shape.duplicateKey !== null) throw new Refusal("duplicate-key", shape.duplicateKey.slice(0, 64));
  return value;
}

/** Half a character, written as it is or escaped: no UTF-8 can carry it, so AWS cannot hold it. */
function hasLoneSurrogate(text: string, value: unknown): boolean {
  if (/\p{Surrogate}/u.test(text)) return true;
  // JSON.stringify escapes halves and nothing else of that range; an even number of backslashes before is text.
  return /\\ud[89a-f]/i.test(text) && /(?<!\\)(?:\\\\)*\\ud[89a-f]/.test(JSON.stringify(value));
}

type JsonObject = Readonly<Record<string, unknown>>;

function objectAt(value: unknown, path: string, code: PolicyProblemCode = "wrong-type"): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Refusal(code, path);
  return value as JsonObject; // the line above makes it true: JSON's objects have string keys only
}

function refuseOthers(object: JsonObject, known: ReadonlySet<string>, prefix: string): void {
  for (const name of Object.keys(object)) {
    if (!known.has(name)) throw new Refusal("unknown-element", `${prefix}${name.slice(0, 64)}`);
  }
}

const documentElements = new Set(["Version", "Id", "Statement"]);

function documentOf(value: unknown): PolicyDocument {
  const object = objectAt(value, "", "not-an-object");
  refuseOthers(object, documentElements, "");
  const version = object.Version ?? "2008-10-17";
  if (version !== "2008-10-17" && version !== "2012-10-17") throw new Refusal("unknown-version", "Version");
  const written = object.Statement;
  if (written === undefined) throw new Refusal("missing-element", "Statement");
  const list: readonly unknown[] = Array.isArray(written) ? written : [written];
  if (list.length > mostStatements) throw new Refusal("too-many-statements", "Statement");
  return {
    version,
    ...(object.Version === undefined ? { isVersionMissing: true } : {}),
    id: textOrNull(object.Id, "Id"),
    statements: list.map(statementOf),
  };
}

const statementElements = new Set([
  "Sid",
  "Effect",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Principal",
  "NotPrincipal",
  "Condition",
]);

function statementOf(value: unknown, index: number): PolicyStatement {
  const path = `Statement[${index}]`;
  const object = objectAt(value, path);
  refuseOthers(object, statementElements, `${path}.`);
  refusePair(object, "Action", "NotAction", path);
  refusePair(object, "Resource", "NotResource", path);
  refusePair(object, "Principal", "NotPrincipal", path);
  if (object.Action === undefined && object.NotAction === undefined)
    throw new Refusal("missing-element", `${path}.Action`);
  const effect = object.Effect;
  if (effect === undefined) throw new Refusal("missing-element", `${path}.Effect`);
  if (effect !== "Allow" && effect !== "Deny") throw new Refusal("wrong-type", `${path}.Effect`);
  return {
    index,
    sid: textOrNull(object.Sid, `${path}.Sid`),
    effect,
    actions: textsOrNull(object.Action, `${path}.Action`),
    notActions: textsOrNull(object.NotAction, `${path}.NotAction`),
    resources: textsOrNull(object.Resource, `${path}.Resource`),
    notResources: textsOrNull(object.NotResource, `${path}.NotResource`),
    principals: principalsOrNull(object.Principal, `${path}.Principal`),
    notPrincipals: principalsOrNull(object.NotPrincipal, `${path}.NotPrincipal`),
    conditions: object.Condition === undefined ? [] : conditionsOf(object.Condition, `${path}.Condition`),
  };
}

function refusePair(object: JsonObject, one: string, other: string, path: string): void {
  if (object[one] !== undefined && object[other] !== undefined)
    throw new Refusal("conflicting-elements", `${path}.${other}`);
}

function textOrNull(value: unknown, path: string): string | null {
  if (value === undefined) return null;
  if (typeof value !== "string") throw new Refusal("wrong-type", path);
  return value;
}

function textsOrNull(value: unknown, path: string): readonly string[] | null {
  return value === undefined ? null : textsOf(value, path);
}

function textsOf(value: unknown, path: string): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((entry, at) => {
    if (typeof entry !== "string") throw new Refusal("wrong-type", Array.isArray(value) ? `${path}[${at}]` : path);
    return entry;
  });
}

const principalKinds: readonly PrincipalKind[] = ["AWS", "Service", "Federated", "CanonicalUser"];

function principalsOrNull(value: unknown, path: string): readonly PolicyPrincipal[] | null {
  if (value === undefined) return null;
  if (value === "*") return [{ kind: "any", value: "*" }];
  const object = objectAt(value, path);
  refuseOthers(object, new Set(principalKinds), `${path}.`);
  return principalKinds.flatMap((kind) =>
    (textsOrNull(object[kind], `${path}.${kind}`) ?? []).map((text) => ({ kind, value: text })),
  );
}

function conditionsOf(value: unknown, path: string): readonly PolicyCondition[] {
  return Object.entries(objectAt(value, path)).flatMap(([operator, keys]) =>
    Object.entries(objectAt(keys, `${path}.${operator}`)).map(([key, written]) => ({
      operator,
      key,
      values: conditionValues(written, `${path}.${operator}.${key}`),
    })),
  );
}

function conditionValues(value: unknown, path: string): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((entry) => {
    if (typeof entry === "string") return entry;
    if (typeof entry === "number" || typeof entry === "boolean") return String(entry);
    throw new Refusal("wrong-type", path);
  });
}
