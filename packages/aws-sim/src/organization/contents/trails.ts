import type { AlternateContact } from "@aws-sdk/client-account";
import type { EventSelector } from "@aws-sdk/client-cloudtrail";
import type { Plot } from "./plot.ts";
import type { SimulatedTrail } from "./types.ts";

const allEvents: EventSelector = {
  ReadWriteType: "All",
  IncludeManagementEvents: true,
  DataResources: [],
  ExcludeManagementEventSources: [],
};

/** The organisation's trail as every account sees it, and the account's own ones, good or bad. */
export function plantTrails(plot: Plot): readonly SimulatedTrail[] {
  // CloudTrail could not make its role in the account, so that the organisation's trail never came.
  const leftOut = plot.mistake("organization-trail", 0.12);
  const draws = plot.random("trails");
  const rescued = leftOut && draws.chance(0.25);
  const faulty = draws.pick(["none", "single-region", "stopped", "write-only"] as const);
  plot.plant("cloudtrail-multi-region-trail", "global", plot.rootArn, leftOut && !rescued ? "fail" : "pass");
  return [
    ...(leftOut ? [] : [organizationTrail(plot)]),
    ...(rescued ? [ownTrail(plot, null)] : []),
    ...((leftOut && !rescued) || draws.chance(0.1) ? ownFaultyTrail(plot, faulty) : []),
  ];
}

type TrailFault = "none" | "single-region" | "stopped" | "write-only";

function ownFaultyTrail(plot: Plot, fault: TrailFault): readonly SimulatedTrail[] {
  return fault === "none" ? [] : [ownTrail(plot, fault)];
}

function organizationTrail(plot: Plot): SimulatedTrail {
  const { homeRegion, managementAccountId, company } = plot.settings;
  const name = `${company}-organization-trail`;
  return {
    trail: {
      Name: name,
      TrailARN: `arn:aws:cloudtrail:${homeRegion}:${managementAccountId}:trail/${name}`,
      S3BucketName: `${company}-log-archive-trail`,
      HomeRegion: homeRegion,
      IsMultiRegionTrail: true,
      IsOrganizationTrail: true,
      IncludeGlobalServiceEvents: true,
      LogFileValidationEnabled: true,
      HasCustomEventSelectors: true,
      HasInsightSelectors: false,
    },
    isLogging: true,
    eventSelectors: [{ ...allEvents, ExcludeManagementEventSources: ["kms.amazonaws.com"] }],
  };
}

function ownTrail(plot: Plot, fault: Exclude<TrailFault, "none"> | null): SimulatedTrail {
  const { homeRegion, company } = plot.settings;
  const name = fault === null ? "own-trail" : `old-trail-${fault}`;
  return {
    trail: {
      Name: name,
      TrailARN: `arn:aws:cloudtrail:${homeRegion}:${plot.accountId}:trail/${name}`,
      S3BucketName: `${company}-${plot.accountId}-trail`,
      HomeRegion: homeRegion,
      IsMultiRegionTrail: fault !== "single-region",
      IsOrganizationTrail: false,
      IncludeGlobalServiceEvents: true,
      LogFileValidationEnabled: false,
      HasCustomEventSelectors: fault === "write-only",
      HasInsightSelectors: false,
    },
    isLogging: fault !== "stopped",
    eventSelectors: [fault === "write-only" ? { ...allEvents, ReadWriteType: "WriteOnly" } : allEvents],
  };
}

/** The SECURITY alternate contact; null where there is none. */
export function plantSecurityContact(plot: Plot): AlternateContact | null {
  const missing = plot.mistake("security-contact", 0.18);
  plot.plant("account-security-contact", "global", plot.rootArn, missing ? "fail" : "pass");
  if (missing) return null;
  return {
    AlternateContactType: "SECURITY",
    Name: plot.named("Security Operations", "json"),
    Title: "CSIRT",
    EmailAddress: `security@${plot.settings.company}.example`,
    PhoneNumber: "+353 1 555 0100",
  };
}
