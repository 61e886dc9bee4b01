import { defineControl } from "../../control.ts";
import type { ConfigurationRecording } from "../../facts/index.ts";
import type { UnreadReason } from "../../reading.ts";
import { fail, pass, unknown } from "../../verdict.ts";
import { recorderEnabledMend } from "./recorder-enabled.mend.ts";

const longestPendingMs = 3_600_000;

/** Security Hub Config.1. A recorder that a service runs for itself does not count. */
export const recorderEnabled = defineControl({
  id: "config-recorder-enabled",
  service: "config",
  domain: "logging-detection",
  layer: null,
  severity: "high",
  scope: "region",
  resourceType: "AWS::Config::ConfigurationRecorder",
  title: {
    en: "AWS Config records resources in the Region",
    ja: "リージョンで AWS Config の設定レコーダーが有効になっている",
  },
  rationale: {
    en: "AWS Config keeps what every resource looked like and when. Security Hub and most audits build on it.",
    ja: "AWS Config は各リソースの状態の履歴を残す。Security Hub や多くの監査はこの記録を前提とする。",
  },
  remediation: {
    en: "Start a recorder for all resource types in this Region, and mend its delivery if the last one failed.",
    ja: "このリージョンで全リソースタイプを対象にレコーダーを開始する。直近の配信が失敗していれば修正する。",
  },
  mend: recorderEnabledMend,
  reasons: {
    "no-recorder": {
      en: "There is no customer managed recorder in this Region.",
      ja: "このリージョンにカスタマー管理のレコーダーがない。",
    },
    stopped: { en: "The recorder is stopped.", ja: "レコーダーが停止している。" },
    "delivery-failed": { en: "The recorder's last delivery failed.", ja: "レコーダーの直近の配信が失敗した。" },
    "still-pending": {
      en: "The recorder has been waiting for more than an hour.",
      ja: "レコーダーが一時間以上、保留状態のままである。",
    },
    "types-left-out": {
      en: "The recorder does not record all resource types.",
      ja: "レコーダーの記録対象に含まれないリソースタイプがある。",
    },
  },
  source: "https://docs.aws.amazon.com/securityhub/latest/userguide/config-controls.html#config-1",
  reads: ["config:DescribeConfigurationRecorders", "config:DescribeConfigurationRecorderStatus"],
  guardrail: {
    en: "Deny config:StopConfigurationRecorder, config:DeleteConfigurationRecorder and config:DeleteDeliveryChannel.",
    ja: "config:StopConfigurationRecorder、config:DeleteConfigurationRecorder、config:DeleteDeliveryChannel を拒否する。",
  },
  objectives: ["config-off"],
  mappings: {
    securityHub: "Config.1",
    cis5: "3.3",
    cis3: "3.3",
    iso27001: "A.5.16; A.5.22",
    soc2: "CC2.1; CC3.1; CC3.4; CC8.1; PI1.3",
    nist80053: "CM-3; CM-6(1); CM-8; CM-8(2)",
    prowler: "config_recorder_all_regions_enabled",
  },
  decide({ recorders }, { now }) {
    const own = recorders.filter(({ isServiceLinked }) => !isServiceLinked);
    if (own.length === 0) return fail("no-recorder", { serviceLinked: recorders.length });
    const judged = own.map((recorder) => judge(recorder, now));
    if (judged.includes(null)) return pass();
    for (const state of judged) if (typeof state === "object" && state !== null) return unknown(state);
    const weaknesses = judged.filter((state) => typeof state === "string");
    return fail(weaknesses[0] ?? "no-recorder", { recorder: own[0]?.name ?? null });
  },
});

type Recorder = ConfigurationRecording["recorders"][number];
type Weakness = "stopped" | "delivery-failed" | "still-pending" | "types-left-out";

/** null: as it should be. */
function judge({ recordsAllSupported, status }: Recorder, now: string): Weakness | UnreadReason | null {
  if (!recordsAllSupported) return "types-left-out";
  if (status.status === "unread") return status.reason;
  const { recording, lastStatus, lastStartTime } = status.value;
  if (!recording) return "stopped";
  const word = lastStatus?.toLowerCase() ?? "pending";
  if (word === "success") return null;
  if (word === "failure") return "delivery-failed";
  const unreadable: UnreadReason = { code: "value-unreadable", action: "config:DescribeConfigurationRecorderStatus" };
  const waitedMs = lastStartTime === null ? Number.NaN : Date.parse(now) - Date.parse(lastStartTime);
  if (word !== "pending" || Number.isNaN(waitedMs)) return unreadable;
  return waitedMs <= longestPendingMs ? null : "still-pending";
}
