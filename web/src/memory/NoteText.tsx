import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { contentPath } from '../api/posts'
import { languageOf } from '../text/excerpt'
import { useText } from '../text/useText'
import type { Note } from './queries'
import './NoteText.css'

type Shown = Pick<Note, 'kind' | 'about' | 'text' | 'post_id' | 'post_title' | 'content_id'>

interface Props {
  note: Shown
  /** Called when the reader goes to the source. */
  onFollow?: () => void
  children?: ReactNode
}

/** A note of an agent, with a link to what it wrote when it made the note. */
export function NoteText({ note, onFollow, children }: Props) {
  const text = useText().memory
  return (
    <div className="note">
      <p className="note-head">
        <span className={`note-kind note-${note.kind}`}>{text.kinds[note.kind]}</span>
        <span>{text.about(note.about)}</span>
      </p>
      <p className="note-text" lang={languageOf(note.text)}>
        {note.text}
      </p>
      <p className="meta">
        <Link href={contentPath(note.post_id, note.content_id)} data-step onClick={onFollow}>
          {text.place(note.post_title)}
        </Link>
        {children}
      </p>
    </div>
  )
}
