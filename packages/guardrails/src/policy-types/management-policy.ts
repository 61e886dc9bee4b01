import { scanJson } from "../scan-json.ts";

/** What a policy may do to a value that it inherits. */
export const valueOperators = ["@@assign", "@@append", "@@remove"] as const;
export type ValueOperator = (typeof valueOperators)[number];

/** One setting of a policy. Numbers and flags are texts; a single value and a list differ. */
export type ManagementSetting = {
  readonly path: readonly string[];
  readonly operators: Readonly<Partial<Record<ValueOperator, readonly string[]>>>;
  readonly isList: boolean;
};

/** Operators that policies further down may use at a place of the document. */
export type ChildLimit = { readonly path: readonly string[]; readonly allowed: ReadonlySet<ValueOperator> };

export type ManagementPolicy = {
  readonly settings: readonly ManagementSetting[];
  readonly limits: readonly ChildLimit[];
};

export type ManagementProblemCode =
  | "too-large"
  | "too-deep"
  | "not-json"
  | "not-an-object"
  | "duplicate-key"
  | "unknown-operator"
  | "missing-operator"
  | "wrong-type";

export type ManagementReading =
  | { readonly status: "parsed"; readonly policy: ManagementPolicy }
  | { readonly status: "problem"; readonly problem: { readonly code: ManagementProblemCode; readonly path: string } };

const mostCharacters = 100_000;
const mostLevels = 32;
const childOperator = "@@operators_allowed_for_child_policies";

class Refusal extends Error {
  readonly code: ManagementProblemCode;
  readonly path: readonly string[];

  constructor(code: ManagementProblemCode, path: readonly string[]) {
    super(code);
    this.code = code;
    this.path = path;
  }
}

/**
 * A policy of a type that is inherited by operators: declarative, tag, backup, AI opt-out, chat, Security Hub and the
 * like. Never throws. https://docs.aws.amazon.com/organizations/latest/userguide/policy-operators.html
 */
export function readManagementPolicy(text: string): ManagementReading {
  try {
    const settings: ManagementSetting[] = [];
    const limits: ChildLimit[] = [];
    collect(parse(text), [], settings, limits);
    return { status: "parsed", policy: { settings, limits } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: "problem", problem: { code: error.code, path: error.path.join(".") } };
  }
}

type JsonObject = Readonly<Record<string, unknown>>;

function parse(text: string): JsonObject {
  if (text.length > mostCharacters) throw new Refusal("too-large", []);
  const { depth, duplicateKey } = scanJson(text);
  if (depth > mostLevels) throw new Refusal("too-deep", []);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal("not-json", []);
  }
  if (duplicateKey !== null) throw new Refusal("duplicate-key", [duplicateKey]);
  if (!isObject(value)) throw new Refusal("not-an-object", []);
  return value;
}

function collect(node: JsonObject, path: readonly string[], settings: ManagementSetting[], limits: ChildLimit[]): void {
  const operators: Partial<Record<ValueOperator, readonly string[]>> = {};
  let isList = false;
  for (const [key, value] of Object.entries(node)) {
    const at = [...path, key];
    if (key === childOperator) limits.push({ path, allowed: allowedOf(value, at) });
    else if (isValueOperator(key)) {
      operators[key] = textsOf(value, at);
      isList ||= Array.isArray(value) || key !== "@@assign";
    } else if (key.startsWith("@@")) throw new Refusal("unknown-operator", at);
    else if (isObject(value)) collect(value, at, settings, limits);
    else throw new Refusal("missing-operator", at);
  }
  if (Object.keys(operators).length > 0) settings.push({ path, operators, isList });
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isValueOperator(key: string): key is ValueOperator {
  return valueOperators.some((operator) => operator === key);
}

function textsOf(value: unknown, path: readonly string[]): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((one) => {
    if (typeof one === "string" || typeof one === "number" || typeof one === "boolean") return String(one);
    throw new Refusal("wrong-type", path);
  });
}

function allowedOf(value: unknown, path: readonly string[]): ReadonlySet<ValueOperator> {
  const names = textsOf(value, path);
  if (names.includes("@@all")) return new Set(valueOperators);
  const unknown = names.find((name) => name !== "@@none" && !isValueOperator(name));
  if (unknown !== undefined) throw new Refusal("unknown-operator", [...path, unknown]);
  return new Set(names.filter(isValueOperator));
}
