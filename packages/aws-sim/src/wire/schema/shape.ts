import { NormalizedSchema } from "@smithy/core/schema";

/** Timestamp formats as the schemas number them: date-time, http-date, epoch seconds. */
export type TimestampFormat = "date-time" | "http-date" | "epoch-seconds";

/** The traits that the five protocols look at. */
export type Traits = {
  readonly xmlName?: string;
  readonly jsonName?: string;
  readonly ec2QueryName?: string;
  readonly xmlFlattened?: unknown;
  readonly xmlAttribute?: unknown;
  readonly httpLabel?: unknown;
  readonly httpPayload?: unknown;
  readonly httpResponseCode?: unknown;
  readonly httpQueryParams?: unknown;
  readonly httpHeader?: string;
  readonly httpQuery?: string;
  readonly httpPrefixHeaders?: string;
  readonly awsQueryError?: readonly [string, number];
};

export type Member = { readonly name: string; readonly traits: Traits; readonly shape: Shape };

/** A schema of the SDK's, unfolded one level at a time because schemas may be recursive. */
export type Shape =
  | { readonly kind: "string" | "boolean" | "number" | "blob" | "document" | "unit" }
  | { readonly kind: "timestamp"; readonly format: TimestampFormat | undefined }
  | { readonly kind: "list"; readonly itemName: string | undefined; readonly item: () => Shape }
  | {
      readonly kind: "map";
      readonly keyName: string;
      readonly valueName: string;
      readonly value: () => Shape;
    }
  | StructShape;

export type StructShape = {
  readonly kind: "struct";
  readonly name: string;
  readonly traits: Traits;
  /** The first `required` members must be there. */
  readonly required: number;
  readonly members: () => readonly Member[];
};

const timestampFormats: Record<number, TimestampFormat> = { 5: "date-time", 6: "http-date", 7: "epoch-seconds" };
const structs = new WeakMap<object, StructShape>();

/** The shape of anything that `NormalizedSchema.of` takes: an operation's input, output or an error. */
export function shapeOf(schema: unknown): Shape {
  return unfold(NormalizedSchema.of(schema as Parameters<typeof NormalizedSchema.of>[0]));
}

function unfold(schema: NormalizedSchema): Shape {
  if (schema.isUnitSchema()) return { kind: "unit" };
  if (schema.isStructSchema()) return unfoldStruct(schema);
  if (schema.isListSchema()) return unfoldList(schema);
  if (schema.isMapSchema()) return unfoldMap(schema);
  if (schema.isBlobSchema()) return { kind: "blob" };
  if (schema.isTimestampSchema()) {
    return { kind: "timestamp", format: timestampFormats[Number(schema.getSchema())] };
  }
  if (schema.isDocumentSchema()) return { kind: "document" };
  if (schema.isBooleanSchema()) return { kind: "boolean" };
  return schema.isStringSchema() ? { kind: "string" } : { kind: "number" };
}

function unfoldStruct(schema: NormalizedSchema): StructShape {
  const raw = schema.getSchema() as object;
  const known = structs.get(raw);
  if (known !== undefined) return known;
  const required = Array.isArray(raw) && typeof raw[6] === "number" ? raw[6] : 0;
  const struct: StructShape = {
    kind: "struct",
    name: schema.getName() ?? "",
    traits: schema.getOwnTraits() as Traits,
    required,
    members: once(() =>
      [...schema.structIterator()].map(([name, member]) => ({
        name,
        traits: memberTraits(member),
        shape: unfold(member),
      })),
    ),
  };
  structs.set(raw, struct);
  return struct;
}

/** A structure's own XML name is that of a document's root; as a member it goes by the member's name. */
function memberTraits(member: NormalizedSchema): Traits {
  const { xmlName: _ofTarget, ...merged } = member.getMergedTraits() as Traits;
  const { xmlName } = member.getMemberTraits() as Traits;
  return xmlName === undefined ? merged : { ...merged, xmlName };
}

function unfoldList(schema: NormalizedSchema): Shape {
  const value = schema.getValueSchema();
  const { xmlName } = value.getMergedTraits() as Traits;
  return { kind: "list", itemName: xmlName, item: once(() => unfold(value)) };
}

function unfoldMap(schema: NormalizedSchema): Shape {
  const value = schema.getValueSchema();
  return {
    kind: "map",
    keyName: (schema.getKeySchema().getMergedTraits() as Traits).xmlName ?? "key",
    valueName: (value.getMergedTraits() as Traits).xmlName ?? "value",
    value: once(() => unfold(value)),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
