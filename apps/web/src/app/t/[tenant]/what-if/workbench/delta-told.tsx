"use client";

import type { Witness } from "@sekinin/guardrails/coverage";
import { CoverageBadge, Notice, TableFrame } from "@sekinin/ui";
import { useLocale, useTranslations } from "next-intl";
import { verdictNames } from "../../../../../guardrail-words/verdict-words.ts";
import type { Locale } from "../../../../../server/locale.ts";
import type { DeltaAnswer, NamedAccount, ToldLockout, ToldRow } from "../delta-answer.ts";
import styles from "../what-if.module.css";

type ToldDelta = Pick<DeltaAnswer, "rows" | "rowsLeftOff" | "lockouts" | "lockoutsLeftOff">;

type DeltaToldProps = {
  readonly tenant: string;
  readonly answer: ToldDelta;
  /** What the two states are called; today and the draft where nothing is said. */
  readonly sides?: { readonly before: string; readonly after: string };
};

/** A delta with its examples: lock-outs as a warning, then a line per objective and kind of change. */
export function DeltaTold({ tenant, answer, sides }: DeltaToldProps) {
  const t = useTranslations("what-if.delta");
  const { rows, rowsLeftOff, lockouts, lockoutsLeftOff } = answer;
  return (
    <>
      {lockouts.length > 0 && (
        <Notice kind="danger" title={t("lockouts", { count: lockouts.length + lockoutsLeftOff })}>
          <ul className={styles["lockouts"]}>
            {lockouts.map((lockout) => (
              <LockoutLine key={lockout.service} tenant={tenant} lockout={lockout} />
            ))}
          </ul>
          {lockoutsLeftOff > 0 && <p>{t("moreLockouts", { count: lockoutsLeftOff })}</p>}
        </Notice>
      )}
      {rows.length > 0 && (
        <TableFrame label={t("title")}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("objective")}</th>
                <th scope="col">{sides?.before ?? t("before")}</th>
                <th scope="col">{sides?.after ?? t("after")}</th>
                <th scope="col">{t("direction")}</th>
                <th scope="col">{t("accounts")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={rowKey(row)} tenant={tenant} row={row} />
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
      {rowsLeftOff > 0 && <p className={styles["soft"]}>{t("moreRows", { count: rowsLeftOff })}</p>}
    </>
  );
}

function Row({ tenant, row }: { readonly tenant: string; readonly row: ToldRow }) {
  const t = useTranslations("what-if.delta");
  const locale = useLocale() as Locale;
  return (
    <tr>
      <th scope="row" data-wrap>
        <a href={`/t/${tenant}/coverage/objectives/${row.objectiveId}`}>{row.title}</a>
        {row.newlyAllowed !== null && <Example title={t("newlyAllowed")} witness={row.newlyAllowed} />}
        {row.newlyDenied !== null && <Example title={t("newlyDenied")} witness={row.newlyDenied} />}
      </th>
      <td>
        <CoverageBadge verdict={row.before}>{verdictNames[row.before][locale]}</CoverageBadge>
      </td>
      <td>
        <CoverageBadge verdict={row.after}>{verdictNames[row.after][locale]}</CoverageBadge>
      </td>
      <td>
        <span className={styles["direction"]} data-direction={row.direction}>
          {t(`directions.${row.direction}`)}
        </span>
      </td>
      <td>
        <AccountsOf tenant={tenant} accounts={row.accounts} count={row.accountCount} />
      </td>
    </tr>
  );
}

function LockoutLine({ tenant, lockout }: { readonly tenant: string; readonly lockout: ToldLockout }) {
  const t = useTranslations("what-if.delta");
  return (
    <li>
      <code>{lockout.service}</code>{" "}
      {t(lockout.isInUse ? "lockedOutInUse" : "lockedOut", { count: lockout.accountCount })}{" "}
      <AccountsOf tenant={tenant} accounts={lockout.accounts} count={lockout.accountCount} />
      <Example title={t("newlyDenied")} witness={lockout.witness} />
    </li>
  );
}

type AccountsProps = { readonly tenant: string; readonly accounts: readonly NamedAccount[]; readonly count: number };

function AccountsOf({ tenant, accounts, count }: AccountsProps) {
  const t = useTranslations("what-if.delta");
  return (
    <details className={styles["few"]}>
      <summary>{t("accountCount", { count })}</summary>
      <ul>
        {accounts.map(({ id, name }) => (
          <li key={id}>
            <a href={`/t/${tenant}/coverage/accounts/${id}`}>{name}</a> <code>{id}</code>
          </li>
        ))}
        {count > accounts.length && <li>{t("moreAccounts", { count: count - accounts.length })}</li>}
      </ul>
    </details>
  );
}

/** A request in full: who, what, on what, with what. */
function Example({ title, witness }: { readonly title: string; readonly witness: Witness }) {
  const t = useTranslations("what-if.delta");
  const { action, principal, resources, context } = witness.request;
  return (
    <details className={styles["few"]}>
      <summary>
        {title}: <code>{action}</code>
      </summary>
      <dl className={styles["request"]}>
        <dt>{t("principal")}</dt>
        <dd>
          <code>{principal}</code>
        </dd>
        <dt>{t("resource")}</dt>
        <dd>
          {resources.map((resource) => (
            <code key={resource}>{resource} </code>
          ))}
        </dd>
        {Object.entries(context).map(([key, values]) => (
          <Fact key={key} name={key} value={values.join(", ")} />
        ))}
      </dl>
      {!witness.isChecked && <p className={styles["soft"]}>{t("assumed")}</p>}
    </details>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>
        <code>{name}</code>
      </dt>
      <dd>
        <code>{value}</code>
      </dd>
    </>
  );
}

function rowKey({ objectiveId, before, after, direction, accounts }: ToldRow): string {
  return [objectiveId, before, after, direction, accounts[0]?.id ?? ""].join(" ");
}
