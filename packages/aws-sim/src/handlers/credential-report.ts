import type { GenerateCredentialReportResponse, GetCredentialReportResponse } from "@aws-sdk/client-iam";
import type { SimulatedUser } from "../organization/contents/types.ts";
import type { SimulatedAccount } from "../organization/types.ts";
import { SimulatedError } from "../wire/handler.ts";
import type { Context } from "./simulated.ts";

type ReportState = { readonly ready: boolean; readonly startedAt: Date };

/** IAM makes a report at most every four hours and forgets it after that. */
const reportLifeMs = 4 * 3_600_000;

const columns = [
  "user",
  "arn",
  "user_creation_time",
  "password_enabled",
  "password_last_used",
  "password_last_changed",
  "password_next_rotation",
  "mfa_active",
  "access_key_1_active",
  "access_key_1_last_rotated",
  "access_key_1_last_used_date",
  "access_key_1_last_used_region",
  "access_key_1_last_used_service",
  "access_key_2_active",
  "access_key_2_last_rotated",
  "access_key_2_last_used_date",
  "access_key_2_last_used_region",
  "access_key_2_last_used_service",
  "cert_1_active",
  "cert_1_last_rotated",
  "cert_2_active",
  "cert_2_last_rotated",
] as const;

/** How far each account's report is; an account that goes away takes its state along. */
const reports = new WeakMap<SimulatedAccount, ReportState>();

/** The first call starts the report, the next one finds it made. */
export function generateCredentialReport({ account, now }: Context): Record<string, unknown> {
  const state = liveReport(account, now);
  if (state === undefined) {
    reports.set(account, { ready: false, startedAt: now });
    return {
      State: "STARTED",
      Description: "No report exists. Starting a new report generation task",
    } satisfies GenerateCredentialReportResponse;
  }
  reports.set(account, { ...state, ready: true });
  return { State: "COMPLETE" } satisfies GenerateCredentialReportResponse;
}

/** Throws ReportNotPresent before anybody asked for one, and ReportInProgress once after that. */
export function getCredentialReport({ account, now }: Context): Record<string, unknown> {
  const state = liveReport(account, now);
  if (state === undefined) {
    throw new SimulatedError("ReportNotPresent", 410, "There is no report; call GenerateCredentialReport first.");
  }
  if (!state.ready) {
    reports.set(account, { ...state, ready: true });
    throw new SimulatedError("ReportInProgress", 404, "The report is being generated.");
  }
  return {
    Content: new TextEncoder().encode(reportOf(account, now)),
    ReportFormat: "text/csv",
    GeneratedTime: state.startedAt,
  } satisfies GetCredentialReportResponse;
}

function liveReport(account: SimulatedAccount, now: Date): ReportState | undefined {
  const state = reports.get(account);
  return state === undefined || now.getTime() - state.startedAt.getTime() > reportLifeMs ? undefined : state;
}

function reportOf(account: SimulatedAccount, now: Date): string {
  const { users, root } = account.contents().identity;
  const rows = [rootRow(account, root), ...users.map((user) => userRow(user, now))];
  const lines = rows.map((row) => columns.map((column) => row[column] ?? "N/A").join(","));
  return [columns.join(","), ...lines].join("\n");
}

type Row = Readonly<Partial<Record<(typeof columns)[number], string>>>;
const withoutKeys: Row = {
  access_key_1_active: "false",
  access_key_2_active: "false",
  cert_1_active: "false",
  cert_2_active: "false",
};

function rootRow(
  account: SimulatedAccount,
  root: { readonly mfa: boolean; readonly password: boolean; readonly accessKeys: boolean },
): Row {
  return {
    ...withoutKeys,
    user: "<root_account>",
    arn: `arn:aws:iam::${account.id}:root`,
    user_creation_time: instant(account.joinedAt),
    password_enabled: String(root.password),
    password_last_used: "no_information",
    password_last_changed: "not_supported",
    password_next_rotation: "not_supported",
    mfa_active: String(root.mfa),
    access_key_1_active: String(root.accessKeys),
  };
}

function userRow(user: SimulatedUser, now: Date): Row {
  const created = user.detail.CreateDate ?? now;
  const password: Row = user.passwordEnabled
    ? { password_last_used: instant(now), password_last_changed: instant(created), password_next_rotation: "N/A" }
    : { password_last_used: "N/A", password_last_changed: "N/A", password_next_rotation: "N/A" };
  const key: Row =
    user.accessKeys > 0 ? { access_key_1_active: "true", access_key_1_last_rotated: instant(created) } : {};
  return {
    ...withoutKeys,
    user: user.detail.UserName,
    arn: user.detail.Arn,
    user_creation_time: instant(created),
    password_enabled: String(user.passwordEnabled),
    ...password,
    mfa_active: String(user.mfaActive),
    ...key,
  };
}

function instant(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, "+00:00");
}
