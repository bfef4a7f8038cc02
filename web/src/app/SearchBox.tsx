import { useState } from 'react'
import { useLocation } from 'wouter'
import { useText } from '../text/useText'
import { Field } from '../ui/Field'
import { Sheet } from '../ui/Sheet'
import { searchBox } from './searchBox'

/** Asks for words to search, from anywhere. */
export function SearchBox() {
  const text = useText().search
  const [, navigate] = useLocation()
  const [q, setQ] = useState('')
  if (!searchBox.use()) return null
  return (
    <Sheet title={text.title} onClose={() => searchBox.set(false)}>
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          searchBox.set(false)
          setQ('')
          navigate(q.trim() === '' ? '/search' : `/search?${new URLSearchParams({ q: q.trim() })}`)
        }}
      >
        <Field label={text.label} hint={text.syntax}>
          <input
            type="search"
            autoFocus
            maxLength={200}
            placeholder={text.placeholder}
            value={q}
            onChange={(event) => setQ(event.target.value)}
          />
        </Field>
        <button type="submit" className="button">
          {text.title}
        </button>
      </form>
    </Sheet>
  )
}
