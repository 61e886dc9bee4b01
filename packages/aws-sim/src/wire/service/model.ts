import { isRecord, plainText } from "../schema/scalars.ts";
import { type StructShape, shapeOf } from "../schema/shape.ts";
import { loadClient, type ServiceKey } from "./clients.ts";
import type { OperationModel } from "./operation-model.ts";
import { type RestRoute, restRoutes } from "./rest-routes.ts";

export type Protocol = "awsJson" | "awsQuery" | "ec2Query" | "restJson" | "restXml";

/** All that the wire must know of one service, read from its SDK client. */
export type ServiceModel = {
  readonly key: ServiceKey;
  readonly protocol: Protocol;
  /** `application/x-amz-json-1.0` or `-1.1` for awsJson. */
  readonly jsonVersion: "1.0" | "1.1";
  readonly namespace: string;
  readonly xmlNamespace: string;
  readonly operations: ReadonlyMap<string, OperationModel>;
  /** By shape name and by the code that awsQuery sends for it. */
  readonly errors: ReadonlyMap<string, StructShape>;
  readonly routes: readonly RestRoute[];
};

const protocols: Readonly<Record<string, Protocol>> = {
  "aws.protocols#awsJson1_0": "awsJson",
  "aws.protocols#awsJson1_1": "awsJson",
  "aws.protocols#awsQuery": "awsQuery",
  "aws.protocols#ec2Query": "ec2Query",
  "aws.protocols#restJson1": "restJson",
  "aws.protocols#restXml": "restXml",
};
const operationSchema = 9;
const errorSchema = -3;
const models = new Map<ServiceKey, Promise<ServiceModel>>();

/** Loads a service's client once. Throws TypeError for a client that exposes no schemas or speaks another protocol. */
export function loadService(key: ServiceKey): Promise<ServiceModel> {
  let model = models.get(key);
  if (model === undefined) {
    model = readModel(key);
    models.set(key, model);
  }
  return model;
}

async function readModel(key: ServiceKey): Promise<ServiceModel> {
  const { Client, exports } = await loadClient[key]();
  const client = new Client({ region: "us-east-1", credentials: { accessKeyId: "none", secretAccessKey: "none" } });
  const { shapeId, namespace, xmlNamespace } = readProtocol(key, client.config);
  client.destroy();
  const protocol = protocols[shapeId];
  if (protocol === undefined) throw new TypeError(`${key}: the simulator does not speak ${shapeId}`);
  const operations = readOperations(exports);
  if (operations.size === 0) throw new TypeError(`${key}: its client exposes no operation schemas`);
  return {
    key,
    protocol,
    jsonVersion: shapeId.endsWith("1_0") ? "1.0" : "1.1",
    namespace,
    xmlNamespace,
    operations,
    errors: readErrors(exports),
    routes: restRoutes([...operations.values()]),
  };
}

function readProtocol(key: ServiceKey, config: unknown) {
  const protocol = isRecord(config) ? config.protocol : undefined;
  const settings = isRecord(config) && isRecord(config.protocolSettings) ? config.protocolSettings : {};
  const shapeId = isRecord(protocol) && typeof protocol.getShapeId === "function" ? protocol.getShapeId() : undefined;
  if (typeof shapeId !== "string") throw new TypeError(`${key}: its client exposes no protocol`);
  return {
    shapeId,
    namespace: plainText(settings.defaultNamespace),
    xmlNamespace: plainText(settings.xmlNamespace),
  };
}

function readOperations(exports: Readonly<Record<string, unknown>>): Map<string, OperationModel> {
  const operations = new Map<string, OperationModel>();
  for (const schema of Object.values(exports)) {
    if (!Array.isArray(schema) || schema[0] !== operationSchema) continue;
    const [, , name, traits, input, output] = schema;
    const http = isRecord(traits) && Array.isArray(traits.http) ? (traits.http as [string, string, number]) : undefined;
    operations.set(name, { name, input: shapeOf(input), output: shapeOf(output), http });
  }
  return operations;
}

function readErrors(exports: Readonly<Record<string, unknown>>): Map<string, StructShape> {
  const errors = new Map<string, StructShape>();
  for (const schema of Object.values(exports)) {
    if (!Array.isArray(schema) || schema[0] !== errorSchema) continue;
    const shape = shapeOf(schema);
    if (shape.kind !== "struct") continue;
    errors.set(shape.name, shape);
    const code = shape.traits.awsQueryError?.[0];
    if (code !== undefined) errors.set(code, shape);
  }
  return errors;
}
