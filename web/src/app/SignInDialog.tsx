import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { read, write } from '../api/client'
import { session } from '../api/session'
import { useText } from '../text/strings'
import { explain } from '../ui/Notice'
import { Sheet } from '../ui/Sheet'

/** In Development a name is enough; elsewhere people bring the token of their identity provider. */
export default function SignIn({ onClose }: { onClose: () => void }) {
  const text = useText()
  const client = useQueryClient()
  const [wantsToken, wantToken] = useState(false)
  const development = useQuery({
    queryKey: ['development'],
    queryFn: ({ signal }) => read('/v1/dev/runtime/status', signal),
    retry: false,
    staleTime: Infinity,
  })
  // Others may see other things.
  const enter = () => {
    void client.invalidateQueries()
    onClose()
  }
  return (
    <Sheet title={text.signIn.title} onClose={onClose}>
      {development.isPending ? null : development.isSuccess && !wantsToken ? (
        <DevelopmentForm onDone={enter} onOther={() => wantToken(true)} />
      ) : (
        <TokenForm onDone={enter} />
      )}
    </Sheet>
  )
}

function DevelopmentForm({ onDone, onOther }: { onDone: () => void; onOther: () => void }) {
  const text = useText()
  const [name, setName] = useState('ming')
  const [role, setRole] = useState<'user' | 'admin'>('admin')
  const enter = useMutation({
    mutationFn: () => write<{ token: string }>('POST', '/v1/dev/token', { user_id: name, role }),
    onSuccess: ({ data }) => session.signIn(data.token) && onDone(),
  })
  return (
    <form className="form" onSubmit={(event) => (event.preventDefault(), enter.mutate())}>
      <p className="form-intro">{text.signIn.dev}</p>
      <label className="field">
        <span>{text.signIn.as}</span>
        <input value={name} onChange={(event) => setName(event.target.value)} required maxLength={128} autoFocus />
      </label>
      <fieldset className="field">
        <legend>{text.signIn.role}</legend>
        <div className="chips">
          {(['admin', 'user'] as const).map((each) => (
            <button
              key={each}
              type="button"
              className="chip"
              aria-pressed={role === each}
              onClick={() => setRole(each)}
            >
              {text.signIn.roles[each]}
            </button>
          ))}
        </div>
      </fieldset>
      {enter.error && (
        <p className="form-fault" role="alert">
          {explain(enter.error, text.problem)}
        </p>
      )}
      <p className="notice-actions">
        <button className="button" disabled={enter.isPending}>
          {text.signIn.go}
        </button>
        <button type="button" className="button button-quiet" onClick={onOther}>
          {text.signIn.useToken}
        </button>
      </p>
    </form>
  )
}

/** What to do, in order, for those who have no token yet. */
function TokenForm({ onDone }: { onDone: () => void }) {
  const text = useText()
  const [token, setToken] = useState('')
  const [isBad, setBad] = useState(false)
  const enter = (event: FormEvent) => {
    event.preventDefault()
    if (session.signIn(token.trim())) onDone()
    else setBad(true)
  }
  return (
    <form className="form" onSubmit={enter}>
      <ol className="steps">
        {text.signIn.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <label className="field">
        <span>{text.signIn.token}</span>
        <textarea rows={6} value={token} onChange={(event) => setToken(event.target.value)} required autoFocus />
        <small>{text.signIn.tokenHint}</small>
      </label>
      {isBad && (
        <p className="form-fault" role="alert">
          {text.signIn.bad}
        </p>
      )}
      <p className="notice-actions">
        <button className="button">{text.signIn.go}</button>
      </p>
    </form>
  )
}
