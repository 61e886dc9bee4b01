import { randomUUID } from "node:crypto";
import { readSigned, type Signed } from "./access/credentials.ts";
import { withBodyFaults } from "./faults/body-faults.ts";
import type { FaultEffect } from "./faults/fault.ts";
import { SimulatedError, serviceNames, type WireAccount, type WireOrganization } from "./handler.ts";
import { brokenHandler, createPerformer, type ExchangeParts, type Performed } from "./perform.ts";
import type { Answer } from "./protocol/answer.ts";
import { encodeError } from "./protocol/error.ts";
import { encodeOutput } from "./protocol/output.ts";
import { decodeRequest, type WireRequest } from "./protocol/request.ts";
import type { ServiceKey } from "./service/clients.ts";
import { loadService, type ServiceModel } from "./service/model.ts";

/** The answer to one request and the faults that its delivery suffers. */
export type Exchanged = { readonly answer: Answer; readonly effects: readonly FaultEffect[] };
export type Exchange = (request: WireRequest) => Promise<Exchanged>;

/** A request's way to its answer: decoded, performed, encoded. */
export function createExchange<Account extends WireAccount, Organization extends WireOrganization<Account>>(
  parts: ExchangeParts<Account, Organization>,
): Exchange {
  const perform = createPerformer(parts);
  return async (request) => {
    const signed = readSigned(request.headers.authorization);
    const key = serviceKeyOf(signed, request);
    if (signed === undefined || key === undefined) return { answer: notAService(signed), effects: [] };
    const model = await loadService(key);
    const header = request.headers["x-amz-security-token"];
    const token = typeof header === "string" ? header : undefined;
    const performed = perform({ model, signed, token, decode: () => decodeRequest(model, request) });
    const answer = answerTo(model, performed);
    performed.count(answer.status);
    return { answer: withBodyFaults(performed.effects, answer), effects: performed.effects };
  };
}

function answerTo(model: ServiceModel, { outcome }: Performed): Answer {
  const requestId = randomUUID();
  if ("refused" in outcome) return encodeError(model, outcome.refused, requestId);
  const { operation } = outcome.decoded;
  try {
    return encodeOutput(model, operation, outcome.output, requestId);
  } catch (error) {
    const refused = error instanceof SimulatedError ? error : brokenHandler(model.key, operation.name, error);
    return encodeError(model, refused, requestId);
  }
}

function serviceKeyOf(signed: Signed | undefined, request: WireRequest): ServiceKey | undefined {
  const name = serviceNames.find((each) => each === signed?.service);
  return name === "s3" && request.path.startsWith("/v20180820/") ? "s3control" : name;
}

function notAService(signed: Signed | undefined): Answer {
  const code = signed === undefined ? "MissingAuthenticationToken" : "UnknownService";
  const message =
    signed === undefined
      ? "Request is missing Authentication Token"
      : `The simulator has no service ${signed.service}.`;
  return {
    status: signed === undefined ? 403 : 404,
    headers: { "content-type": "application/json", "x-amzn-errortype": code },
    body: JSON.stringify({ __type: code, message }),
  };
}
