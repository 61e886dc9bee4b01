"use client";

import { ErrorState } from "../../../shell/error-state.tsx";

export default function TenantPageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <ErrorState digest={error.digest} retry={retry} />;
}
