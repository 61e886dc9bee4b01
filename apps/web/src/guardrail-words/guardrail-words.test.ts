import { coverageReasonCodes, type WayOut, type WayOutRequirement } from "@sekinin/guardrails/coverage";
import { describe, expect, test } from "vitest";
import { listWords } from "./list-words.ts";
import { principalWords } from "./principal-words.ts";
import { reasonWords } from "./reason-words.ts";
import { requirementWords } from "./requirement-words.ts";
import { verdictMeanings, verdictNames, wayOutKinds } from "./verdict-words.ts";
import { wayOutWords } from "./way-out-words.ts";

const requirement = (given: Partial<WayOutRequirement>): WayOutRequirement => ({
  key: "aws:PrincipalArn",
  kind: "named-exemption",
  how: "matches",
  values: [],
  orAbsent: false,
  ...given,
});
const wayOut = (requirements: WayOutRequirement[], given: Partial<WayOut> = {}): WayOut => ({
  kind: requirements[0]?.kind ?? "open",
  requirements,
  detail: "",
  statements: [],
  actions: [],
  selfMade: null,
  selfMadeBy: [],
  witness: null,
  ...given,
});
const towerRole = requirement({ values: ["arn:aws:iam::*:role/AWSControlTowerExecution"] });

describe("ways out in words", () => {
  test.each([
    {
      given: wayOut([towerRole], { selfMade: true, selfMadeBy: ["iam:CreateRole", "iam:UpdateAssumeRolePolicy"] }),
      en: "role `AWSControlTowerExecution`, which an administrator of the account can create",
      ja: "ロール `AWSControlTowerExecution`（アカウントの管理者が作成可能）",
    },
    {
      given: wayOut([towerRole], { selfMade: true, selfMadeBy: ["iam:UpdateAssumeRolePolicy"] }),
      en: "role `AWSControlTowerExecution`, which an administrator of the account can take over",
      ja: "ロール `AWSControlTowerExecution`（アカウントの管理者が乗っ取り可能）",
    },
    {
      given: wayOut([towerRole], { selfMade: false }),
      en: "role `AWSControlTowerExecution`",
      ja: "ロール `AWSControlTowerExecution`",
    },
    {
      given: wayOut([requirement({ key: "aws:PrincipalTag/team", values: ["security"] })], {
        selfMade: true,
        selfMadeBy: ["iam:TagRole"],
      }),
      en: "principals with the tag `team` = `security`, which an administrator of the account can give himself",
      ja: "タグ `team` = `security` の付いたプリンシパル（アカウントの管理者が自分で付与可能）",
    },
    {
      given: wayOut([
        requirement({ key: "aws:MultiFactorAuthPresent", kind: "route", values: ["true"] }),
        requirement({ values: ["arn:aws:iam::*:role/Break*"] }),
      ]),
      en: "role `Break*` and a session with MFA",
      ja: "ロール `Break*`、かつ MFA 認証済みのセッション",
    },
    {
      given: wayOut([
        requirement({ key: "aws:RequestedRegion", kind: "open", values: ["eu-west-1"] }),
        requirement({ kind: "open", how: "does-not-match", values: ["arn:aws:iam::*:root"] }),
      ]),
      en: "anybody but the root user and calls in the Region `eu-west-1`",
      ja: "ルートユーザー以外、かつリージョン `eu-west-1` での呼び出し",
    },
    {
      given: wayOut([requirement({ key: "aws:RequestedRegion", kind: "open", values: ["eu-west-1"] })]),
      en: "anybody: calls in the Region `eu-west-1`",
      ja: "誰でも：リージョン `eu-west-1` での呼び出し",
    },
    {
      given: wayOut([]),
      en: "any principal of the account: nothing special is needed",
      ja: "アカウント内の任意のプリンシパル（特別な条件は不要）",
    },
  ])("$en", ({ given, en, ja }) => {
    expect(wayOutWords(given, "en")).toBe(en);
    expect(wayOutWords(given, "ja")).toBe(ja);
  });
});

describe("principals", () => {
  test.each([
    { arns: ["arn:aws:iam::*:role/A", "arn:aws:iam::*:role/B"], en: "roles `A` or `B`", ja: "ロール `A`、または `B`" },
    {
      arns: ["arn:aws:iam::111122223333:role/path/A"],
      en: "role `path/A` of account `111122223333`",
      ja: "アカウント `111122223333` のロール `path/A`",
    },
    { arns: ["arn:aws:iam::*:root"], en: "the root user", ja: "ルートユーザー" },
    {
      arns: ["arn:aws:sts::*:assumed-role/A/s"],
      en: "sessions of role `A/s`",
      ja: "ロールのセッション `A/s`",
    },
    { arns: ["*Admin*"], en: "principal `*Admin*`", ja: "プリンシパル `*Admin*`" },
    { arns: ["arn:*:iam::*:user/u"], en: "user `u`", ja: "ユーザー `u`" },
    {
      arns: ["arn:aws:iam::*:role/A", "arn:aws:iam::*:user/u"],
      en: "role `A` or user `u`",
      ja: "ロール `A`、またはユーザー `u`",
    },
  ])("$en", ({ arns, en, ja }) => {
    expect(principalWords(arns, "en")).toBe(en);
    expect(principalWords(arns, "ja")).toBe(ja);
  });
});

describe("requirements", () => {
  test.each<{ given: Partial<WayOutRequirement>; en: string; ja: string }>([
    {
      given: { key: "aws:MultiFactorAuthPresent", kind: "route", how: "absent" },
      en: "long-term keys, which never carry MFA",
      ja: "長期アクセスキーによる要求（MFA の情報を持たない）",
    },
    {
      given: { key: "aws:ViaAWSService", kind: "route", values: ["true"] },
      en: "a call that an AWS service makes for the caller",
      ja: "AWS サービスが代行する呼び出し",
    },
    {
      given: { key: "aws:SourceIp", kind: "route", how: "within", values: ["10.0.0.0/8"], orAbsent: true },
      en: "from the addresses `10.0.0.0/8` (or without `aws:SourceIp`)",
      ja: "アドレス `10.0.0.0/8` からの要求（`aws:SourceIp` がない場合を含む）",
    },
    {
      given: { key: "aws:RequestedRegion", kind: "open", how: "does-not-match", values: ["us-east-1"] },
      en: "anything but calls in the Region `us-east-1`",
      ja: "リージョン `us-east-1` での呼び出し以外",
    },
    {
      given: { key: "ec2:MetadataHttpTokens", kind: "open", how: "compares", values: ["< 3600"] },
      en: "`ec2:MetadataHttpTokens` `< 3600`",
      ja: "`ec2:MetadataHttpTokens` が `< 3600` の要求",
    },
    { given: { key: "x:Y", how: "present" }, en: "requests that carry `x:Y`", ja: "`x:Y` を伴う要求" },
    { given: { key: "x:Y", how: "absent" }, en: "requests without `x:Y`", ja: "`x:Y` のない要求" },
    {
      given: { key: "aws:ResourceTag/dp:exclude", kind: "state", values: ["true"] },
      en: "resources with the tag `dp:exclude` = `true`",
      ja: "タグ `dp:exclude` = `true` の付いたリソース",
    },
    {
      given: { key: "x:Y", how: "outside", values: ["a"] },
      en: "`x:Y` is anything but `a`",
      ja: "`x:Y` が `a` 以外の要求",
    },
  ])("$en", ({ given, en, ja }) => {
    expect(requirementWords(requirement(given), "en")).toBe(en);
    expect(requirementWords(requirement(given), "ja")).toBe(ja);
  });
});

describe("lists", () => {
  test.each([
    { items: [], en: "", ja: "" },
    { items: ["a"], en: "a", ja: "a" },
    { items: ["a", "b", "c"], en: "a, b or c", ja: "a、b、または c" },
    {
      items: Array.from({ length: 15 }, (_, at) => String(at)),
      en: "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 or 3 more",
      ja: "0、1、2、3、4、5、6、7、8、9、10、11、またはほか 3 件",
    },
  ])("$en", ({ items, en, ja }) => {
    expect(listWords(items, "en", "or")).toBe(en);
    expect(listWords(items, "ja", "or")).toBe(ja);
  });
});

describe("reasons", () => {
  test.each(coverageReasonCodes)("%s is said in both languages, with and without its detail", (code) => {
    for (const locale of ["en", "ja"] as const) {
      for (const detail of ["", "approvedRegions"]) {
        const { text, hint } = reasonWords({ code, detail, statements: [] }, locale);
        expect(text).not.toMatch(/\{|\}|\(\)|（）/);
        expect(text.length).toBeGreaterThan(10);
        expect(hint === null || hint.length > 5).toBe(true);
      }
    }
  });
  test("the missing parameter is named", () => {
    expect(reasonWords({ code: "parameter-missing", detail: "approvedRegions", statements: [] }, "en").text).toBe(
      "The objective needs a value for `approvedRegions`.",
    );
  });
});

test("verdicts and kinds have a word in both languages, each its own", () => {
  for (const table of [verdictNames, verdictMeanings, wayOutKinds]) {
    for (const locale of ["en", "ja"] as const) {
      const said = Object.values(table).map((words) => words[locale]);
      expect(new Set(said).size).toBe(said.length);
    }
  }
});
