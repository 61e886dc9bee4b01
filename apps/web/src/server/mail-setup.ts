import "server-only";
import { loadEnvironment } from "@sekinin/config";

/** Whether this installation can send mail, and where the demo shows the mails that it caught instead of sending. */
export function mailSetup(): { readonly isSetUp: boolean; readonly catcherUrl: string | null } {
  const { SEKININ_SMTP_URL, SEKININ_MAIL_FROM, SEKININ_MAIL_CATCHER_URL } = loadEnvironment([
    "SEKININ_SMTP_URL",
    "SEKININ_MAIL_FROM",
    "SEKININ_MAIL_CATCHER_URL",
  ]);
  return {
    isSetUp: SEKININ_SMTP_URL !== undefined && SEKININ_MAIL_FROM !== undefined,
    catcherUrl: SEKININ_MAIL_CATCHER_URL ?? null,
  };
}
