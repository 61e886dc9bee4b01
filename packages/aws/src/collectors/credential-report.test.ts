import { expect, test } from "vitest";
import { usersOfReport } from "./credential-report.ts";

const head =
  "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active";
const row = (name: string, password: string, mfa: string) =>
  `${name},arn:aws:iam::111122223333:user/${name},2024-01-01T00:00:00+00:00,${password},no_information,N/A,N/A,${mfa},false`;
const root =
  "<root_account>,arn:aws:iam::111122223333:root,2024-01-01T00:00:00+00:00,not_supported,no_information,not_supported,not_supported,true,false";

const user = (name: string, passwordEnabled: boolean, mfaActive: boolean) => ({
  arn: `arn:aws:iam::111122223333:user/${name}`,
  region: "global",
  name,
  passwordEnabled,
  mfaActive,
});

test.each([
  { given: "root alone", text: [head, root], users: [] },
  {
    given: "users with and without",
    text: [head, root, row("ann", "true", "true"), row("bob", "false", "false")],
    users: [user("ann", true, true), user("bob", false, false)],
  },
  {
    given: "lines that end in CRLF",
    text: [`${head}\r`, `${row("ann", "TRUE", "FALSE")}\r`],
    users: [user("ann", true, false)],
  },
  { given: "a name with commas", text: [head, row("a,b,c", "true", "false")], users: [user("a,b,c", true, false)] },
  {
    given: "columns in another order",
    text: ["arn,user,mfa_active,password_enabled", "arn:aws:iam::111122223333:user/ann,ann,true,false"],
    users: [user("ann", false, true)],
  },
  { given: "a flag that is none", text: [head, row("ann", "no_information", "true")], users: null },
  { given: "a row cut short", text: [head, "ann,arn:aws:iam::111122223333:user/ann,2024"], users: null },
  { given: "one cell too many", text: [head, `${row("ann", "true", "true")},extra`], users: null },
  { given: "a row without an ARN", text: [head, row("ann", "true", "true").replace("arn:aws", "x")], users: null },
  { given: "no column for MFA", text: ["user,arn,password_enabled", root], users: null },
  { given: "a web page", text: ["<html>"], users: null },
  { given: "nothing", text: [""], users: null },
])("$given", ({ text, users }) => {
  expect(usersOfReport(text.join("\n"))).toEqual(users);
});
