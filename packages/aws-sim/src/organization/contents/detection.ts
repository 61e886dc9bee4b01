import type { ConfigurationRecorder } from "@aws-sdk/client-config-service";
import type { AccountPlan } from "../members.ts";
import { makesMistake } from "../mistakes.ts";
import { drawFrom } from "../random.ts";
import { daysBefore, type Settings } from "../settings.ts";
import type { Plot } from "./plot.ts";
import type { RegionContents, SimulatedRecorderStatus } from "./types.ts";

export type DetectorPlan = "member" | "suspended" | "standalone" | "absent";

/** GuardDuty of one account in one Region, decided without making the account's contents: the administrator's list needs it of all. */
export function detectorPlan(settings: Settings, plan: AccountPlan, region: string): DetectorPlan {
  const used = settings.usedRegions.includes(region);
  // What was never enrolled is missing in all Regions at once; single Regions are forgotten more rarely.
  const missing =
    makesMistake(settings, plan, "guardduty", 0.05) ||
    makesMistake(settings, plan, `guardduty ${region}`, used ? 0.02 : 0.04);
  if (missing) return drawFrom(settings.seed, plan.index, region, "suspended") < 0.3 ? "suspended" : "absent";
  if (!settings.guardDutyAdministrator || plan.kind === "audit") return "standalone";
  return plan.kind === "acquired" && drawFrom(settings.seed, plan.index, "own-guardduty") < 0.4
    ? "standalone"
    : "member";
}

export function plantDetector(plot: Plot, region: string): RegionContents["detector"] {
  const state = detectorPlan(plot.settings, plot.plan, region);
  const on = state === "member" || state === "standalone";
  plot.plant("guardduty-enabled", region, plot.rootArn, on ? "pass" : "fail");
  if (state === "absent") return null;
  return { id: detectorId(plot.settings, plot.accountId, region), status: on ? "ENABLED" : "DISABLED" };
}

export function detectorId(settings: Settings, accountId: string, region: string): string {
  return Math.floor(drawFrom(settings.seed, accountId, region, "detector") * 2 ** 48)
    .toString(16)
    .padStart(12, "0")
    .padEnd(32, "a1b2c3d4e5f6");
}

export type RecorderContents = {
  readonly recorders: readonly ConfigurationRecorder[];
  readonly statuses: readonly SimulatedRecorderStatus[];
};

type RecorderFault = "none" | "stopped" | "failing" | "partial" | "service-linked";
const faults: readonly [RecorderFault, ...RecorderFault[]] = [
  "none",
  "none",
  "stopped",
  "failing",
  "partial",
  "service-linked",
];

/** AWS Config of one Region. Sandboxes have it only where the organisation works. */
export function plantRecorder(plot: Plot, region: string): RecorderContents {
  const used = plot.settings.usedRegions.includes(region);
  const neverSet = !used && (plot.plan.kind === "sandbox" || plot.plan.kind === "acquired");
  const wrong = neverSet || plot.mistake("config", 0.04) || plot.mistake(`config ${region}`, used ? 0.03 : 0.07);
  plot.plant("config-recorder-enabled", region, plot.rootArn, wrong ? "fail" : "pass");
  const fault = neverSet ? "none" : plot.random("config-fault", region).pick(faults);
  if (wrong && fault === "none") return { recorders: [], statuses: [] };
  return recorderOf(plot, region, wrong ? fault : null);
}

function recorderOf(plot: Plot, region: string, fault: RecorderFault | null): RecorderContents {
  const linked = fault === "service-linked";
  const name = linked ? "AWSConfigurationRecorderForSecurityHubAssets" : plot.named("default", "json");
  const arn = `arn:aws:config:${region}:${plot.accountId}:configuration-recorder/${linked ? name : "default"}/${plot.random("recorder", region).text(16)}`;
  const servicePrincipal = linked ? { servicePrincipal: "securityhub.amazonaws.com" } : {};
  const recorder: ConfigurationRecorder = {
    arn,
    name,
    roleARN: `arn:aws:iam::${plot.accountId}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
    recordingGroup: recordingGroup(plot, region, fault),
    recordingMode: { recordingFrequency: "CONTINUOUS" },
    recordingScope: linked ? "INTERNAL" : "PAID",
    ...servicePrincipal,
  };
  const started = daysBefore(plot.settings, plot.random("recorder-age", region).integer(5, 900));
  const capitals = plot.random("recorder-spelling", region).chance(0.8);
  const word = fault === "failing" ? "Failure" : "Success";
  const status: SimulatedRecorderStatus = {
    arn,
    name,
    recording: fault !== "stopped",
    lastStatus: capitals ? word.toUpperCase() : word,
    lastStartTime: started,
    ...(fault === "stopped" ? { lastStopTime: daysBefore(plot.settings, 3) } : {}),
    ...(fault === "failing" ? { lastErrorCode: "AccessDenied", lastErrorMessage: "Insufficient delivery policy" } : {}),
    lastStatusChangeTime: daysBefore(plot.settings, 0.1),
    ...servicePrincipal,
  };
  return { recorders: [recorder], statuses: [status] };
}

function recordingGroup(
  plot: Plot,
  region: string,
  fault: RecorderFault | null,
): ConfigurationRecorder["recordingGroup"] {
  if (fault === "partial") {
    return {
      allSupported: false,
      includeGlobalResourceTypes: false,
      resourceTypes: ["AWS::EC2::Instance", "AWS::S3::Bucket"],
      recordingStrategy: { useOnly: "INCLUSION_BY_RESOURCE_TYPES" },
    };
  }
  return {
    allSupported: true,
    // Global resource types are recorded once.
    includeGlobalResourceTypes: region === plot.settings.homeRegion,
    recordingStrategy: { useOnly: "ALL_SUPPORTED_RESOURCE_TYPES" },
  };
}
