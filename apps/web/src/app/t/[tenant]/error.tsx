"use client";

import { ErrorState } from "../../../shell/error-state.tsx";

export default function TenantPageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <ErrorState digest={error.digest} retry={reset} />;
}
