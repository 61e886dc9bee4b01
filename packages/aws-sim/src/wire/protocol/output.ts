import { membersToJson, toJson } from "../schema/json.ts";
import { isRecord, plainText, timestampText } from "../schema/scalars.ts";
import type { Member, Shape, StructShape } from "../schema/shape.ts";
import { element, escapeXml, membersToXml } from "../schema/xml.ts";
import type { ServiceModel } from "../service/model.ts";
import type { OperationModel } from "../service/operation-model.ts";
import type { Answer } from "./answer.ts";

const xmlHead = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** An operation's success in its service's protocol. Members that the schema does not have are dropped. */
export function encodeOutput(
  model: ServiceModel,
  operation: OperationModel,
  output: Record<string, unknown>,
  requestId: string,
): Answer {
  switch (model.protocol) {
    case "awsJson":
      return {
        status: 200,
        headers: { "content-type": `application/x-amz-json-${model.jsonVersion}`, "x-amzn-requestid": requestId },
        body: JSON.stringify(toJson(operation.output, output, "model") ?? {}),
      };
    case "awsQuery":
    case "ec2Query":
      return encodeQuery(model, operation, output, requestId);
    case "restJson":
    case "restXml":
      return encodeRest(model, operation, output, requestId);
  }
}

function encodeQuery(
  model: ServiceModel,
  { name, output: shape }: OperationModel,
  output: Record<string, unknown>,
  requestId: string,
): Answer {
  const members = shape.kind === "struct" ? membersToXml(shape.members(), output) : "";
  const content =
    model.protocol === "ec2Query"
      ? `<requestId>${requestId}</requestId>${members}`
      : `<${name}Result>${members}</${name}Result><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  return {
    status: 200,
    headers: { "content-type": "text/xml;charset=UTF-8", "x-amzn-requestid": requestId },
    body: `${xmlHead}<${name}Response xmlns="${model.xmlNamespace}">${content}</${name}Response>`,
  };
}

function encodeRest(
  model: ServiceModel,
  { output: shape, http }: OperationModel,
  output: Record<string, unknown>,
  requestId: string,
): Answer {
  const isXml = model.protocol === "restXml";
  const headers: Record<string, string> = {
    "content-type": isXml ? "application/xml" : "application/json",
    [isXml ? "x-amz-request-id" : "x-amzn-requestid"]: requestId,
  };
  const status = http?.[2] ?? 200;
  if (shape.kind !== "struct") return { status, headers, body: "" };
  const members = shape.members();
  bindHeaders(members, output, headers);
  const payload = members.find(({ traits }) => traits.httpPayload);
  if (payload !== undefined)
    return { status, headers, body: payloadBody(payload, output[payload.name], headers, isXml) };
  const inBody = members.filter(({ traits }) => traits.httpHeader === undefined && !traits.httpResponseCode);
  const body = isXml
    ? xmlBody(model, shape, inBody, output)
    : JSON.stringify(membersToJson(inBody, output, "jsonName"));
  return { status, headers, body };
}

function bindHeaders(
  members: readonly Member[],
  output: Record<string, unknown>,
  headers: Record<string, string>,
): void {
  for (const { name, traits, shape } of members) {
    const value = output[name];
    if (value === undefined || value === null) continue;
    if (traits.httpHeader !== undefined) headers[traits.httpHeader.toLowerCase()] = headerText(shape, value);
    if (traits.httpPrefixHeaders === undefined || !isRecord(value)) continue;
    for (const [key, each] of Object.entries(value))
      headers[`${traits.httpPrefixHeaders}${key}`.toLowerCase()] = plainText(each);
  }
}

function headerText(shape: Shape, value: unknown): string {
  return shape.kind === "timestamp" ? timestampText(value, shape.format ?? "http-date") : plainText(value);
}

function payloadBody(
  { shape, traits }: Member,
  value: unknown,
  headers: Record<string, string>,
  isXml: boolean,
): string | Uint8Array {
  if (value === undefined || value === null) return "";
  if (shape.kind === "blob") {
    headers["content-type"] = "application/octet-stream";
    return value instanceof Uint8Array ? value : plainText(value);
  }
  if (shape.kind === "string") {
    headers["content-type"] = "application/json";
    return plainText(value);
  }
  if (!isXml) return JSON.stringify(toJson(shape, value, "jsonName"));
  const name = traits.xmlName ?? (shape.kind === "struct" ? (shape.traits.xmlName ?? shape.name) : "Payload");
  return xmlHead + element(name, shape, value);
}

function xmlBody(
  model: ServiceModel,
  shape: StructShape,
  members: readonly Member[],
  output: Record<string, unknown>,
): string {
  const name = shape.traits.xmlName ?? shape.name;
  // S3 answers GetBucketLocation with the text itself, without an element around the member.
  if (model.key === "s3" && shape.name === "GetBucketLocationOutput") {
    return `${xmlHead}<${name} xmlns="${model.xmlNamespace}">${escapeXml(plainText(output.LocationConstraint ?? ""))}</${name}>`;
  }
  return `${xmlHead}<${name} xmlns="${model.xmlNamespace}">${membersToXml(members, output)}</${name}>`;
}
