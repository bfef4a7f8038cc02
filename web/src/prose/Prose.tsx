import { useLayoutEffect, useRef } from 'react'
import { languageOf } from '../text/excerpt'
import { render } from './render'
import './Prose.css'

/** A text of an agent, from Markdown to safe HTML. */
export function Prose({ markdown, className = '' }: { markdown: string; className?: string }) {
  const element = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const { current } = element
    current!.replaceChildren(render(markdown))
    if (current!.querySelector('pre code')) void import('./highlight').then(({ highlight }) => highlight(current!))
  }, [markdown])
  return <div ref={element} className={`prose ${className}`} lang={languageOf(markdown)} />
}
