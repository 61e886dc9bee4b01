"use client";

import type { DraftOperation } from "@sekinin/guardrails";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useReducer, useState } from "react";
import type { Locale } from "../../../../../server/locale.ts";
import type { DraftBase } from "../draft-base.ts";
import { isUnsaved, openDraft, stepDraft } from "../draft-state.ts";
import { viewDraft } from "../draft-view.ts";
import { policyTextProblem } from "../policy-text.ts";
import styles from "../what-if.module.css";
import { DeltaPanel } from "./delta-panel.tsx";
import { DraftBar } from "./draft-bar.tsx";
import { NodePanel } from "./node-panel.tsx";
import { OrganizationTree } from "./organization-tree.tsx";
import { PolicyPanel } from "./policy-panel.tsx";
import { PolicySection } from "./policy-section.tsx";
import { StepList } from "./step-list.tsx";
import { type GapChoice, SuggestPanel } from "./suggest-panel.tsx";
import { TypeList } from "./type-list.tsx";
import { useDelta } from "./use-delta.ts";
import { useSave } from "./use-save.ts";

type Props = {
  readonly tenant: string;
  readonly locale: Locale;
  readonly canEdit: boolean;
  readonly draft: {
    readonly id: string;
    readonly name: string;
    readonly version: number;
    readonly operations: readonly DraftOperation[];
  };
  readonly base: DraftBase;
  /** Objectives whose gaps can be closed, and the one that the address asks for. */
  readonly gaps: {
    readonly objectives: readonly GapChoice[];
    readonly asked: { objectiveId: string; nodeId: string } | null;
  };
};

/** A draft at work: the organisation, its policies, and what would change. Nothing here reaches AWS. */
export function Workbench({ tenant, locale, canEdit, draft, base, gaps }: Props) {
  const t = useTranslations("what-if");
  const [state, step] = useReducer(stepDraft, null, () => openDraft(base, draft.operations, draft.version));
  const [names, setNames] = useState({ now: draft.name, saved: draft.name });
  const [nodeId, setNodeId] = useState(base.rootId);
  const [asked, setOpenPolicy] = useState<string | null>(null);
  const view = useMemo(() => viewDraft(state.base, state.operations), [state.base, state.operations]);
  // A step taken back may take a new policy with it.
  const openPolicy = asked !== null && view.policies.has(asked) ? asked : null;
  const isHeld = state.operations.some((one) => one.kind === "put-policy" && policyTextProblem(one.content) !== null);
  const delta = useDelta(tenant, base.organizationId, isHeld ? null : state.operations);
  const saving = useSave(tenant, draft.id, (operations, version) => {
    step({ kind: "saved", operations, version });
    setNames((known) => ({ ...known, saved: known.now }));
  });
  useWarning(isUnsaved(state) || names.now !== names.saved);
  const shared = { tenant, view, canEdit, onStep: step, onOpenPolicy: setOpenPolicy };
  const problems = delta.asked?.ok === true && !delta.isStale ? delta.asked.data.problems : [];
  // Whoever came to close a gap looks for this first.
  const suggest = canEdit && (
    <SuggestPanel {...shared} base={state.base} operations={state.operations} isHeld={isHeld} gaps={gaps} />
  );
  return (
    <div className={styles["workbench"]}>
      <DraftBar
        tenant={tenant}
        draftId={draft.id}
        state={state}
        name={names.now}
        savedName={names.saved}
        canEdit={canEdit}
        isHeld={isHeld}
        saving={saving}
        onName={(now) => setNames((known) => ({ ...known, now }))}
        onStep={step}
      />
      <div className={styles["columns"]}>
        <div className={styles["column"]}>
          <section className={styles["panel"]} aria-labelledby="tree-title">
            <h2 id="tree-title">{t("tree.title")}</h2>
            <OrganizationTree base={state.base} view={view} chosen={nodeId} onChoose={setNodeId} />
          </section>
          <NodePanel {...shared} key={nodeId} base={state.base} nodeId={nodeId} onChoose={setNodeId} />
          {nodeId === base.rootId && <TypeList view={view} canEdit={canEdit} onStep={step} />}
        </div>
        <div className={styles["column"]}>
          {gaps.asked !== null && suggest}
          {openPolicy === null ? (
            <PolicyPanel {...shared} openPolicy={openPolicy} />
          ) : (
            <PolicySection
              {...shared}
              locale={locale}
              state={state}
              policyId={openPolicy}
              onClose={() => setOpenPolicy(null)}
            />
          )}
          <DeltaPanel tenant={tenant} delta={delta} isHeld={isHeld} />
          <section className={styles["panel"]} aria-labelledby="steps-title">
            <h2 id="steps-title">{t("steps.title", { count: state.operations.length })}</h2>
            <StepList {...shared} state={state} problems={problems} />
          </section>
          {gaps.asked === null && suggest}
        </div>
      </div>
    </div>
  );
}

/** The browser asks before it leaves with something unsaved. */
function useWarning(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isOn]);
}
