import { handlers } from "./handlers/index.ts";
import type { SimulatedOrganization } from "./organization/types.ts";
import { createCallCounter } from "./wire/call-counts.ts";
import { createFaultBook } from "./wire/faults/fault-book.ts";
import { SimulatedError } from "./wire/handler.ts";
import { createThrottle } from "./wire/limits/throttle.ts";
import { createPerformer } from "./wire/perform.ts";
import { loadClient, type ServiceKey } from "./wire/service/clients.ts";
import { loadService, type ServiceModel } from "./wire/service/model.ts";

/** One call as a client of the SDK would sign and send it. */
export type InProcessCall = {
  /** SigV4 signing name; `s3control` for S3 Control. */
  readonly service: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly region: string;
  readonly accessKeyId: string;
  readonly sessionToken: string | undefined;
};

/**
 * The simulator without its wire: the same credentials, permissions, pages and handlers, no HTTP, no latency, no
 * throttle, no faults. Rejects with an error of the name that the SDK gives it.
 */
export type InProcessSimulator = { call(call: InProcessCall): Promise<Record<string, unknown>> };

export function createInProcessSimulator(organizations: readonly SimulatedOrganization[]): InProcessSimulator {
  const perform = createPerformer({
    organizations,
    handlers,
    faults: createFaultBook({ rules: [] }),
    throttle: createThrottle("off"),
    counter: createCallCounter(),
    now: () => new Date(),
  });
  return {
    async call({ service, operation, input, region, accessKeyId, sessionToken }) {
      if (!isServiceKey(service)) throw new TypeError(`the simulator has no service ${service}`);
      const model = await loadService(service);
      const decode = () => {
        const found = model.operations.get(operation);
        if (found === undefined) throw new SimulatedError("UnknownOperationException", 400, operation);
        // Absent and undefined are the same once a request has been written.
        const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
        return { operation: found, input: given };
      };
      const signed = { accessKeyId, region, service };
      const { outcome } = perform({ model, signed, token: sessionToken, decode });
      if ("refused" in outcome) throw asSdkError(model, outcome.refused);
      return outcome.output;
    },
  };
}

function isServiceKey(service: string): service is ServiceKey {
  return Object.hasOwn(loadClient, service);
}

/** By the shape's name where the service models the error, else by the code that it sends. */
function asSdkError(model: ServiceModel, { code, message, httpStatus }: SimulatedError): Error {
  const name = model.errors.get(code)?.name ?? code;
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: httpStatus } });
}
