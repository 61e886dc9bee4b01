"use client";

import { type ReactNode, useActionState } from "react";
import { type Action, idle } from "../server/action-state.ts";

/** A form that sends itself to a server action and needs no word about the outcome; works without JavaScript too. */
export function ActionForm({
  action,
  children,
  className,
}: {
  readonly action: Action<null>;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}) {
  const [, submit] = useActionState(action, idle);
  return (
    <form action={submit} className={className}>
      {children}
    </form>
  );
}
