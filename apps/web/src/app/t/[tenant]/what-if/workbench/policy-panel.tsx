import { Icon } from "@sekinin/ui";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { DraftStep } from "../draft-state.ts";
import type { DraftView, ViewPolicy } from "../draft-view.ts";
import styles from "../what-if.module.css";
import { newPolicyText } from "./new-policy-text.ts";
import { typeName } from "./type-name.ts";

type Props = {
  readonly view: DraftView;
  readonly openPolicy: string | null;
  readonly canEdit: boolean;
  readonly onStep: (step: DraftStep) => void;
  readonly onOpenPolicy: (policyId: string) => void;
};

/** How many a list shows before somebody searches. */
const mostShown = 100;

/** The policies as they would be, with a way to open each and to write a new one. */
export function PolicyPanel({ view, openPolicy, canEdit, onStep, onOpenPolicy }: Props) {
  const t = useTranslations("what-if.policies");
  const [text, setText] = useState("");
  const found = [...view.policies.values()].filter((policy) => matches(policy, text)).sort(changedFirst);
  return (
    <section className={styles["panel"]} aria-label={t("title")}>
      <header className={styles["panelHead"]}>
        <h3>{t("title")}</h3>
        <span className={styles["soft"]}>{t("count", { count: view.policies.size })}</span>
      </header>
      {canEdit && <NewPolicy view={view} onStep={onStep} onOpenPolicy={onOpenPolicy} />}
      <input
        type="search"
        value={text}
        aria-label={t("find")}
        placeholder={t("find")}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ul className={styles["list"]} data-scroll="true">
        {found.slice(0, mostShown).map((policy) => (
          <li key={policy.id} data-chosen={policy.id === openPolicy}>
            <button
              type="button"
              data-kind="quiet"
              className={styles["link"]}
              aria-current={policy.id === openPolicy ? "true" : undefined}
              onClick={() => onOpenPolicy(policy.id)}
            >
              {policy.name}
            </button>
            <span className={styles["soft"]}>{typeName(policy.type)}</span>
            {policy.isAwsManaged && <span className={styles["soft"]}>{t("awsManaged")}</span>}
            {policy.origin !== "kept" && <span className={styles["mark"]}>{t(`origin.${policy.origin}`)}</span>}
          </li>
        ))}
      </ul>
      {found.length > mostShown && <p className={styles["soft"]}>{t("more", { count: found.length - mostShown })}</p>}
    </section>
  );
}

function NewPolicy({ view, onStep, onOpenPolicy }: Pick<Props, "view" | "onStep" | "onOpenPolicy">) {
  const t = useTranslations("what-if.policies");
  const types = [...view.types].filter(([, isEnabled]) => isEnabled).map(([type]) => type);
  if (types.length === 0) return null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const type = new FormData(event.currentTarget).get("type");
    if (typeof type !== "string") return;
    const policyId = `draft-${crypto.randomUUID().slice(0, 8)}`;
    const name = freeName(view, t("newName"));
    onStep({ kind: "do", operation: { kind: "put-policy", policyId, name, type, content: newPolicyText(type) } });
    onOpenPolicy(policyId);
  };
  return (
    <form className={styles["row"]} onSubmit={submit}>
      <select name="type" aria-label={t("newType")}>
        {types.map((type) => (
          <option key={type} value={type}>
            {typeName(type)}
          </option>
        ))}
      </select>
      <button type="submit">
        <Icon name="shield" />
        {t("new")}
      </button>
    </form>
  );
}

/** AWS takes a name once. */
function freeName(view: DraftView, name: string): string {
  const taken = new Set([...view.policies.values()].map((policy) => policy.name));
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name} ${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

function matches({ id, name }: ViewPolicy, text: string): boolean {
  const wanted = text.trim().toLocaleLowerCase();
  return wanted === "" || id.includes(wanted) || name.toLocaleLowerCase().includes(wanted);
}

function changedFirst(a: ViewPolicy, b: ViewPolicy): number {
  const order = Number(a.origin === "kept") - Number(b.origin === "kept");
  return order !== 0 ? order : a.name.localeCompare(b.name);
}
