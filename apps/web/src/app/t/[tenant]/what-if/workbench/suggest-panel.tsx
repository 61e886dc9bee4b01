import type { DraftOperation, Suggestion } from "@sekinin/guardrails";
import { Notice } from "@sekinin/ui";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { verdictNames } from "../../../../../guardrail-words/verdict-words.ts";
import type { Locale } from "../../../../../server/locale.ts";
import type { DraftBase } from "../draft-base.ts";
import type { DraftStep } from "../draft-state.ts";
import { type DraftView, nodeName } from "../draft-view.ts";
import { suggestionOperations } from "../suggestion-operations.ts";
import styles from "../what-if.module.css";
import { type Asked, ask } from "./ask.ts";

export type GapChoice = { readonly id: string; readonly title: string };

type Props = {
  readonly tenant: string;
  readonly base: DraftBase;
  readonly view: DraftView;
  readonly operations: readonly DraftOperation[];
  readonly isHeld: boolean;
  readonly gaps: {
    readonly objectives: readonly GapChoice[];
    readonly asked: { readonly objectiveId: string; readonly nodeId: string } | null;
  };
  readonly onStep: (step: DraftStep) => void;
};

/** Asks for the smallest policy that closes chosen gaps, shows what the engine proved, and takes it into the draft. */
export function SuggestPanel({ tenant, base, view, operations, isHeld, gaps, onStep }: Props) {
  const t = useTranslations("what-if.suggest");
  const [answer, setAnswer] = useState<Asked<Suggestion> | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isHeld || isAsking) return;
    const form = new FormData(event.currentTarget);
    const [nodeId = ""] = textsOf(form, "node");
    const wanted = textsOf(form, "objective").map((objectiveId) => ({ objectiveId, nodeId }));
    if (wanted.length === 0) return;
    setIsAsking(true);
    const body = { organizationId: base.organizationId, operations, gaps: wanted };
    setAnswer(await ask<Suggestion>(`/api/t/${tenant}/what-if/suggest`, { method: "POST", body }));
    setIsAsking(false);
  };
  const take = (suggestion: Suggestion) => {
    const prefix = `draft-${crypto.randomUUID().slice(0, 8)}`;
    onStep({ kind: "do-all", operations: suggestionOperations(suggestion, prefix) });
    setAnswer(null);
  };
  return (
    <section className={styles["panel"]} aria-labelledby="suggest-title">
      <h2 id="suggest-title">{t("title")}</h2>
      <p className={styles["soft"]}>{t("note")}</p>
      <form className={styles["suggest"]} onSubmit={submit}>
        <label>
          <span>{t("objectives")}</span>
          <select name="objective" multiple size={6} defaultValue={gaps.asked === null ? [] : [gaps.asked.objectiveId]}>
            {askedFirst(gaps).map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{t("node")}</span>
          <select name="node" defaultValue={gaps.asked?.nodeId ?? base.rootId}>
            {gaps.asked !== null && !base.units.some(({ id }) => id === gaps.asked?.nodeId) && (
              <option value={gaps.asked.nodeId}>{nodeName(view, gaps.asked.nodeId)}</option>
            )}
            {base.units.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" aria-disabled={isHeld || isAsking}>
          {t(isAsking ? "asking" : "ask")}
        </button>
      </form>
      {answer?.ok === false && (
        <Notice kind="danger" title={t("failed")} live>
          {answer.text}
        </Notice>
      )}
      {answer?.ok === true && <Answer {...{ base, view, gaps }} suggestion={answer.data} onTake={take} />}
    </section>
  );
}

function textsOf(form: FormData, name: string): readonly string[] {
  return form.getAll(name).filter((value) => typeof value === "string");
}

/** So that what is chosen can be seen. */
function askedFirst({ objectives, asked }: Props["gaps"]): readonly GapChoice[] {
  if (asked === null) return objectives;
  const isAsked = ({ id }: GapChoice) => id === asked.objectiveId;
  return [...objectives.filter(isAsked), ...objectives.filter((one) => !isAsked(one))];
}

type AnswerProps = Pick<Props, "view" | "gaps"> & {
  readonly suggestion: Suggestion;
  readonly onTake: (suggestion: Suggestion) => void;
};

function Answer({ view, gaps, suggestion, onTake }: AnswerProps) {
  const t = useTranslations("what-if.suggest");
  const locale = useLocale() as Locale;
  const titleOf = (objectiveId: string) => gaps.objectives.find(({ id }) => id === objectiveId)?.title ?? objectiveId;
  return (
    <div aria-live="polite" className={styles["answer"]}>
      {suggestion.policies.map(({ name, content, targetIds }) => (
        <details key={name}>
          <summary>
            {t("policy", { name, size: content.length, nodes: targetIds.map((id) => nodeName(view, id)).join(", ") })}
          </summary>
          <pre className={styles["text"]}>{pretty(content)}</pre>
        </details>
      ))}
      <ul>
        {suggestion.closed.map(({ objectiveId, nodeId, after }) => (
          <li key={`${objectiveId} ${nodeId}`}>
            {t("closed", {
              objective: titleOf(objectiveId),
              node: nodeName(view, nodeId),
              verdict: verdictWord(after, locale),
            })}
          </li>
        ))}
        {suggestion.left.map(({ objectiveId, nodeId, why }) => (
          <li key={`${objectiveId} ${nodeId}`} className={styles["problem"]}>
            {t("left", { objective: titleOf(objectiveId), node: nodeName(view, nodeId) })} {t(`why.${why}`)}
          </li>
        ))}
      </ul>
      {suggestion.policies.length > 0 && (
        <button type="button" data-kind="primary" onClick={() => onTake(suggestion)}>
          {t("take")}
        </button>
      )}
    </div>
  );
}

function verdictWord(verdict: string, locale: Locale): string {
  const names: Readonly<Record<string, { readonly en: string; readonly ja: string }>> = verdictNames;
  return Object.hasOwn(names, verdict) ? (names[verdict]?.[locale] ?? verdict) : verdict;
}

function pretty(content: string): string {
  try {
    return JSON.stringify(JSON.parse(content), null, 2);
  } catch {
    return content;
  }
}
