"use client";

import { Notice } from "@sekinin/ui";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { Locale } from "../../../../../server/locale.ts";
import { type Asked, ask } from "../../what-if/workbench/ask.ts";
import { expectedWords } from "./expected-words.ts";
import { type FileAnswer, mostFileBytes } from "./file-answer.ts";
import styles from "./import.module.css";

type State =
  | { readonly kind: "idle" | "sending" | "none" | "too-large" }
  | { readonly kind: "asked"; readonly asked: Asked<FileAnswer> };

/** Sends a file and tells what is wrong with it, place by place, or where it can be followed. */
export function ImportForm({ tenant }: { readonly tenant: string }) {
  const t = useTranslations("organization-file");
  const [state, setState] = useState<State>({ kind: "idle" });
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const file = new FormData(event.currentTarget).get("file");
    if (!(file instanceof File) || file.size === 0) return setState({ kind: "none" });
    if (file.size > mostFileBytes) return setState({ kind: "too-large" });
    setState({ kind: "sending" });
    const asked = await ask<FileAnswer>(`/api/t/${tenant}/organization-file`, { method: "POST", file });
    setState({ kind: "asked", asked });
  };
  return (
    <form className={styles["form"]} onSubmit={submit}>
      <label className={styles["field"]}>
        <span>{t("file")}</span>
        <input type="file" name="file" accept=".json,application/json" />
      </label>
      <button type="submit" data-kind="primary" aria-disabled={state.kind === "sending"}>
        {t(state.kind === "sending" ? "sending" : "send")}
      </button>
      {(state.kind === "none" || state.kind === "too-large") && (
        <Notice kind="warning" title={t(state.kind, { most: mostFileBytes / 1024 / 1024 })} live />
      )}
      {state.kind === "asked" && <Outcome tenant={tenant} asked={state.asked} />}
    </form>
  );
}

function Outcome({ tenant, asked }: { readonly tenant: string; readonly asked: Asked<FileAnswer> }) {
  const t = useTranslations("organization-file");
  const locale = useLocale() as Locale;
  if (!asked.ok) {
    return (
      <Notice kind="danger" title={t("failed")} live>
        {asked.code === "offline" ? t("offline") : asked.text}
      </Notice>
    );
  }
  const answer = asked.data;
  if (answer.kind === "refused") {
    return (
      <Notice kind="warning" title={t("refused")} live>
        <ul>
          {answer.problems.map(({ path, code, expected }) => (
            <li key={`${path} ${code}`}>
              <code>{path === "" ? t("whole") : path}</code> {problemWords(t, code)}{" "}
              <span className={styles["soft"]}>{t("expected", { expected: expectedWords(expected, locale) })}</span>
            </li>
          ))}
        </ul>
      </Notice>
    );
  }
  return (
    <Notice
      kind={answer.kind === "started" ? "success" : "information"}
      title={t(answer.kind, { organization: answer.organizationId })}
      live
      action={<Link href={`/t/${tenant}/crawls/${answer.crawlId}`}>{t("follow")}</Link>}
    />
  );
}

const codes = [
  "too-large",
  "not-json",
  "missing",
  "wrong-type",
  "wrong-value",
  "duplicate-key",
  "lone-surrogate",
] as const;

function problemWords(t: ReturnType<typeof useTranslations<"organization-file">>, code: string): string {
  const known = codes.find((one) => one === code);
  return known === undefined ? code : t(`codes.${known}`);
}
