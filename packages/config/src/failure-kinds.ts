/** What a failure means to a caller. `retry`: whether the same request may succeed, and when. */
export type FailureKind = {
  readonly status: number;
  readonly retry: "never" | "now" | "later";
  readonly hint: FailureHint;
  readonly en: string;
  readonly ja: string;
};

/** What to do about it, in both languages. */
export const failureHints = {
  none: { en: "", ja: "" },
  wait: { en: "Wait a little and try again.", ja: "少し待ってから、もう一度お試しください。" },
  "correct-input": { en: "Correct the input and try again.", ja: "入力を直して、もう一度お試しください。" },
  "sign-in": { en: "Sign in and try again.", ja: "サインインしてから、もう一度お試しください。" },
  "ask-owner": { en: "Ask an owner of this tenant.", ja: "このテナントのオーナーに依頼してください。" },
  "choose-other-name": { en: "Choose another one.", ja: "別のものを選んでください。" },
  "free-team": {
    en: "Remove its assignments and digests first.",
    ja: "先に割り当てと配信を取り除いてください。",
  },
  "shorten-draft": {
    en: "Use fewer or shorter policies and fewer wildcards, or try the policies one after the other.",
    ja: "ポリシーやワイルドカードを減らすか、ポリシーを 1 つずつ試してください。",
  },
  reload: { en: "Load it again and repeat your change.", ja: "読み込み直してから、もう一度変更してください。" },
  "deploy-role-stack": {
    en: "Deploy the role from the connection page, then test the connection.",
    ja: "接続ページのテンプレートでロールを作成し、接続テストを実行してください。",
  },
  "fix-trust": {
    en: "Compare the role's trust policy with the template on the connection page.",
    ja: "ロールの信頼ポリシーを接続ページのテンプレートと見比べてください。",
  },
  "contact-support": {
    en: "Tell the administrator of this installation.",
    ja: "この環境の管理者に連絡してください。",
  },
  "follow-crawl": { en: "Follow the crawl that is running.", ja: "実行中のクロールの進捗を確認してください。" },
  "mend-environment": {
    en: "Set the variables named above and start again.",
    ja: "上記の環境変数を設定して、起動し直してください。",
  },
  "use-app-role": {
    en: "Use the role `sekinin_app` that the migrations made.",
    ja: "マイグレーションが作成したロール `sekinin_app` を使ってください。",
  },
  "set-noeviction": {
    en: "Set Redis's `maxmemory-policy` to `noeviction`.",
    ja: "Redis の `maxmemory-policy` を `noeviction` に設定してください。",
  },
} as const satisfies Record<string, { en: string; ja: string }>;
export type FailureHint = keyof typeof failureHints;

/** Every failure that Sekinin throws. A code without status, retry, hint and both languages does not compile. */
export const failureKinds = {
  "input.invalid": {
    status: 400,
    retry: "never",
    hint: "correct-input",
    en: "The input is not valid.",
    ja: "入力が正しくありません。",
  },
  "input.too-large": {
    status: 413,
    retry: "never",
    hint: "correct-input",
    en: "The input is too large.",
    ja: "入力が大きすぎます。",
  },
  "not-found": {
    status: 404,
    retry: "never",
    hint: "none",
    en: "There is nothing here.",
    ja: "見つかりませんでした。",
  },
  "auth.signed-out": {
    status: 401,
    retry: "never",
    hint: "sign-in",
    en: "You are not signed in.",
    ja: "サインインしていません。",
  },
  "auth.refused": {
    status: 401,
    retry: "never",
    hint: "correct-input",
    en: "E-mail address or password is wrong.",
    ja: "メールアドレスまたはパスワードが違います。",
  },
  "draft.too-much": {
    status: 422,
    retry: "never",
    hint: "shorten-draft",
    en: "This draft is too much to work out in the time and memory that one may take. Nothing is known of its effect.",
    ja: "この下書きは、決められた時間とメモリの中では計算しきれません。効果は不明です。",
  },
  "draft.overtaken": {
    status: 409,
    retry: "never",
    hint: "none",
    en: "You have asked again since: the newer question is answered.",
    ja: "その後の新しい質問に答えています。",
  },
  "draft.busy": {
    status: 429,
    retry: "later",
    hint: "wait",
    en: "Other drafts are being worked out.",
    ja: "ほかの下書きを計算しています。",
  },
  "import.busy": {
    status: 429,
    retry: "later",
    hint: "wait",
    en: "Another file is being read. One ends before the next begins.",
    ja: "ほかのファイルを読み込み中です。終わってから次を始められます。",
  },
  "export.busy": {
    status: 429,
    retry: "later",
    hint: "wait",
    en: "A file of yours is being made already, or others' are. One ends before the next begins.",
    ja: "ほかのファイルを書き出し中です。終わってから次を始められます。",
  },
  "auth.rate-limited": {
    status: 429,
    retry: "later",
    hint: "wait",
    en: "Too many attempts.",
    ja: "試行回数が多すぎます。",
  },
  "auth.busy": {
    status: 503,
    retry: "later",
    hint: "wait",
    en: "Too many people are signing in at this moment.",
    ja: "サインインが混み合っています。",
  },
  "auth.password-weak": {
    status: 400,
    retry: "never",
    hint: "choose-other-name",
    en: "The password does not meet the rules.",
    ja: "パスワードが条件を満たしていません。",
  },
  "access.denied": {
    status: 403,
    retry: "never",
    hint: "ask-owner",
    en: "Your role does not allow this.",
    ja: "この操作の権限がありません。",
  },
  "tenant.slug-taken": {
    status: 409,
    retry: "never",
    hint: "choose-other-name",
    en: "This short name is in use.",
    ja: "この短縮名は使われています。",
  },
  "user.email-taken": {
    status: 409,
    retry: "never",
    hint: "choose-other-name",
    en: "This e-mail address is in use.",
    ja: "このメールアドレスは使われています。",
  },
  "operator.slug-taken": {
    status: 409,
    retry: "never",
    hint: "choose-other-name",
    en: "This operator's short name is in use.",
    ja: "この運用事業者の短縮名は使われています。",
  },
  "team.name-taken": {
    status: 409,
    retry: "never",
    hint: "choose-other-name",
    en: "Another team has this name.",
    ja: "この名前のチームはすでにあります。",
  },
  "team.in-use": {
    status: 409,
    retry: "never",
    hint: "free-team",
    en: "The team still answers for something or gets a digest.",
    ja: "このチームには担当の割り当てまたはダイジェストの配信が残っています。",
  },
  "draft.changed": {
    status: 409,
    retry: "never",
    hint: "reload",
    en: "Somebody has changed or removed this draft since you opened it.",
    ja: "開いた後に、この下書きはほかの人が変更または削除しました。",
  },
  "connection.not-ready": {
    status: 409,
    retry: "never",
    hint: "deploy-role-stack",
    en: "The connection is not ready.",
    ja: "接続の準備ができていません。",
  },
  "connection.unsafe": {
    status: 409,
    retry: "never",
    hint: "fix-trust",
    en: "The role accepts requests without our external ID, so it is not used.",
    ja: "ロールが外部 ID なしの要求も受け入れるため、使用しません。",
  },
  "connection.role-missing": {
    status: 409,
    retry: "never",
    hint: "deploy-role-stack",
    en: "The read-only role does not exist or does not trust this installation.",
    ja: "読み取り専用ロールが存在しないか、この環境を信頼していません。",
  },
  "connection.wrong-account": {
    status: 409,
    retry: "never",
    hint: "fix-trust",
    en: "AWS answered for another account than the one asked for.",
    ja: "要求したものとは別のアカウントとして AWS が応答しました。",
  },
  "connection.organization-taken": {
    status: 409,
    retry: "never",
    hint: "contact-support",
    en: "This organization cannot be connected here.",
    ja: "この組織はここには接続できません。",
  },
  "crawl.already-running": {
    status: 409,
    retry: "later",
    hint: "follow-crawl",
    en: "A crawl of this organization is running already.",
    ja: "この組織のクロールはすでに実行中です。",
  },
  "crawl.cancelled": {
    status: 409,
    retry: "never",
    hint: "none",
    en: "The crawl was cancelled.",
    ja: "クロールは中止されました。",
  },
  "crawl.gave-up": {
    status: 500,
    retry: "later",
    hint: "contact-support",
    en: "The same step of the crawl was cut off again and again, so it was given up.",
    ja: "クロールの同じ処理が何度も途中で途切れたため、打ち切りました。",
  },
  "step.lease-lost": {
    status: 409,
    retry: "never",
    hint: "none",
    en: "Another worker has taken this step over; nothing was written.",
    ja: "このステップは別のワーカーに引き継がれました。何も書き込んでいません。",
  },
  "job.payload-refused": {
    status: 400,
    retry: "never",
    hint: "contact-support",
    en: "A job's payload is not one that this build understands.",
    ja: "このビルドが理解できないジョブです。",
  },
  "aws.throttled": {
    status: 503,
    retry: "later",
    hint: "wait",
    en: "AWS is limiting our requests.",
    ja: "AWS が要求を制限しています。",
  },
  "aws.denied": {
    status: 409,
    retry: "never",
    hint: "deploy-role-stack",
    en: "AWS denied a read that Sekinin needs.",
    ja: "必要な読み取りが AWS に拒否されました。",
  },
  "aws.endpoint-failed": {
    status: 503,
    retry: "later",
    hint: "wait",
    en: "An AWS endpoint did not answer.",
    ja: "AWS のエンドポイントが応答しませんでした。",
  },
  "aws.malformed-answer": {
    status: 502,
    retry: "later",
    hint: "wait",
    en: "An AWS endpoint answered in a form that could not be read.",
    ja: "AWS のエンドポイントの応答を読み取れませんでした。",
  },
  "database.unsafe-role": {
    status: 500,
    retry: "never",
    hint: "use-app-role",
    en: "The database role could see every tenant's rows; Sekinin does not start with it.",
    ja: "データベースのロールが全テナントの行を参照できるため、起動しません。",
  },
  "database.unavailable": {
    status: 503,
    retry: "later",
    hint: "wait",
    en: "The database does not answer.",
    ja: "データベースが応答しません。",
  },
  "database.migration-refused": {
    status: 500,
    retry: "never",
    hint: "contact-support",
    en: "The migrations do not fit this database.",
    ja: "マイグレーションがこのデータベースに適合しません。",
  },
  "redis.unavailable": {
    status: 503,
    retry: "later",
    hint: "wait",
    en: "Redis does not answer.",
    ja: "Redis が応答しません。",
  },
  "redis.evicts": {
    status: 500,
    retry: "never",
    hint: "set-noeviction",
    en: "This Redis may drop jobs when its memory is full.",
    ja: "この Redis はメモリー不足時にジョブを破棄する設定です。",
  },
  "environment.invalid": {
    status: 500,
    retry: "never",
    hint: "mend-environment",
    en: "The environment is not complete.",
    ja: "環境変数が不足しているか、正しくありません。",
  },
  internal: {
    status: 500,
    retry: "later",
    hint: "contact-support",
    en: "Something went wrong on our side.",
    ja: "システム側で問題が発生しました。",
  },
} as const satisfies Record<string, FailureKind>;
export type FailureCode = keyof typeof failureKinds;

/** All codes, for tests and catalogues. */
export const failureCodes = Object.keys(failureKinds) as readonly FailureCode[];
