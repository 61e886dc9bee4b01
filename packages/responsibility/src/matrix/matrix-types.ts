import type { Localized } from "../domains.ts";

/** From the building up to the data: the twelve layers of the shared responsibility model. */
export const matrixLayers = [
  "physical",
  "hardware",
  "network-infrastructure",
  "virtualisation",
  "operating-system",
  "os-patching",
  "platform",
  "network-configuration",
  "application",
  "identity-access",
  "data-encryption",
  "backup",
] as const;
export type MatrixLayer = (typeof matrixLayers)[number];

/** Who answers for a layer of a service. */
export type Responsible = "aws" | "shared" | "customer";

export type MatrixCell = {
  readonly layer: MatrixLayer;
  readonly responsible: Responsible;
  readonly reason: Localized;
  /** Ids of controls that decide the customer's part, some of which no release knows yet. */
  readonly controls: readonly string[];
  /** Reports in AWS Artifact that cover AWS's part; empty where AWS has none. */
  readonly reports: readonly string[];
  readonly source: string;
};

export type MatrixService = {
  readonly id: string;
  readonly name: string;
  readonly model: "IaaS" | "PaaS" | "container" | "serverless";
  /** One per layer, in their order. */
  readonly cells: readonly MatrixCell[];
};
