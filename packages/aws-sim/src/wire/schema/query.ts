import { timestampFrom } from "./scalars.ts";
import type { Member, Shape, StructShape } from "./shape.ts";

/** awsQuery numbers list items under `.member`, ec2Query directly, and their member names differ. */
export type QueryDialect = "awsQuery" | "ec2Query";

/** Form parameters as a tree: `Filter.1.Name=x` is at Filter, 1, Name. */
type Branch = { text?: string; readonly children: Map<string, Branch> };

/** The input of an awsQuery or ec2Query request. Parameters that the schema does not have are dropped. */
export function fromQuery(shape: StructShape, form: URLSearchParams, dialect: QueryDialect): Record<string, unknown> {
  const root: Branch = { children: new Map() };
  for (const [key, text] of form) {
    let branch = root;
    for (const step of key.split(".")) {
      let next = branch.children.get(step);
      if (next === undefined) {
        next = { children: new Map() };
        branch.children.set(step, next);
      }
      branch = next;
    }
    branch.text = text;
  }
  return readStruct(shape, root, dialect);
}

function readStruct(shape: StructShape, branch: Branch, dialect: QueryDialect): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const member of shape.members()) {
    const child = branch.children.get(queryName(member, dialect));
    if (child === undefined) continue;
    const value = readValue(member.shape, child, dialect, member.traits.xmlFlattened !== undefined);
    if (value !== undefined) out[member.name] = value;
  }
  return out;
}

function readValue(shape: Shape, branch: Branch, dialect: QueryDialect, flattened: boolean): unknown {
  switch (shape.kind) {
    case "struct":
      return readStruct(shape, branch, dialect);
    case "list": {
      const direct = flattened || dialect === "ec2Query";
      const items = direct ? branch : branch.children.get(shape.itemName ?? "member");
      return items === undefined ? [] : numbered(items).map((each) => readValue(shape.item(), each, dialect, false));
    }
    case "map": {
      const entries = flattened ? branch : branch.children.get("entry");
      if (entries === undefined) return {};
      return Object.fromEntries(
        numbered(entries).map((each) => {
          const value = each.children.get(shape.valueName);
          return [
            each.children.get(shape.keyName)?.text ?? "",
            value === undefined ? undefined : readValue(shape.value(), value, dialect, false),
          ];
        }),
      );
    }
    case "string":
    case "boolean":
    case "number":
    case "blob":
    case "timestamp":
    case "document":
    case "unit":
      return branch.text === undefined ? undefined : readScalar(shape.kind, branch.text);
  }
}

function readScalar(kind: Shape["kind"], text: string): unknown {
  if (kind === "boolean") return text === "true";
  if (kind === "number") return Number(text);
  if (kind === "blob") return new Uint8Array(Buffer.from(text, "base64"));
  return kind === "timestamp" ? timestampFrom(text) : text;
}

function numbered(branch: Branch): Branch[] {
  return [...branch.children]
    .filter(([key]) => /^\d+$/.test(key))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, child]) => child);
}

function queryName({ name, traits }: Member, dialect: QueryDialect): string {
  if (dialect === "awsQuery") return traits.xmlName ?? name;
  if (traits.ec2QueryName !== undefined) return traits.ec2QueryName;
  const key = traits.xmlName ?? name;
  return key.charAt(0).toUpperCase() + key.slice(1);
}
