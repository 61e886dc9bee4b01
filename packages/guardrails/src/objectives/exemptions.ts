import type { LocalizedText } from "./objective.ts";

/** Principals that nearly every published guardrail lets through, in words. */
export const exemptions = {
  landingZone: {
    en: "roles that a landing zone or stack sets deploy with (stacksets-exec-*, AWSAccelerator-*, cdk-*)",
    ja: "ランディングゾーンやスタックセットのデプロイ用ロール（stacksets-exec-*、AWSAccelerator-*、cdk-*）",
  },
  controlTower: {
    en: "Control Tower's own roles (AWSControlTowerExecution, aws-controltower-*)",
    ja: "Control Tower のロール（AWSControlTowerExecution、aws-controltower-*）",
  },
  breakGlass: {
    en: "a named role for security or for emergencies, by aws:PrincipalArn",
    ja: "aws:PrincipalArn で指定したセキュリティ用または緊急用のロール",
  },
  delegatedAdministrator: {
    en: "the service's delegated administrator account",
    ja: "そのサービスの委任管理者アカウント",
  },
} as const satisfies Record<string, LocalizedText>;
