import { listOwnSessions, passwordLength, type SignedIn, sessionDays } from "@sekinin/auth";
import type { Metadata } from "next";
import { getFormatter, getNow, getTranslations } from "next-intl/server";
import { services } from "../../server/services.ts";
import { requireUser } from "../../server/session.ts";
import { ActionForm } from "../../shell/action-form.tsx";
import { LanguageButtons, ThemeButtons } from "../../shell/preference-buttons.tsx";
import { Shell } from "../../shell/shell.tsx";
import { signOutEverywhere } from "./actions.ts";
import { deviceName } from "./device-name.ts";
import { EndSessionForm } from "./end-session-form.tsx";
import { PasswordForm } from "./password-form.tsx";
import styles from "./profile.module.css";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("profile"))("title") };
}

export default async function ProfilePage() {
  const user = await requireUser();
  const t = await getTranslations("profile");
  return (
    <Shell>
      <div className={styles["page"]}>
        <header>
          <h1>{user.name}</h1>
          <p className={styles["soft"]}>{user.email}</p>
        </header>
        <section aria-labelledby="preferences">
          <h2 id="preferences">{t("preferences")}</h2>
          <div className={styles["preferences"]}>
            <LanguageButtons />
            <ThemeButtons />
          </div>
        </section>
        <section aria-labelledby="password">
          <h2 id="password">{t("password.title")}</h2>
          <p className={styles["soft"]}>{t("password.lead", { least: passwordLength.least })}</p>
          <PasswordForm lengths={passwordLength} />
        </section>
        <section aria-labelledby="sessions">
          <h2 id="sessions">{t("sessions.title")}</h2>
          <p className={styles["soft"]}>{t("sessions.lead", { days: sessionDays })}</p>
          <SessionTable user={user} />
          <ActionForm action={signOutEverywhere} className={styles["everywhere"]}>
            <button data-kind="danger" aria-describedby="end-all">
              {t("sessions.endAll")}
            </button>
            <span id="end-all" className={styles["soft"]}>
              {t("sessions.endAllWhy")}
            </span>
          </ActionForm>
        </section>
      </div>
    </Shell>
  );
}

async function SessionTable({ user }: { user: SignedIn }) {
  const { database } = await services();
  const sessions = await listOwnSessions(database, user.userId);
  const t = await getTranslations("profile");
  const format = await getFormatter();
  const now = await getNow();
  return (
    <div className={styles["scroll"]}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("sessions.device")}</th>
            <th scope="col" className={styles["since"]}>
              {t("sessions.since")}
            </th>
            <th scope="col">{t("sessions.seen")}</th>
            <th scope="col">
              <span className="visually-hidden">{t("sessions.action")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sessions.map(({ id, userAgent, createdAt, lastSeenAt }) => {
            const device = deviceName(userAgent) ?? t("sessions.unknownDevice");
            return (
              <tr key={id}>
                <th scope="row">{device}</th>
                <td className={styles["since"]}>
                  <time dateTime={createdAt.toISOString()}>{format.relativeTime(createdAt, now)}</time>
                </td>
                <td>
                  <time dateTime={lastSeenAt.toISOString()}>{format.relativeTime(lastSeenAt, now)}</time>
                </td>
                <td className="number">
                  {id === user.sessionId ? (
                    <span className={styles["soft"]}>{t("sessions.this")}</span>
                  ) : (
                    <EndSessionForm sessionId={id} device={device} />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
