import { useId, useState } from 'react'
import { useText } from '../../text/useText'
import '../../ui/Field.css'
import './WordListField.css'

/** A list of words, to add to and remove from. */
export function WordListField(props: {
  label: string
  hint?: string | undefined
  words: string[]
  maxWords: number
  onChange: (words: string[]) => void
}) {
  const text = useText()
  const id = useId()
  const [input, setInput] = useState('')
  const add = () => {
    const word = input.trim()
    if (word && !props.words.includes(word)) props.onChange([...props.words, word])
    setInput('')
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
        value={input}
        disabled={props.words.length >= props.maxWords}
        onChange={(event) => setInput(event.target.value)}
        onBlur={add}
        onKeyDown={(event) => {
          // With an input method, Enter also ends the word that is being composed.
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          add()
        }}
      />
      {props.hint && <small>{props.hint}</small>}
    </div>
  )
}
