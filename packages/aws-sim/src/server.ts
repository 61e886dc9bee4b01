import { handlers } from "./handlers/index.ts";
import type { SimulatedAccount, SimulatedOrganization } from "./organization/types.ts";
import { type Simulator, startWire, type WireOptions } from "./wire/simulator.ts";

export type SimulatorOptions = Omit<WireOptions<SimulatedAccount, SimulatedOrganization>, "handlers">;

/** Starts the simulated AWS on loopback: organisations behind the real wire protocols. Rejects when the port is taken. */
export function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  return startWire({ ...options, handlers });
}
