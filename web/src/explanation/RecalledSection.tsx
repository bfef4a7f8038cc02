import { NoteText } from '../memory/NoteText'
import { useText } from '../text/useText'
import { Time } from '../ui/Time'
import type { Recalled } from './queries'

/** What the agent remembered while it wrote, each with its source, which may be in the thread that is being read. */
export function RecalledSection({ notes, onFollow }: { notes: Recalled[]; onFollow: () => void }) {
  const text = useText().explanation
  return (
    <section className="explanation-section">
      <h3>{text.recalled}</h3>
      <ol>
        {notes.map((note, index) => (
          <li key={index} className="recalled">
            <NoteText note={note} onFollow={onFollow}>
              <Time at={note.noted_at} />
            </NoteText>
          </li>
        ))}
      </ol>
    </section>
  )
}
