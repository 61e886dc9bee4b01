import type { Completion } from "@sekinin/guardrails";
import { Notice } from "@sekinin/ui";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import type { Locale } from "../../../../../server/locale.ts";
import { draftedPolicy } from "../draft-operations.ts";
import type { DraftState, DraftStep } from "../draft-state.ts";
import type { DraftView, ViewPolicy } from "../draft-view.ts";
import type { PolicyEditorProps } from "../editor/policy-editor.tsx";
import type { ToldProblem } from "../editor/policy-lint.ts";
import { mostPolicyCharacters } from "../policy-text.ts";
import styles from "../what-if.module.css";
import { ask } from "./ask.ts";
import { ProblemList } from "./problem-list.tsx";
import { typeName } from "./type-name.ts";
import { usePolicyText } from "./use-policy-text.ts";

// The editor weighs more than the rest of the page: it comes when a policy is opened.
const LazyEditor = dynamic<PolicyEditorProps>(
  () => import("../editor/policy-editor.tsx").then(({ PolicyEditor }) => PolicyEditor),
  { ssr: false, loading: () => <div className={styles["editorRoom"]} /> },
);

type Props = {
  readonly tenant: string;
  readonly locale: Locale;
  readonly state: DraftState;
  readonly view: DraftView;
  readonly policyId: string;
  readonly canEdit: boolean;
  readonly onStep: (step: DraftStep) => void;
  readonly onClose: () => void;
};

/** One policy, open: its name, its text, what is wrong with it, where it is attached. */
export function PolicySection(props: Props) {
  const { tenant, state, view, policyId } = props;
  const t = useTranslations("what-if.policy");
  const drafted = draftedPolicy(state.operations, policyId);
  const fetched = usePolicyText(tenant, state.base.organizationId, drafted === null ? policyId : null);
  const policy = view.policies.get(policyId);
  if (policy === undefined) return null;
  const text = drafted?.content ?? (fetched?.ok === true ? fetched.data.content : null);
  return (
    <section className={styles["panel"]} aria-label={policy.name}>
      <PolicyHead {...props} policy={policy} text={text} />
      {drafted === null && fetched?.ok === false && (
        <Notice kind="unknown" title={t("unread")}>
          {fetched.text}
        </Notice>
      )}
      {drafted === null && fetched === null && <div className={styles["editorRoom"]} />}
      {text !== null && <OpenPolicy key={policyId} {...props} policy={policy} text={text} />}
    </section>
  );
}

type HeadProps = Props & { readonly policy: ViewPolicy; readonly text: string | null };

function PolicyHead({ state, policy, text, policyId, canEdit, onStep, onClose }: HeadProps) {
  const t = useTranslations("what-if.policy");
  const isEditable = canEdit && !policy.isAwsManaged && policy.origin !== "removed" && text !== null;
  const rename = (name: string) =>
    text !== null &&
    onStep({ kind: "type", operation: { kind: "put-policy", policyId, name, type: policy.type, content: text } });
  const isDrafted = draftedPolicy(state.operations, policyId) !== null;
  return (
    <header className={styles["panelHead"]}>
      {isEditable ? (
        <input
          className={styles["policyName"]}
          aria-label={t("name")}
          value={policy.name}
          maxLength={128}
          autoComplete="off"
          onChange={(event) => event.currentTarget.value !== "" && rename(event.currentTarget.value)}
          onBlur={() => onStep({ kind: "pause-typing" })}
        />
      ) : (
        <h3>{policy.name}</h3>
      )}
      <span className={styles["soft"]}>{typeName(policy.type)}</span>
      <code>{policyId}</code>
      <span className={styles["panelActions"]}>
        {canEdit && isDrafted && policy.origin === "edited" && (
          <button
            type="button"
            data-kind="quiet"
            onClick={() =>
              onStep({
                kind: "replace",
                operations: state.operations.filter(
                  (operation) => operation.kind !== "put-policy" || operation.policyId !== policyId,
                ),
              })
            }
          >
            {t("restore")}
          </button>
        )}
        {isEditable && (
          <button
            type="button"
            data-kind="quiet"
            onClick={() => {
              onStep({ kind: "do", operation: { kind: "remove-policy", policyId } });
              if (policy.origin === "new") onClose();
            }}
          >
            {t("remove")}
          </button>
        )}
        <button type="button" data-kind="quiet" onClick={onClose}>
          {t("close")}
        </button>
      </span>
    </header>
  );
}

function OpenPolicy({
  tenant,
  locale,
  policy,
  policyId,
  text,
  canEdit,
  onStep,
}: HeadProps & { readonly text: string }) {
  const t = useTranslations("what-if.policy");
  const [problems, setProblems] = useState<readonly ToldProblem[]>([]);
  const { type, name } = policy;
  const isReadOnly = !canEdit || policy.isAwsManaged || policy.origin === "removed";
  const check = useCallback(
    async (content: string) => {
      const answer = await ask<{ readonly problems: readonly ToldProblem[] }>(`/api/t/${tenant}/what-if/lint`, {
        method: "POST",
        body: { type, text: content },
      });
      if (!answer.ok) throw new Error(answer.code);
      return answer.data.problems;
    },
    [tenant, type],
  );
  const find = useCallback<PolicyEditorProps["find"]>(
    async (place, signal) => {
      const answer = await ask<{ readonly completions: readonly Completion[] }>(
        `/api/t/${tenant}/what-if/completions`,
        {
          method: "POST",
          body: { type, place },
          signal,
        },
      );
      return answer.ok ? answer.data.completions : [];
    },
    [tenant, type],
  );
  const texts = useMemo<PolicyEditorProps["texts"]>(
    () => ({
      brokenJson: t("brokenJson"),
      replaceWith: (suggestion) => t("replaceWith", { suggestion }),
      textProblems: {
        "too-long": t("textProblems.too-long", { most: mostPolicyCharacters }),
        "broken-character": t("textProblems.broken-character"),
        "control-character": t("textProblems.control-character"),
      },
    }),
    [t],
  );
  return (
    <>
      <LazyEditor
        value={text}
        label={t("label", { name })}
        locale={locale}
        isReadOnly={isReadOnly}
        texts={texts}
        check={check}
        find={find}
        onProblems={setProblems}
        onChange={(content) =>
          onStep({ kind: "type", operation: { kind: "put-policy", policyId, name, type, content } })
        }
      />
      <p className={styles["soft"]}>
        {t("size", { count: text.length })} {isReadOnly && policy.isAwsManaged && t("awsManaged")}
      </p>
      <ProblemList problems={problems} text={text} />
    </>
  );
}
