import type { IncomingHttpHeaders } from "node:http";
import { SimulatedError } from "../handler.ts";
import { fromJson, membersFromJson } from "../schema/json.ts";
import { fromQuery } from "../schema/query.ts";
import { isRecord, timestampFrom } from "../schema/scalars.ts";
import type { Member, Shape } from "../schema/shape.ts";
import type { Protocol, ServiceModel } from "../service/model.ts";
import type { OperationModel } from "../service/operation-model.ts";
import { decodeLabel, matchRoute } from "../service/rest-routes.ts";

export type WireRequest = {
  readonly method: string;
  /** Without the query, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

export type Decoded = { readonly operation: OperationModel; readonly input: Record<string, unknown> };

/** Operation and input of a request. Throws SimulatedError for an unknown operation or a body that is none. */
export function decodeRequest(model: ServiceModel, request: WireRequest): Decoded {
  switch (model.protocol) {
    case "awsJson":
      return decodeJsonRpc(model, request);
    case "awsQuery":
    case "ec2Query":
      return decodeQuery(model, request, model.protocol);
    case "restJson":
    case "restXml":
      return decodeRest(model, request);
  }
}

function decodeJsonRpc(model: ServiceModel, request: WireRequest): Decoded {
  const target = String(request.headers["x-amz-target"] ?? "");
  const operation = model.operations.get(target.slice(target.lastIndexOf(".") + 1));
  if (operation === undefined) throw new SimulatedError("UnknownOperationException", 400, "");
  return { operation, input: structOf(fromJson(operation.input, parseJson(request.body), "model")) };
}

function decodeQuery(model: ServiceModel, request: WireRequest, dialect: "awsQuery" | "ec2Query"): Decoded {
  const form = request.method === "GET" ? request.query : new URLSearchParams(request.body.toString("utf8"));
  const action = form.get("Action") ?? "";
  const operation = model.operations.get(action);
  if (operation === undefined) throw new SimulatedError("InvalidAction", 400, `The action ${action} is not valid.`);
  return { operation, input: operation.input.kind === "struct" ? fromQuery(operation.input, form, dialect) : {} };
}

function decodeRest(model: ServiceModel, request: WireRequest): Decoded {
  const bucket = model.key === "s3" ? bucketOf(request) : undefined;
  const path = bucket?.rest ?? request.path;
  const match = matchRoute(
    bucket === undefined
      ? model.routes
      : model.routes.filter(({ operation }) => wantsBucket(operation) === (bucket.name !== "")),
    request.method,
    path,
    request.query,
  );
  if (match === undefined) {
    throw model.protocol === "restXml"
      ? new SimulatedError("NotImplemented", 501, "A header you provided implies functionality that is not implemented")
      : new SimulatedError("UnknownOperationException", 404, "");
  }
  const { operation } = match;
  if (operation.input.kind !== "struct") return { operation, input: {} };
  const labels = bucket === undefined || bucket.name === "" ? match.labels : { ...match.labels, Bucket: bucket.name };
  return { operation, input: bindInput(operation.input.members(), labels, request, model.protocol) };
}

function bindInput(
  members: readonly Member[],
  labels: Readonly<Record<string, string>>,
  { query, headers, body }: WireRequest,
  protocol: Protocol,
): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  const inBody: Member[] = [];
  for (const member of members) {
    const { name, traits, shape } = member;
    if (traits.httpLabel) assign(input, name, shape, labels[name]);
    else if (traits.httpQuery !== undefined) assignAll(input, name, shape, query.getAll(traits.httpQuery));
    else if (traits.httpHeader !== undefined) assign(input, name, shape, headers[traits.httpHeader.toLowerCase()]);
    else if (traits.httpPayload === undefined) inBody.push(member);
  }
  // No operation that the simulator serves sends XML; a JSON body is read where there is one.
  if (inBody.length > 0 && body.length > 0 && protocol === "restJson") {
    Object.assign(input, membersFromJson(inBody, structOf(parseJson(body)), "jsonName"));
  }
  return input;
}

function assign(input: Record<string, unknown>, name: string, shape: Shape, text: string | string[] | undefined): void {
  if (typeof text === "string") input[name] = scalarOf(shape, text);
}

function assignAll(input: Record<string, unknown>, name: string, shape: Shape, texts: readonly string[]): void {
  if (texts.length === 0) return;
  input[name] =
    shape.kind === "list" ? texts.map((text) => scalarOf(shape.item(), text)) : scalarOf(shape, texts[0] ?? "");
}

function scalarOf(shape: Shape, text: string): unknown {
  if (shape.kind === "number") return Number(text);
  if (shape.kind === "boolean") return text === "true";
  return shape.kind === "timestamp" ? timestampFrom(text) : text;
}

const loopbackSuffix = /\.(?:127\.0\.0\.1|localhost)$/;

/** S3's bucket is the path's first part, or the host's where a client uses virtual hosts. */
function bucketOf({ path, headers }: WireRequest): { readonly name: string; readonly rest: string } {
  const host = String(headers.host ?? "").replace(/:\d+$/, "");
  if (loopbackSuffix.test(host)) return { name: host.replace(loopbackSuffix, ""), rest: path };
  const [, name = "", ...rest] = path.split("/");
  return { name: decodeLabel(name), rest: `/${rest.join("/")}` };
}

function wantsBucket({ input }: OperationModel): boolean {
  return input.kind === "struct" && input.members().some(({ name, traits }) => name === "Bucket" && traits.httpLabel);
}

function parseJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new SimulatedError("SerializationException", 400, "The request body is not JSON.");
  }
}

function structOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}
