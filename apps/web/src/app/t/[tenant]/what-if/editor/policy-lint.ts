import { ensureSyntaxTree } from "@codemirror/language";
import type { Diagnostic } from "@codemirror/lint";
import type { EditorState } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { type PolicyTextProblem, policyTextProblem } from "../policy-text.ts";
import { brokenPlace } from "./completion-place.ts";

/** A problem of the policy as our endpoint tells it, in the reader's language. */
export type ToldProblem = {
  readonly from: number;
  readonly to: number;
  readonly severity: "error" | "warning" | "note";
  readonly text: string;
  readonly suggestion: string | null;
};

export type LintTexts = {
  readonly brokenJson: string;
  /** "Replace with {suggestion}". */
  readonly replaceWith: (suggestion: string) => string;
  readonly textProblems: Readonly<Record<PolicyTextProblem, string>>;
};

type Lint = {
  readonly check: (text: string) => Promise<readonly ToldProblem[]>;
  readonly texts: LintTexts;
  /** Told every time, for the count and the list beside the editor. */
  readonly onProblems: (problems: readonly ToldProblem[]) => void;
};

/** Everything that is wrong with the text: what the browser sees by itself, then what the server finds. */
export function policyLint({ check, texts, onProblems }: Lint) {
  return async (view: EditorView): Promise<readonly Diagnostic[]> => {
    const text = view.state.doc.toString();
    const problems = await problemsOf(view.state, text, { check, texts });
    if (view.state.doc.toString() === text) onProblems(problems);
    return problems.map((problem) => toDiagnostic(problem, text, texts));
  };
}

async function problemsOf(
  state: EditorState,
  text: string,
  { check, texts }: Pick<Lint, "check" | "texts">,
): Promise<readonly ToldProblem[]> {
  if (text.trim() === "") return [];
  const textProblem = policyTextProblem(text);
  if (textProblem !== null) {
    const at = placeOfProblem(text, textProblem);
    return [{ from: at, to: at, severity: "error", text: texts.textProblems[textProblem], suggestion: null }];
  }
  ensureSyntaxTree(state, state.doc.length, 200);
  const broken = brokenPlace(state);
  const local: readonly ToldProblem[] =
    broken === null ? [] : [{ ...broken, severity: "error", text: texts.brokenJson, suggestion: null }];
  const told = await check(text).catch(() => null);
  if (told === null) return local;
  // Where the server finds the text broken too, its words say more.
  return told.some(({ severity }) => severity === "error") ? told : [...local, ...told];
}

function placeOfProblem(text: string, problem: PolicyTextProblem): number {
  if (problem === "too-long") return 0;
  return Math.max(0, text.search(problem === "broken-character" ? /[\uD800-\uDFFF]/u : /\0/));
}

const severities = { error: "error", warning: "warning", note: "info" } as const;

function toDiagnostic(problem: ToldProblem, text: string, texts: LintTexts): Diagnostic {
  const from = Math.min(Math.max(0, problem.from), text.length);
  const to = Math.min(Math.max(from, problem.to), text.length);
  const { suggestion } = problem;
  const diagnostic = { from, to, severity: severities[problem.severity], message: problem.text };
  if (suggestion === null) return diagnostic;
  return {
    ...diagnostic,
    actions: [
      {
        name: texts.replaceWith(suggestion),
        apply: (view, start, end) =>
          view.dispatch({ changes: { from: start, to: end, insert: quoted(view, start, end, suggestion) } }),
      },
    ],
  };
}

/** A position may cover the quotation marks or only what is between them. */
function quoted(view: EditorView, from: number, to: number, suggestion: string): string {
  const covered = view.state.sliceDoc(from, to);
  return covered.startsWith('"') && covered.endsWith('"')
    ? JSON.stringify(suggestion)
    : JSON.stringify(suggestion).slice(1, -1);
}
