import type { CallCounter } from "./call-counts.ts";
import type { FaultBook } from "./faults/fault-book.ts";
import { readFaults } from "./faults/read-faults.ts";
import type { WireOrganization } from "./handler.ts";
import type { Throttle, ThrottleSetting } from "./limits/throttle.ts";
import type { Answer } from "./protocol/answer.ts";
import type { WireRequest } from "./protocol/request.ts";

export type ControlParts = {
  readonly organizations: readonly WireOrganization[];
  readonly faults: FaultBook;
  readonly throttle: Throttle;
  readonly counter: CallCounter;
};

/** The switches for other processes, all under this path of the AWS endpoint itself. */
export const controlPath = "/_sim/";

/** GET and PUT faults, PUT throttle, GET and DELETE calls, GET planted?organization= and organizations. */
export function answerControl(parts: ControlParts, request: WireRequest): Answer {
  // A web page could otherwise reach a loopback port through its reader's browser.
  if (request.headers.origin !== undefined) return json(403, { error: "not for browsers" });
  const route = `${request.method} ${request.path.slice(controlPath.length)}`;
  try {
    return answerRoute(parts, route, request);
  } catch (error) {
    return json(400, { error: error instanceof Error ? error.message : String(error) });
  }
}

function answerRoute(
  { organizations, faults, throttle, counter }: ControlParts,
  route: string,
  request: WireRequest,
): Answer {
  switch (route) {
    case "GET faults":
      return json(200, faults.current());
    case "PUT faults":
      faults.set(readFaults(bodyOf(request)));
      return json(200, faults.current());
    case "PUT throttle":
      throttle.set(readThrottle(bodyOf(request)));
      return json(200, {});
    case "GET calls":
      return json(200, counter.read());
    case "DELETE calls":
      counter.reset();
      return json(200, {});
    case "GET organizations":
      return json(
        200,
        organizations.map(({ id, managementAccountId }) => ({ id, managementAccountId })),
      );
    case "GET planted": {
      const id = request.query.get("organization");
      const organization = organizations.find((each) => each.id === id);
      return organization === undefined
        ? json(404, { error: `no organization ${id}` })
        : json(200, organization.planted());
    }
    default:
      return json(404, { error: `no ${route}` });
  }
}

/** Throws TypeError unless the value is "published", "off" or a number. */
export function readThrottle(value: unknown): ThrottleSetting {
  if (value === "published" || value === "off" || typeof value === "number") return value;
  throw new TypeError('`throttle` must be "published", "off" or a number');
}

function bodyOf(request: WireRequest): unknown {
  return JSON.parse(request.body.toString("utf8"));
}

function json(status: number, value: unknown): Answer {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}
