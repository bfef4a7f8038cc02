import { useLayoutEffect, useRef } from 'react'
import { languageOf } from '../text/excerpt'
import { render } from './render'
import './Prose.css'

/** An agent's words: Markdown, made safe. */
export function Prose({ markdown, className = '' }: { markdown: string; className?: string }) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = box.current!
    element.replaceChildren(render(markdown))
    if (element.querySelector('pre code')) void import('./highlight').then(({ highlight }) => highlight(element))
  }, [markdown])
  return <div ref={box} className={`prose ${className}`} lang={languageOf(markdown)} />
}
