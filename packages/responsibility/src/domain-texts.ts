import type { Localized, ResponsibilityDomain, Severity } from "./domains.ts";

/** Titles of the eight domains, short enough for a column's head. */
export const domainTitles: Readonly<Record<ResponsibilityDomain, Localized>> = {
  "data-protection": { en: "Data protection", ja: "データ保護" },
  "identity-access": { en: "Identity and access", ja: "ID とアクセス" },
  network: { en: "Network", ja: "ネットワーク" },
  application: { en: "Application", ja: "アプリケーション" },
  "os-patching": { en: "OS and patching", ja: "OS とパッチ" },
  "logging-detection": { en: "Logging and detection", ja: "ログと検知" },
  "resilience-backup": { en: "Resilience and backup", ja: "回復力とバックアップ" },
  governance: { en: "Governance", ja: "ガバナンス" },
};

export const severityNames: Readonly<Record<Severity, Localized>> = {
  critical: { en: "Critical", ja: "重大" },
  high: { en: "High", ja: "高" },
  medium: { en: "Medium", ja: "中" },
  low: { en: "Low", ja: "低" },
};
