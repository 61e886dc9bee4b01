export { createInProcessSimulator, type InProcessCall, type InProcessSimulator } from "./in-process.ts";
export { canaryPrefix } from "./organization/contents/function-variables.ts";
export { createOrganization } from "./organization/create-organization.ts";
export type {
  AccountKind,
  AccountOverride,
  OrganizationOptions,
  OrganizationShape,
  SimulatedAccount,
  SimulatedOrganization,
} from "./organization/types.ts";
export { type SimulatorOptions, startSimulator } from "./server.ts";
export { installationAccountId, installationRoleArn } from "./wire/access/credentials.ts";
export type { CallCountRow, CallCounts } from "./wire/call-counts.ts";
export type { FaultEffect, FaultKind, FaultRule, Faults } from "./wire/faults/fault.ts";
export {
  type PlantedVerdict,
  type ServiceName,
  SimulatedError,
  type SimulatedRole,
  serviceNames,
} from "./wire/handler.ts";
export { type Rate, rates, ratesReadOn } from "./wire/limits/rates.ts";
export type { ThrottleSetting } from "./wire/limits/throttle.ts";
export type { Simulator } from "./wire/simulator.ts";
