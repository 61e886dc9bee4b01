import {
  isEveryAction,
  isEveryResource,
  matchesPattern,
  type PolicyStatement,
  splitOperator,
} from "@sekinin/guardrails";
import { defineControl } from "../../control.ts";
import { namesEveryone } from "../../policies/public-access.ts";
import { readPolicy } from "../../policies/read-policy.ts";
import { fail, pass, unknown } from "../../verdict.ts";
import { bucketTlsRequiredMend } from "./bucket-tls-required.mend.ts";

/**
 * Security Hub S3.5. A bucket without a policy accepts plain HTTP, so it fails. A request without TLS carries no
 * `s3:TlsVersion`, so a condition on that key alone stops plain HTTP only with `IfExists`.
 */
export const bucketTlsRequired = defineControl({
  id: "s3-bucket-tls-required",
  service: "s3",
  domain: "data-protection",
  layer: "network-configuration",
  severity: "medium",
  scope: "resource",
  resourceType: "AWS::S3::Bucket",
  title: {
    en: "S3 bucket policies refuse requests without TLS",
    ja: "S3 バケットポリシーで TLS を使用しないリクエストが拒否されている",
  },
  rationale: {
    en: "Without a denial, S3 answers plain HTTP, where anyone on the way can read objects and credentials of presigned requests.",
    ja: "拒否の設定がなければ S3 は平文の HTTP にも応答し、経路上の第三者がオブジェクトや署名付きリクエストを読み取れる。",
  },
  remediation: {
    en: "Add a Deny on s3:* for everyone, for the bucket and its objects, when aws:SecureTransport is false.",
    ja: "aws:SecureTransport が false の場合に、全プリンシパルの s3:* をバケットとオブジェクトの両方について拒否するステートメントを追加する。",
  },
  mend: bucketTlsRequiredMend,
  reasons: {
    "no-policy": { en: "The bucket has no policy.", ja: "バケットにポリシーがない。" },
    "no-tls-deny": {
      en: "No statement denies all requests without TLS to everyone.",
      ja: "TLS なしのリクエストを全員に対して拒否するステートメントがない。",
    },
    "objects-only": {
      en: "The denial covers the objects but not the bucket itself.",
      ja: "拒否の対象がオブジェクトだけで、バケット自体が含まれていない。",
    },
    "bucket-only": {
      en: "The denial covers the bucket but not its objects.",
      ja: "拒否の対象がバケットだけで、オブジェクトが含まれていない。",
    },
    "tls-version-only": {
      en: "The denial looks at the TLS version only. A plain HTTP request has none, so it is let through.",
      ja: "拒否の条件が TLS バージョンだけである。平文の HTTP リクエストにはバージョンがないため、通過する。",
    },
  },
  source: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5",
  reads: ["s3:ListAllMyBuckets", "s3:GetBucketPolicy"],
  guardrail: {
    en: "An RCP that denies s3:* when aws:SecureTransport is false.",
    ja: "aws:SecureTransport が false のときに s3:* を拒否する RCP を適用する。",
  },
  objectives: ["s3-tls"],
  mappings: {
    securityHub: "S3.5",
    cis5: "2.1.1",
    cis3: "2.1.1",
    pci401: "4.2.1",
    nist80053: "AC-4; AC-17(2); IA-5(1); SC-7(4); SC-8; SC-8(1); SC-8(2); SC-12(3); SC-13; SC-23; SC-23(3); SI-7(6)",
    prowler: "s3_bucket_secure_transport_policy",
  },
  decide({ arn, policy }) {
    const document = readPolicy(policy);
    if (document.status === "unread") return unknown(document.reason);
    if (document.value === null) return fail("no-policy");
    const denials = document.value.statements.filter(deniesEveryActionToEveryone);
    const covered = denials.filter(stopsPlainHttp).map((statement) => coverageOf(statement, arn));
    const bucket = covered.some((part) => part.bucket);
    const objects = covered.some((part) => part.objects);
    if (bucket && objects) return pass();
    if (objects) return fail("objects-only");
    if (bucket) return fail("bucket-only");
    return fail(denials.some(looksAtTlsVersion) ? "tls-version-only" : "no-tls-deny");
  },
});

function deniesEveryActionToEveryone(statement: PolicyStatement): boolean {
  if (statement.effect !== "Deny" || statement.notPrincipals !== null || !namesEveryone(statement)) return false;
  return statement.actions?.some((action) => isEveryAction(action) || /^s3:\*+$/i.test(action)) === true;
}

/** Every condition must hold for any plain request: conditions of one statement narrow each other. */
function stopsPlainHttp({ conditions }: PolicyStatement): boolean {
  return (
    conditions.length > 0 &&
    conditions.every(({ operator, key, values }) => {
      const { set, name, ifExists } = splitOperator(operator);
      if (set !== null) return false;
      if (key.toLowerCase() === "aws:securetransport")
        return name === "bool" && values.some((value) => value.toLowerCase() === "false");
      return key.toLowerCase() === "s3:tlsversion" && isMinimumVersion(name, values) && ifExists;
    })
  );
}

function looksAtTlsVersion({ conditions }: PolicyStatement): boolean {
  return conditions.some(
    ({ operator, key, values }) =>
      key.toLowerCase() === "s3:tlsversion" && isMinimumVersion(splitOperator(operator).name, values),
  );
}

function isMinimumVersion(name: string, values: readonly string[]): boolean {
  return name === "numericlessthan" && values.some((value) => Number(value) >= 1.2);
}

function coverageOf({ resources }: PolicyStatement, arn: string): { bucket: boolean; objects: boolean } {
  const patterns = resources ?? [];
  return {
    bucket: patterns.some((pattern) => matchesPattern(pattern, arn)),
    objects: patterns.some((pattern) => isEveryResource(pattern) || coversAllObjects(pattern, arn)),
  };
}

/** Keys that no policy names, one short and one with a folder: only a pattern for all keys matches both. */
function coversAllObjects(pattern: string, arn: string): boolean {
  return pattern.endsWith("*") && ["\u0001", "\u0001/\u0002"].every((key) => matchesPattern(pattern, `${arn}/${key}`));
}
