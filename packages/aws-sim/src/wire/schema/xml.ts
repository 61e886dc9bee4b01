import { blobText, isRecord, plainText, timestampText } from "./scalars.ts";
import type { Member, Shape } from "./shape.ts";

const mustEscape = /[&<>"\p{Cc}]/gu;
const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text or attribute content. Control characters become references, which is how AWS sends names that hold them. */
export function escapeXml(text: string): string {
  return text.replace(mustEscape, (character) => entities[character] ?? `&#x${character.charCodeAt(0).toString(16)};`);
}

/** The elements of a structure's members, without an element of its own around them. */
export function membersToXml(members: readonly Member[], value: Record<string, unknown>): string {
  let out = "";
  for (const member of members) {
    const given = value[member.name];
    if (given === undefined || given === null || member.traits.xmlAttribute) continue;
    out += memberToXml(member, given);
  }
  return out;
}

/** ` name="value"` for each member that is an XML attribute. */
function attributesToXml(members: readonly Member[], value: Record<string, unknown>): string {
  let out = "";
  for (const member of members) {
    const given = value[member.name];
    if (!member.traits.xmlAttribute || given === undefined || given === null) continue;
    out += ` ${member.traits.xmlName ?? member.name}="${escapeXml(scalarText(member.shape, given))}"`;
  }
  return out;
}

function memberToXml({ name, traits, shape }: Member, value: unknown): string {
  const tag = traits.xmlName ?? name;
  if (!traits.xmlFlattened) return element(tag, shape, value);
  if (shape.kind === "list") {
    return Array.isArray(value) ? value.map((each) => element(tag, shape.item(), each)).join("") : "";
  }
  return shape.kind === "map" ? entriesToXml(tag, shape, value) : element(tag, shape, value);
}

/** One element with its content. */
export function element(tag: string, shape: Shape, value: unknown): string {
  switch (shape.kind) {
    case "struct": {
      if (!isRecord(value)) return `<${tag}/>`;
      const members = shape.members();
      return `<${tag}${attributesToXml(members, value)}>${membersToXml(members, value)}</${tag}>`;
    }
    case "list": {
      if (!Array.isArray(value) || value.length === 0) return `<${tag}/>`;
      const item = shape.item();
      let out = `<${tag}>`;
      for (const each of value) out += element(shape.itemName ?? "member", item, each);
      return `${out}</${tag}>`;
    }
    case "map":
      return `<${tag}>${entriesToXml("entry", shape, value)}</${tag}>`;
    case "string":
    case "boolean":
    case "number":
    case "blob":
    case "timestamp":
    case "document":
    case "unit":
      return `<${tag}>${escapeXml(scalarText(shape, value))}</${tag}>`;
  }
}

function entriesToXml(tag: string, shape: Extract<Shape, { kind: "map" }>, value: unknown): string {
  if (!isRecord(value)) return "";
  return Object.entries(value)
    .map(([key, each]) => {
      const entry = `<${shape.keyName}>${escapeXml(key)}</${shape.keyName}>`;
      return `<${tag}>${entry}${element(shape.valueName, shape.value(), each)}</${tag}>`;
    })
    .join("");
}

function scalarText(shape: Shape, value: unknown): string {
  if (shape.kind === "blob") return blobText(value);
  return shape.kind === "timestamp" ? timestampText(value, shape.format ?? "date-time") : plainText(value);
}
