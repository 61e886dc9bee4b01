import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import type { BaseAccount, DraftBase } from "../draft-base.ts";
import type { DraftStep } from "../draft-state.ts";
import { ancestors, type DraftView, nodeName, parentAfter, type ViewAttachment } from "../draft-view.ts";
import styles from "../what-if.module.css";
import { typeName } from "./type-name.ts";
import { useAccounts } from "./use-accounts.ts";

export type PanelProps = {
  readonly tenant: string;
  readonly base: DraftBase;
  readonly view: DraftView;
  readonly nodeId: string;
  readonly canEdit: boolean;
  readonly onStep: (step: DraftStep) => void;
  readonly onChoose: (nodeId: string) => void;
  readonly onOpenPolicy: (policyId: string) => void;
};

/** One node: what is attached there, what comes from above, where it is, and the accounts in it. */
export function NodePanel(props: PanelProps) {
  const t = useTranslations("what-if.node");
  const { base, view, nodeId, canEdit } = props;
  const isUnit = base.units.some(({ id }) => id === nodeId);
  const parent = parentAfter(view, nodeId);
  return (
    <section className={styles["panel"]} aria-label={nodeName(view, nodeId)}>
      <header className={styles["panelHead"]}>
        <h3>{nodeName(view, nodeId)}</h3>
        <code>{nodeId}</code>
      </header>
      {nodeId === base.managementAccountId && <p className={styles["soft"]}>{t("management")}</p>}
      {parent !== null && (
        <p className={styles["soft"]}>
          {t("in")}{" "}
          <button type="button" data-kind="quiet" className={styles["link"]} onClick={() => props.onChoose(parent)}>
            {nodeName(view, parent)}
          </button>
        </p>
      )}
      <h4>{t("attached")}</h4>
      <Attached {...props} />
      {canEdit && <AttachForm {...props} />}
      <FromAbove {...props} />
      {canEdit && parent !== null && nodeId !== base.managementAccountId && <MoveForm {...props} parent={parent} />}
      {isUnit && <Accounts {...props} />}
    </section>
  );
}

function Attached({ view, nodeId, canEdit, onStep, onOpenPolicy }: PanelProps) {
  const t = useTranslations("what-if.node");
  const attachments = view.attachments.get(nodeId) ?? [];
  if (attachments.length === 0) return <p className={styles["soft"]}>{t("noneAttached")}</p>;
  return (
    <ul className={styles["list"]}>
      {attachments.map(({ policyId, change }) => {
        const name = view.policies.get(policyId)?.name ?? policyId;
        const kind = change === "detached" ? "attach" : "detach";
        const isGone = view.policies.get(policyId)?.origin === "removed";
        return (
          <li key={policyId} data-change={change}>
            <button type="button" data-kind="quiet" className={styles["link"]} onClick={() => onOpenPolicy(policyId)}>
              {name}
            </button>
            <span className={styles["soft"]}>{typeName(view.policies.get(policyId)?.type ?? "")}</span>
            {change !== "none" && <span className={styles["mark"]}>{t(`change.${change}`)}</span>}
            {canEdit && !isGone && (
              <button
                type="button"
                data-kind="quiet"
                aria-label={t(`${kind}This`, { name, node: nodeName(view, nodeId) })}
                onClick={() => onStep({ kind: "do", operation: { kind, policyId, targetId: nodeId } })}
              >
                {t(kind)}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function AttachForm({ view, nodeId, onStep }: PanelProps) {
  const t = useTranslations("what-if.node");
  const id = useId();
  const attached = new Set((view.attachments.get(nodeId) ?? []).filter(isOn).map(({ policyId }) => policyId));
  const options = [...view.policies.values()].filter(
    (policy) => policy.origin !== "removed" && view.types.get(policy.type) === true && !attached.has(policy.id),
  );
  if (options.length === 0) return null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const policyId = new FormData(event.currentTarget).get("policy");
    if (typeof policyId !== "string") return;
    onStep({ kind: "do", operation: { kind: "attach", policyId, targetId: nodeId } });
  };
  return (
    <form className={styles["row"]} onSubmit={submit}>
      <label htmlFor={id} className="visually-hidden">
        {t("attachPolicy")}
      </label>
      <select id={id} name="policy">
        {options.map(({ id: policyId, name, type }) => (
          <option key={policyId} value={policyId}>
            {name} · {typeName(type)}
          </option>
        ))}
      </select>
      <button type="submit">{t("attach")}</button>
    </form>
  );
}

function FromAbove({ view, nodeId, onChoose }: PanelProps) {
  const t = useTranslations("what-if.node");
  const above = ancestors(view, nodeId);
  const levels = above
    .map((id) => ({ id, policies: (view.attachments.get(id) ?? []).filter(isOn) }))
    .filter(({ policies }) => policies.length > 0);
  if (levels.length === 0) return null;
  return (
    <details>
      <summary>{t("fromAbove", { count: levels.reduce((sum, { policies }) => sum + policies.length, 0) })}</summary>
      <ul className={styles["list"]}>
        {levels.map(({ id, policies }) => (
          <li key={id}>
            <button type="button" data-kind="quiet" className={styles["link"]} onClick={() => onChoose(id)}>
              {nodeName(view, id)}
            </button>
            <span>{policies.map(({ policyId }) => view.policies.get(policyId)?.name ?? policyId).join(", ")}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function MoveForm({ base, view, nodeId, parent, onStep }: PanelProps & { readonly parent: string }) {
  const t = useTranslations("what-if.node");
  const id = useId();
  const options = base.units.filter(
    (unit) => unit.id !== parent && unit.id !== nodeId && !ancestors(view, unit.id).includes(nodeId),
  );
  if (options.length === 0) return null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const parentId = new FormData(event.currentTarget).get("parent");
    if (typeof parentId === "string") onStep({ kind: "do", operation: { kind: "move", nodeId, parentId } });
  };
  return (
    <form className={styles["row"]} onSubmit={submit}>
      <label htmlFor={id}>{t("moveTo")}</label>
      <select id={id} name="parent">
        {options.map((unit) => (
          <option key={unit.id} value={unit.id}>
            {[...ancestors(view, unit.id)].reverse().map((one) => `${nodeName(view, one)} / `)}
            {unit.name}
          </option>
        ))}
      </select>
      <button type="submit">{t("move")}</button>
    </form>
  );
}

function Accounts({ tenant, base, view, nodeId, onStep, onChoose }: PanelProps) {
  const t = useTranslations("what-if.node");
  const [text, setText] = useState("");
  const found = useAccounts(tenant, base.organizationId, { text, parentId: nodeId });
  const choose = (account: BaseAccount) => {
    onStep({ kind: "meet-account", account });
    onChoose(account.id);
  };
  const movedIn = base.accounts.filter(({ id }) => view.moved.get(id) === nodeId);
  const shown = [...movedIn, ...(found?.accounts ?? []).filter(({ id }) => !view.moved.has(id))];
  return (
    <>
      <h4>{t("accounts")}</h4>
      <input
        type="search"
        value={text}
        aria-label={t("findAccount")}
        placeholder={t("findAccount")}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {found !== null && shown.length === 0 && <p className={styles["soft"]}>{t("noAccounts")}</p>}
      <ul className={styles["list"]}>
        {shown.map((account) => (
          <li key={account.id}>
            <button type="button" data-kind="quiet" className={styles["link"]} onClick={() => choose(account)}>
              {account.name}
            </button>
            <code>{account.id}</code>
          </li>
        ))}
      </ul>
      {found !== null && found.left > 0 && <p className={styles["soft"]}>{t("moreAccounts", { count: found.left })}</p>}
    </>
  );
}

const isOn = ({ change }: ViewAttachment) => change !== "detached";
