import type { SimulatedError } from "../handler.ts";
import { membersToJson } from "../schema/json.ts";
import type { StructShape } from "../schema/shape.ts";
import { escapeXml, membersToXml } from "../schema/xml.ts";
import type { ServiceModel } from "../service/model.ts";
import type { Answer } from "./answer.ts";

/** An error in its service's protocol: code, message and the members of its shape, as the SDK expects them. */
export function encodeError(model: ServiceModel, error: SimulatedError, requestId: string): Answer {
  const shape = model.errors.get(error.code);
  switch (model.protocol) {
    case "awsJson":
      return {
        status: error.httpStatus,
        headers: { "content-type": `application/x-amz-json-${model.jsonVersion}`, "x-amzn-requestid": requestId },
        body: JSON.stringify({ __type: `${model.namespace}#${error.code}`, ...jsonMembers(shape, error, "model") }),
      };
    case "restJson":
      return {
        status: error.httpStatus,
        headers: {
          "content-type": "application/json",
          "x-amzn-requestid": requestId,
          "x-amzn-errortype": error.code,
        },
        body: JSON.stringify(jsonMembers(shape, error, "jsonName")),
      };
    case "awsQuery":
    case "ec2Query":
    case "restXml":
      return {
        status: error.httpStatus,
        headers: { "content-type": "text/xml;charset=UTF-8", "x-amzn-requestid": requestId },
        body: xmlError(model, shape, error, requestId),
      };
  }
}

function jsonMembers(shape: StructShape | undefined, error: SimulatedError, names: "model" | "jsonName"): object {
  const members = shape?.members() ?? [];
  // Organizations and some others capitalise the member; errors outside the model have the small one.
  const message = members.some(({ name }) => name === "Message") ? "Message" : "message";
  return { [message]: error.message, ...membersToJson(members, error.fields, names) };
}

function xmlError(
  model: ServiceModel,
  shape: StructShape | undefined,
  error: SimulatedError,
  requestId: string,
): string {
  const code = shape?.traits.awsQueryError?.[0] ?? error.code;
  const content =
    `<Code>${escapeXml(code)}</Code><Message>${escapeXml(error.message)}</Message>` +
    membersToXml(shape?.members() ?? [], error.fields);
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (model.protocol === "ec2Query") {
    return `${head}<Response><Errors><Error>${content}</Error></Errors><RequestID>${requestId}</RequestID></Response>`;
  }
  if (model.key === "s3") {
    return `${head}<Error>${content}<RequestId>${requestId}</RequestId><HostId>simulated</HostId></Error>`;
  }
  const type = error.httpStatus < 500 ? "Sender" : "Receiver";
  return (
    `${head}<ErrorResponse xmlns="${model.xmlNamespace}"><Error><Type>${type}</Type>${content}</Error>` +
    `<RequestId>${requestId}</RequestId></ErrorResponse>`
  );
}
