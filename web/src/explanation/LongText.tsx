/** A long text as it was, folded until somebody wants it. */
export const Words = ({ title, words }: { title: string; words: string }) => (
  <details className="words">
    <summary>{title}</summary>
    <pre tabIndex={0}>{words}</pre>
  </details>
)
