"use client";

import { ErrorState } from "../shell/error-state.tsx";

export default function PageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <main>
      <ErrorState digest={error.digest} retry={retry} />
    </main>
  );
}
