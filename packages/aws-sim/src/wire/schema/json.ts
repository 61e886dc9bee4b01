import { blobText, epochSeconds, isRecord, plainText, timestampFrom, timestampText } from "./scalars.ts";
import type { Member, Shape } from "./shape.ts";

/** awsJson names members as the model does; restJson has names of its own (`jsonName`). */
export type JsonNames = "model" | "jsonName";

/** The plain value that JSON.stringify turns into the wire's body. Members that the schema does not have are dropped. */
export function toJson(shape: Shape, value: unknown, names: JsonNames): unknown {
  if (value === null || value === undefined) return undefined;
  switch (shape.kind) {
    case "struct":
      return isRecord(value) ? membersToJson(shape.members(), value, names) : {};
    case "list": {
      const item = shape.item();
      return Array.isArray(value) ? value.map((each) => toJson(item, each, names)) : [];
    }
    case "map":
      return mapValues(value, (each) => toJson(shape.value(), each, names));
    case "blob":
      return blobText(value);
    case "timestamp":
      return shape.format === undefined || shape.format === "epoch-seconds"
        ? epochSeconds(value)
        : timestampText(value, shape.format);
    case "string":
    case "boolean":
    case "number":
    case "document":
    case "unit":
      return value;
  }
}

/** The members that travel in the body, under their wire names. */
export function membersToJson(members: readonly Member[], value: Record<string, unknown>, names: JsonNames): object {
  const out: Record<string, unknown> = {};
  for (const member of members) {
    const given = value[member.name];
    if (given !== undefined && given !== null) out[wireName(member, names)] = toJson(member.shape, given, names);
  }
  return out;
}

/** The SDK's shape of a parsed body. Unknown members are dropped, as AWS does. */
export function fromJson(shape: Shape, value: unknown, names: JsonNames): unknown {
  if (value === null || value === undefined) return undefined;
  switch (shape.kind) {
    case "struct":
      return isRecord(value) ? membersFromJson(shape.members(), value, names) : {};
    case "list":
      return Array.isArray(value) ? value.map((each) => fromJson(shape.item(), each, names)) : [];
    case "map":
      return mapValues(value, (each) => fromJson(shape.value(), each, names));
    case "blob":
      return new Uint8Array(Buffer.from(plainText(value), "base64"));
    case "timestamp":
      return timestampFrom(typeof value === "number" ? value : plainText(value));
    case "string":
    case "boolean":
    case "number":
    case "document":
    case "unit":
      return value;
  }
}

export function membersFromJson(
  members: readonly Member[],
  value: Record<string, unknown>,
  names: JsonNames,
): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const member of members) {
    const wire = wireName(member, names);
    if (!Object.hasOwn(value, wire)) continue;
    const read = fromJson(member.shape, value[wire], names);
    if (read !== undefined) out[member.name] = read;
  }
  return out;
}

function wireName(member: Member, names: JsonNames): string {
  return names === "jsonName" ? (member.traits.jsonName ?? member.name) : member.name;
}

function mapValues(value: unknown, change: (each: unknown) => unknown): Record<string, unknown> {
  if (!isRecord(value)) return {};
  // fromEntries defines "__proto__" as an ordinary key, an assignment would not.
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, change(each)]));
}
