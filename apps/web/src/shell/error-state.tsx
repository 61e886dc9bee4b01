"use client";

import { useTranslations } from "next-intl";
import { StatePage } from "./state-page.tsx";

/** A page that failed: the number finds the line in the log, and nothing else of the error is told. */
export function ErrorState({ digest, retry }: { readonly digest: string | undefined; readonly retry: () => void }) {
  const t = useTranslations("states");
  return (
    <StatePage title={t("error.title")} text={t("error.text")}>
      <button type="button" data-kind="primary" onClick={retry}>
        {t("retry")}
      </button>
      {digest !== undefined && (
        <span>
          {t("error.number")}: <code>{digest}</code>
        </span>
      )}
    </StatePage>
  );
}
