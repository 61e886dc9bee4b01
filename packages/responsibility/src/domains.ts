/** The eight parts of the customer's side, in the order in which pages show them. */
export const responsibilityDomains = [
  "data-protection",
  "identity-access",
  "network",
  "application",
  "os-patching",
  "logging-detection",
  "resilience-backup",
  "governance",
] as const;
export type ResponsibilityDomain = (typeof responsibilityDomains)[number];

export const severities = ["critical", "high", "medium", "low"] as const;
export type Severity = (typeof severities)[number];

/** Weight of a duty in a score, by the severity of its control. */
export const severityWeights: Readonly<Record<Severity, number>> = {
  critical: 10,
  high: 5,
  medium: 2,
  low: 1,
};

/** A text that people read, complete in both languages. */
export type Localized = { readonly en: string; readonly ja: string };
