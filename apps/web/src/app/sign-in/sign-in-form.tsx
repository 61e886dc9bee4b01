"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import styles from "./sign-in.module.css";

type Problem = { kind: "refused" | "malformed" | "busy" | "failed" } | { kind: "limited"; minutes: number };

/** Sends address and password to the sign-in endpoint; the only part of the page that needs a script. */
export function SignInForm({ returnPath }: { readonly returnPath: string }) {
  const t = useTranslations("sign-in");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSending, setSending] = useState(false);
  const password = useRef<HTMLInputElement>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isSending) return;
    setSending(true);
    setProblem(null);
    const form = new FormData(event.currentTarget);
    const found = await signIn(fieldOf(form, "email"), fieldOf(form, "password")).catch(
      (): Problem => ({ kind: "failed" }),
    );
    // A full load: nothing that was drawn for a stranger is kept.
    if (found === null) return window.location.assign(returnPath);
    setProblem(found);
    setSending(false);
    password.current?.select();
  }

  const words = problem?.kind === "limited" ? t("limited", { minutes: problem.minutes }) : problem && t(problem.kind);
  return (
    <form onSubmit={submit} className={styles["form"]}>
      <div className={styles["field"]}>
        <label htmlFor="email">{t("email")}</label>
        <input id="email" name="email" type="email" autoComplete="username" required maxLength={254} />
      </div>
      <div className={styles["field"]}>
        <label htmlFor="password">{t("password")}</label>
        <input
          ref={password}
          id="password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          maxLength={128}
          aria-describedby="sign-in-problem"
          aria-invalid={problem?.kind === "refused" ? true : undefined}
        />
      </div>
      <p id="sign-in-problem" role="alert" className={styles["problem"]}>
        {words}
      </p>
      <button type="submit" data-kind="primary" aria-disabled={isSending}>
        {isSending ? t("pending") : t("submit")}
      </button>
    </form>
  );
}

function fieldOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

async function signIn(email: string, password: string): Promise<Problem | null> {
  const token: unknown = await (await fetch("/api/auth/csrf", { cache: "no-store" })).json();
  const csrfToken = typeof token === "object" && token !== null && "csrfToken" in token ? token.csrfToken : "";
  const answer = await fetch("/api/auth/callback/credentials", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ csrfToken, email, password }),
  });
  if (answer.ok) return null;
  if (answer.status === 401) return { kind: "refused" };
  if (answer.status === 400) return { kind: "malformed" };
  if (answer.status === 503) return { kind: "busy" };
  if (answer.status !== 429) return { kind: "failed" };
  const seconds = Number(answer.headers.get("Retry-After") ?? 60);
  return { kind: "limited", minutes: Math.max(1, Math.ceil(seconds / 60)) };
}
