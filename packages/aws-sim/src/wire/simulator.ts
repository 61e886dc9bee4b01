import { type CallCounts, createCallCounter } from "./call-counts.ts";
import { answerControl } from "./control.ts";
import { createExchange } from "./exchange.ts";
import type { Faults } from "./faults/fault.ts";
import { createFaultBook } from "./faults/fault-book.ts";
import type { Handlers, PlantedVerdict, WireAccount, WireOrganization } from "./handler.ts";
import { listen } from "./http-server.ts";
import { createThrottle, type ThrottleSetting } from "./limits/throttle.ts";

export type WireOptions<Account extends WireAccount, Organization extends WireOrganization<Account>> = {
  readonly organizations: readonly Organization[];
  readonly handlers: Handlers<Account, Organization>;
  /** 0 takes a free port. */
  readonly port?: number;
  /** Added to every answer. */
  readonly latencyMs?: number;
  readonly faults?: Faults;
  readonly throttle?: ThrottleSetting;
  readonly now?: () => Date;
};

/** A running simulator. `planted` throws RangeError for an organisation that it does not have. */
export type Simulator = {
  readonly endpointUrl: string;
  close(): Promise<void>;
  setFaults(faults: Faults): void;
  setThrottle(setting: ThrottleSetting): void;
  calls(): CallCounts;
  resetCalls(): void;
  planted(organizationId: string): readonly PlantedVerdict[];
};

/** Starts the wire over any organisations and handlers that keep its types. */
export async function startWire<Account extends WireAccount, Organization extends WireOrganization<Account>>(
  options: WireOptions<Account, Organization>,
): Promise<Simulator> {
  const { organizations, handlers } = options;
  const faults = createFaultBook(options.faults ?? { rules: [] });
  const throttle = createThrottle(options.throttle ?? "published");
  const counter = createCallCounter();
  const now = options.now ?? (() => new Date());
  const server = await listen({
    port: options.port ?? 0,
    latencyMs: options.latencyMs ?? 0,
    exchange: createExchange({ organizations, handlers, faults, throttle, counter, now }),
    control: (request) => answerControl({ organizations, faults, throttle, counter }, request),
  });
  return {
    endpointUrl: server.endpointUrl,
    close: () => server.close(),
    setFaults: (next) => faults.set(next),
    setThrottle: (setting) => throttle.set(setting),
    calls: () => counter.read(),
    resetCalls: () => counter.reset(),
    planted(organizationId) {
      const organization = organizations.find(({ id }) => id === organizationId);
      if (organization === undefined) throw new RangeError(`no organization \`${organizationId}\``);
      return organization.planted();
    },
  };
}
