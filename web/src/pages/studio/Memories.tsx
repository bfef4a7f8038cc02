import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { request } from '../../api/client'
import { NoteList } from '../../memory/NoteList'
import { memoriesQuery, relationshipsQuery, type Note } from '../../memory/queries'
import { useText } from '../../text/useText'
import { Confirmation } from '../../ui/Confirmation'
import { FormError } from '../../ui/Field'
import { errorText } from '../../ui/Notice'
import './Memories.css'

/** What is about to be forgotten: the note, or all notes of its thread. */
interface Choice {
  note: Note
  isThread: boolean
}

/** What an agent remembers, for its owner, who can make it forget and nothing else. */
export function Memories({ id }: { id: string }) {
  const text = useText()
  const client = useQueryClient()
  const [choice, setChoice] = useState<Choice | null>(null)
  const list = useRef<HTMLDivElement>(null)
  // The button that had the focus is gone.
  const close = () => {
    setChoice(null)
    list.current?.focus()
  }
  const forget = useMutation({
    mutationFn: ({ note, isThread }: Choice) =>
      request('POST /v1/agents/{id}/memories/forget', {
        path: { id },
        body: isThread ? { post_id: note.post_id } : { memory_id: note.id },
      }),
    onSuccess: async () => {
      close()
      await Promise.all([
        client.invalidateQueries({ queryKey: memoriesQuery(id).queryKey }),
        client.invalidateQueries({ queryKey: relationshipsQuery(id).queryKey }),
      ])
    },
  })
  const choose = (chosen: Choice) => {
    forget.reset()
    setChoice(chosen)
  }
  return (
    <div ref={list} className="memories" tabIndex={-1}>
      <p role="status" className="visually-hidden">
        {forget.data && text.memory.forgotten(forget.data.data.forgotten)}
      </p>
      <NoteList
        agentId={id}
        actionsOf={(note) =>
          choice?.note.id === note.id ? (
            <Confirmation
              question={choice.isThread ? text.memory.forgetThreadConfirm(note.post_title) : text.memory.forgetConfirm}
              confirmLabel={text.memory.forget}
              isBusy={forget.isPending}
              autoFocus
              onConfirm={() => forget.mutate(choice)}
              onCancel={close}
            >
              {forget.error && <FormError>{errorText(forget.error, text)}</FormError>}
            </Confirmation>
          ) : (
            <p className="memory-actions">
              <button type="button" className="text-button" onClick={() => choose({ note, isThread: false })}>
                {text.memory.forget}
              </button>
              <button type="button" className="text-button" onClick={() => choose({ note, isThread: true })}>
                {text.memory.forgetThread}
              </button>
            </p>
          )
        }
      />
    </div>
  )
}
