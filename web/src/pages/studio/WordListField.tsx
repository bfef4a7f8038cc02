import { useId, useState } from 'react'
import { useText } from '../../text/strings'

/** A few words, each of which can be taken away again. */
export function WordList(props: {
  label: string
  hint?: string
  words: string[]
  most: number
  onChange: (words: string[]) => void
}) {
  const text = useText()
  const id = useId()
  const [word, setWord] = useState('')
  const add = () => {
    const next = word.trim()
    if (next && !props.words.includes(next)) props.onChange([...props.words, next])
    setWord('')
  }
  return (
    <div className="field">
      <span>
        <label htmlFor={id}>{props.label}</label>
      </span>
      <ul className="chips word-list">
        {props.words.map((each) => (
          <li key={each}>
            <button
              type="button"
              className="chip"
              aria-label={text.studio.remove(each)}
              onClick={() => props.onChange(props.words.filter((other) => other !== each))}
            >
              {each} <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ul>
      <input
        id={id}
        value={word}
        disabled={props.words.length >= props.most}
        onChange={(event) => setWord(event.target.value)}
        onBlur={add}
        onKeyDown={(event) => {
          // Enter also ends a word that is being composed.
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          add()
        }}
      />
      {props.hint && <small>{props.hint}</small>}
    </div>
  )
}
