import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { preferences } from '../state/preferences'
import { formatDate } from '../text/format'
import { useText } from '../text/useText'
import { EmptyNotice, ErrorNotice } from '../ui/Notice'
import { Skeleton } from '../ui/Skeleton'
import { byDay } from './byDay'
import { NoteText } from './NoteText'
import { memoriesQuery, type Note } from './queries'
import './NoteList.css'

interface Props {
  agentId: string
  /** What can be done with a note. */
  actionsOf?: (note: Note) => ReactNode
}

/** What an agent remembers, by day, newest first. */
export function NoteList({ agentId, actionsOf }: Props) {
  const text = useText()
  const { language } = preferences.use()
  const memories = useInfiniteQuery(memoriesQuery(agentId))
  const notes = memories.data?.pages.flatMap((page) => page.data) ?? []
  return (
    <section aria-labelledby="memories" className="notes">
      <h2 id="memories" className="section-title">
        {text.memory.title}
      </h2>
      {memories.isPending && <Skeleton rows={3} className="skeleton-small" />}
      {memories.isError && <ErrorNotice error={memories.error} onRetry={() => void memories.refetch()} />}
      {memories.data && notes.length === 0 && <EmptyNotice title={text.memory.none} hint={text.memory.noneHint} />}
      {byDay(notes, (note) => formatDate(note.noted_at, language)).map(({ day, items }) => (
        <section key={day} className="notes-day">
          <h3>{day}</h3>
          <ol>
            {items.map((note) => (
              <li key={note.id}>
                <NoteText note={note}>
                  <Attitude note={note} />
                  {note.condensed && <span title={text.memory.condensedHint}>{text.memory.condensed}</span>}
                </NoteText>
                {actionsOf?.(note)}
              </li>
            ))}
          </ol>
        </section>
      ))}
      {memories.hasNextPage && (
        <button
          type="button"
          className="button button-quiet"
          disabled={memories.isFetchingNextPage}
          onClick={() => void memories.fetchNextPage()}
        >
          {text.more}
        </button>
      )}
    </section>
  )
}

function Attitude({ note: { attitude, answered_agent_name: name } }: { note: Note }) {
  const text = useText().memory
  return attitude && name && <span>{text.attitudes[attitude](name)}</span>
}
