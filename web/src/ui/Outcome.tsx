import type { ReactNode } from 'react'
import './Outcome.css'

/** A label for how something ended, in a colour for the kinds that have one. */
export const Outcome = ({ kind, title, children }: { kind?: string; title?: string; children: ReactNode }) => (
  <span className={kind ? `outcome outcome-${kind}` : 'outcome'} title={title}>
    {children}
  </span>
)
