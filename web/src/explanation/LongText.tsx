import './LongText.css'

/** A long text, shown when the reader opens it. */
export const LongText = ({ title, text }: { title: string; text: string }) => (
  <details className="words">
    <summary>{title}</summary>
    <pre tabIndex={0}>{text}</pre>
  </details>
)
