"use client";

import { ErrorState } from "../shell/error-state.tsx";

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main>
      <ErrorState digest={error.digest} retry={reset} />
    </main>
  );
}
