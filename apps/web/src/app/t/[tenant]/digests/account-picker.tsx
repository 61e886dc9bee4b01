"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { ChosenAccount } from "./digest-form-values.ts";
import styles from "./digests.module.css";

type Props = {
  readonly tenant: string;
  readonly organizationId: string;
  readonly chosen: readonly ChosenAccount[];
  readonly most: number;
};

const waitMs = 250;

/** Accounts by name or id: what is chosen stands as boxes to untick, what is found below the search as buttons. */
export function AccountPicker({ tenant, organizationId, chosen: before, most }: Props) {
  const t = useTranslations("digests.form");
  const [chosen, setChosen] = useState(before);
  const [text, setText] = useState("");
  const found = useFound(tenant, organizationId, text);
  const open = found?.filter(({ accountId }) => !chosen.some((one) => one.accountId === accountId)) ?? null;
  const isFull = chosen.length >= most;
  return (
    <fieldset className={styles["picker"]}>
      <legend>{t("accounts")}</legend>
      {chosen.length > 0 && (
        <ul className={styles["chosen"]}>
          {chosen.map(({ accountId, name }) => (
            <li key={accountId}>
              <input type="hidden" name="accounts" value={accountId} />
              <span>
                {name} <code>{accountId}</code>
              </span>
              <button
                type="button"
                data-kind="quiet"
                aria-label={t("removeAccount", { name })}
                onClick={() => setChosen(chosen.filter((one) => one.accountId !== accountId))}
              >
                {t("remove")}
              </button>
            </li>
          ))}
        </ul>
      )}
      <label className={styles["field"]}>
        <span>{t("findAccount")}</span>
        <input
          type="search"
          value={text}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            // Enter in a search is no sending of the form.
            if (event.key === "Enter") event.preventDefault();
          }}
        />
      </label>
      <output className={styles["soft"]}>
        {isFull && t("full", { most })}
        {!isFull && open !== null && t("found", { count: open.length })}
      </output>
      {!isFull && open !== null && open.length > 0 && (
        <ul className={styles["found"]}>
          {open.map((account) => (
            <li key={account.accountId}>
              <button type="button" data-kind="quiet" onClick={() => setChosen([...chosen, account])}>
                <span>{account.name}</span> <code>{account.accountId}</code>
              </button>
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}

/** Accounts whose name or id holds the text; null while nothing is typed or nothing has come back. */
function useFound(tenant: string, organizationId: string, text: string): readonly ChosenAccount[] | null {
  const [found, setFound] = useState<{ readonly text: string; readonly accounts: readonly ChosenAccount[] } | null>(
    null,
  );
  useEffect(() => {
    if (text.trim() === "") return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      search(tenant, { organization: organizationId, text }, stop.signal).then(
        (accounts) => setFound({ text, accounts }),
        () => undefined,
      );
    }, waitMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [tenant, organizationId, text]);
  return found?.text === text ? found.accounts : null;
}

async function search(
  tenant: string,
  query: Record<string, string>,
  signal: AbortSignal,
): Promise<readonly ChosenAccount[]> {
  const answer = await fetch(`/api/t/${tenant}/digests/accounts?${new URLSearchParams(query)}`, { signal });
  if (!answer.ok) return [];
  // Our own endpoint, whose answer a schema has written.
  const { accounts } = (await answer.json()) as { readonly accounts: readonly ChosenAccount[] };
  return accounts;
}
