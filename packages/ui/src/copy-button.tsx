"use client";

import { useEffect, useRef, useState } from "react";
import { Icon } from "./icon.tsx";

type Props = {
  readonly text: string;
  readonly label: string;
  readonly done: string;
  /** What is copied, where several buttons stand on one page. */
  readonly what?: string;
};

/** Copies a text and says so for two seconds. Without a clipboard (http, no permission) it selects nothing and says nothing. */
export function CopyButton({ text, label, done, what }: Props) {
  const [copied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return;
    }
    setCopied(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setCopied(false), 2000);
  }
  return (
    <button type="button" onClick={copy} {...(what === undefined ? {} : { "aria-label": `${label}: ${what}` })}>
      <Icon name={copied ? "pass" : "copy"} />
      <output>{copied ? done : label}</output>
    </button>
  );
}
