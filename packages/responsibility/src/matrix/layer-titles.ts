import type { Localized } from "../domains.ts";
import type { MatrixLayer } from "./matrix-types.ts";

export const layerTitles: Readonly<Record<MatrixLayer, Localized>> = {
  physical: { en: "Data centres", ja: "データセンター" },
  hardware: { en: "Hardware", ja: "ハードウェア" },
  "network-infrastructure": { en: "Network infrastructure", ja: "ネットワーク基盤" },
  virtualisation: { en: "Virtualisation", ja: "仮想化" },
  "operating-system": { en: "Operating system", ja: "OS" },
  "os-patching": { en: "OS patching", ja: "OS のパッチ" },
  platform: { en: "Platform and runtime", ja: "プラットフォームとランタイム" },
  "network-configuration": { en: "Network configuration", ja: "ネットワーク設定" },
  application: { en: "Application", ja: "アプリケーション" },
  "identity-access": { en: "Identity and access", ja: "ID とアクセス" },
  "data-encryption": { en: "Data and encryption", ja: "データと暗号化" },
  backup: { en: "Backup", ja: "バックアップ" },
};
