import type { DraftOperation, DraftProblem } from "@sekinin/guardrails";
import { Icon } from "@sekinin/ui";
import { useTranslations } from "next-intl";
import { forgetPolicy } from "../draft-operations.ts";
import type { DraftState, DraftStep } from "../draft-state.ts";
import { type DraftView, nodeName } from "../draft-view.ts";
import { policyTextProblem } from "../policy-text.ts";
import styles from "../what-if.module.css";
import { typeName } from "./type-name.ts";

type Props = {
  readonly state: DraftState;
  readonly view: DraftView;
  readonly problems: readonly DraftProblem[];
  readonly canEdit: boolean;
  readonly onStep: (step: DraftStep) => void;
  readonly onOpenPolicy: (policyId: string) => void;
};

/** The draft as steps in words, each with what AWS would refuse and a way to take it back. */
export function StepList({ state, view, problems, canEdit, onStep, onOpenPolicy }: Props) {
  const t = useTranslations("what-if.steps");
  const { operations } = state;
  if (operations.length === 0) return <p className={styles["soft"]}>{t("none")}</p>;
  return (
    <ol className={styles["steps"]}>
      {operations.map((operation, index) => {
        const textProblem = operation.kind === "put-policy" ? policyTextProblem(operation.content) : null;
        return (
          <li key={keyOf(operation)}>
            <span>
              <StepWords operation={operation} view={view} onOpenPolicy={onOpenPolicy} />
              {textProblem !== null && (
                <span className={styles["problem"]}>
                  <Icon name="fail" /> {t(`held.${textProblem}`)}
                </span>
              )}
              {problems
                .filter((problem) => problem.operation === index)
                .map((problem) => (
                  <span key={problem.code} className={styles["problem"]}>
                    <Icon name="fail" /> {t(`problems.${problem.code}`, { detail: problem.detail })}
                  </span>
                ))}
            </span>
            {canEdit && (
              <button
                type="button"
                data-kind="quiet"
                aria-label={t("takeBackThis", { step: index + 1 })}
                onClick={() => onStep({ kind: "replace", operations: without(operations, index) })}
              >
                {t("takeBack")}
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function StepWords({
  operation,
  view,
  onOpenPolicy,
}: { operation: DraftOperation } & Pick<Props, "view" | "onOpenPolicy">) {
  const t = useTranslations("what-if.steps");
  const policy = (policyId: string) => (chunks: React.ReactNode) => (
    <button type="button" data-kind="quiet" className={styles["link"]} onClick={() => onOpenPolicy(policyId)}>
      {chunks}
    </button>
  );
  const nameOf = (policyId: string) => view.policies.get(policyId)?.name ?? policyId;
  switch (operation.kind) {
    case "put-policy": {
      const isNew = view.policies.get(operation.policyId)?.origin !== "edited";
      return t.rich(isNew ? "create" : "edit", {
        name: operation.name,
        type: typeName(operation.type),
        policy: policy(operation.policyId),
      });
    }
    case "remove-policy":
      return t.rich("remove", { name: nameOf(operation.policyId), policy: policy(operation.policyId) });
    case "attach":
    case "detach":
      return t.rich(operation.kind, {
        name: nameOf(operation.policyId),
        node: nodeName(view, operation.targetId),
        policy: policy(operation.policyId),
      });
    case "move":
      return t("move", { node: nodeName(view, operation.nodeId), parent: nodeName(view, operation.parentId) });
    case "set-policy-type":
      return t(operation.status === "ENABLED" ? "typeOn" : "typeOff", { type: typeName(operation.type) });
    default:
      return operation satisfies never;
  }
}

/** A new policy goes with what is attached of it. */
function without(operations: readonly DraftOperation[], index: number): readonly DraftOperation[] {
  const operation = operations[index];
  if (operation?.kind === "put-policy" && operation.policyId.startsWith("draft-")) {
    return forgetPolicy(operations, operation.policyId);
  }
  return operations.toSpliced(index, 1);
}

function keyOf(operation: DraftOperation): string {
  return operation.kind === "put-policy" ? `put ${operation.policyId}` : JSON.stringify(operation);
}
