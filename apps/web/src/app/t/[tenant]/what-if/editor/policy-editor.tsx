"use client";

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from "@codemirror/language";
import { linter, lintGutter, lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { type RefObject, useEffect, useRef } from "react";
import type { Locale } from "../../../../../server/locale.ts";
import { editorPhrases } from "./editor-phrases.ts";
import { editorTheme } from "./editor-theme.ts";
import { type FindNames, policyCompletion } from "./policy-completion.ts";
import { type LintTexts, policyLint, type ToldProblem } from "./policy-lint.ts";

export type PolicyEditorProps = {
  /** The text as the page has it; a change from outside (a step taken back) goes into the editor. */
  readonly value: string;
  readonly label: string;
  readonly locale: Locale;
  readonly isReadOnly: boolean;
  readonly texts: LintTexts;
  readonly onChange: (text: string) => void;
  readonly onProblems: (problems: readonly ToldProblem[]) => void;
  readonly check: (text: string) => Promise<readonly ToldProblem[]>;
  readonly find: FindNames;
};

const fromOutside = Annotation.define<true>();
const lintDelayMs = 350;

/** A policy's text with what is wrong by line and with completion. Give it a `key` of its own per policy. */
export function PolicyEditor(props: PolicyEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  const told = useRef(props.value);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    if (place.current === null) return;
    const extensions = [
      ...extensionsOf(latest),
      EditorView.updateListener.of((update) => {
        if (!update.docChanged || update.transactions.some((one) => one.annotation(fromOutside))) return;
        told.current = update.state.doc.toString();
        latest.current.onChange(told.current);
      }),
    ];
    const state = EditorState.create({ doc: latest.current.value, extensions });
    const made = new EditorView({ state, parent: place.current });
    view.current = made;
    return () => {
      view.current = null;
      made.destroy();
    };
  }, []);
  useEffect(() => {
    if (view.current === null || props.value === told.current) return;
    told.current = props.value;
    const changes = { from: 0, to: view.current.state.doc.length, insert: props.value };
    view.current.dispatch({ changes, annotations: fromOutside.of(true) });
  }, [props.value]);
  return <div ref={place} />;
}

function extensionsOf(latest: RefObject<PolicyEditorProps>): Extension[] {
  const { label, locale, isReadOnly, texts } = latest.current;
  const lint = policyLint({
    texts,
    check: (text) => latest.current.check(text),
    onProblems: (problems) => latest.current.onProblems(problems),
  });
  const complete = policyCompletion((place, signal) => latest.current.find(place, signal));
  return [
    EditorView.cspNonce.of(nonceOfPage()),
    EditorState.phrases.of({ ...editorPhrases(locale) }),
    EditorState.readOnly.of(isReadOnly),
    EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
    lineNumbers(),
    foldGutter(),
    lintGutter(),
    linter(lint, { delay: lintDelayMs }),
    history(),
    drawSelection(),
    highlightSpecialChars(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ override: [complete], icons: false }),
    search({ top: true }),
    EditorView.lineWrapping,
    json(),
    editorTheme,
    // Tab is not taken: it leads out of the editor, as everywhere else.
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...lintKeymap,
      ...defaultKeymap,
    ]),
  ];
}

/**
 * The document's own nonce, under which style sheets may be put in. Not a prop: after a change of page without a
 * reload the policy in force is still that of the first answer.
 */
function nonceOfPage(): string {
  const script = document.querySelector<HTMLScriptElement>("script[nonce]");
  return script?.nonce ?? "";
}
