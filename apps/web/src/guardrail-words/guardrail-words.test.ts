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
      en: "principals with the tag `team` = `security`, which an administrator of the account can set",
      ja: "タグ `team` = `security` の付いたプリンシパル（アカウントの管理者が設定可能）",
    },
    {
      given: wayOut([
        requirement({ key: "aws:MultiFactorAuthPresent", kind: "route", values: ["true"] }),
        requirement({ values: ["arn:aws:iam::*:role/Break*"] }),
      ]),
      en: "role `Break*`, with MFA",
      ja: "ロール `Break*`による、MFA 認証済みのセッションでの呼び出し",
    },
    {
      given: wayOut([
        requirement({
          key: "aws:RequestedRegion",
          kind: "open",
          values: ["eu-west-1", "eu-central-1", "us-east-1"],
        }),
        requirement({ kind: "open", how: "does-not-match", values: ["arn:aws:iam::*:root"] }),
      ]),
      en: "any principal but the root user, in Region `eu-west-1`, `eu-central-1` or `us-east-1`",
      ja: "ルートユーザー以外のプリンシパルによる、リージョン `eu-west-1`、`eu-central-1`、または `us-east-1` での呼び出し",
    },
    {
      given: wayOut([requirement({ key: "aws:RequestedRegion", kind: "open", values: ["eu-west-1"] })]),
      en: "any principal, in Region `eu-west-1`",
      ja: "任意のプリンシパルによる、リージョン `eu-west-1` での呼び出し",
    },
    {
      given: wayOut([requirement({ key: "aws:RequestedRegion", kind: "open", values: ["eu-west-1"] }), towerRole], {
        selfMade: true,
        selfMadeBy: ["iam:CreateRole"],
      }),
      en: "role `AWSControlTowerExecution`, which an administrator of the account can create, in Region `eu-west-1`",
      ja: "ロール `AWSControlTowerExecution`（アカウントの管理者が作成可能）による、リージョン `eu-west-1` での呼び出し",
    },
    {
      given: wayOut([requirement({ key: "aws:ResourceTag/open", kind: "state", values: ["yes"] })], {
        selfMade: true,
        selfMadeBy: ["iam:TagRole"],
      }),
      en: "any principal, on resources with the tag `open` = `yes`, which an administrator of the account can set",
      ja: "任意のプリンシパルによる、タグ `open` = `yes` の付いたリソースに対する呼び出し（アカウントの管理者が設定可能）",
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
      en: "with long-term keys, which never carry MFA",
      ja: "長期アクセスキーによる呼び出し（MFA の情報を持たない）",
    },
    {
      given: { key: "aws:ViaAWSService", kind: "route", values: ["true"] },
      en: "through an AWS service that calls for the caller",
      ja: "AWS サービスが代行する呼び出し",
    },
    {
      given: { key: "aws:SourceIp", kind: "route", how: "within", values: ["10.0.0.0/8"], orAbsent: true },
      en: "from the addresses `10.0.0.0/8` (or without `aws:SourceIp`)",
      ja: "アドレス `10.0.0.0/8` からの呼び出し（`aws:SourceIp` がない場合を含む）",
    },
    {
      given: { key: "aws:RequestedRegion", kind: "open", how: "does-not-match", values: ["us-east-1"] },
      en: "in any Region but `us-east-1`",
      ja: "リージョン `us-east-1` 以外での呼び出し",
    },
    {
      given: { key: "ec2:MetadataHttpTokens", kind: "open", how: "compares", values: ["< 3600"] },
      en: "where `ec2:MetadataHttpTokens` is `< 3600`",
      ja: "`ec2:MetadataHttpTokens` が `< 3600` の呼び出し",
    },
    { given: { key: "x:Y", how: "present" }, en: "with any `x:Y`", ja: "`x:Y` を伴う呼び出し" },
    { given: { key: "x:Y", how: "absent" }, en: "without `x:Y`", ja: "`x:Y` のない呼び出し" },
    {
      given: { key: "aws:ResourceTag/dp:exclude", kind: "state", values: ["true"] },
      en: "on resources with the tag `dp:exclude` = `true`",
      ja: "タグ `dp:exclude` = `true` の付いたリソースに対する呼び出し",
    },
    {
      given: { key: "x:Y", how: "outside", values: ["a"] },
      en: "where `x:Y` is anything but `a`",
      ja: "`x:Y` が `a` 以外の呼び出し",
    },
    {
      given: { key: "aws:PrincipalTag/team", how: "does-not-match", values: ["a"], ignoresCase: true },
      en: "any principal but those with the tag `team` = `a` (in upper or lower case)",
      ja: "タグ `team` = `a` の付いたプリンシパル以外のプリンシパル（大文字と小文字の区別なし）",
    },
    {
      given: { key: "aws:CalledVia", kind: "route", values: ["a"], quantifier: "some" },
      en: "through `a` (a value of `aws:CalledVia`)",
      ja: "`a` を経由した呼び出し（`aws:CalledVia` のいずれかの値）",
    },
    {
      given: { key: "aws:TagKeys", kind: "open", how: "outside", values: ["a"], quantifier: "every", orAbsent: true },
      en: "where `aws:TagKeys` is anything but `a` (every value of `aws:TagKeys`, or without `aws:TagKeys`)",
      ja: "`aws:TagKeys` が `a` 以外の呼び出し（`aws:TagKeys` のすべての値、`aws:TagKeys` がない場合を含む）",
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
