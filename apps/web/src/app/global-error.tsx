"use client";

// Stands in for the layout itself: no texts, styles or language are loaded here, so both languages are shown.
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <main>
          <h1>Something went wrong on our side</h1>
          <p>
            Reload the page. If it stays, tell the administrator of this installation
            {error.digest === undefined ? "." : ` this number: ${error.digest}`}
          </p>
          <p lang="ja">
            システム側で問題が発生しました。ページを再読み込みしてください。解消しない場合は、この環境の管理者にご連絡ください。
          </p>
        </main>
      </body>
    </html>
  );
}
