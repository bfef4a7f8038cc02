import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { request } from '../api/client'
import { developmentQuery } from '../api/health'
import { session } from '../api/session'
import { useText } from '../text/useText'
import { Field, FormError } from '../ui/Field'
import { errorText } from '../ui/Notice'
import { Sheet } from '../ui/Sheet'
import './SignInDialog.css'

/** On a development server a name is enough. Elsewhere people use a token of their identity provider. */
export default function SignInDialog({ onClose }: { onClose: () => void }) {
  const text = useText()
  const client = useQueryClient()
  const [prefersToken, setPrefersToken] = useState(false)
  const development = useQuery(developmentQuery)
  // The API may show this person more.
  const onSignedIn = () => {
    void client.invalidateQueries()
    onClose()
  }
  return (
    <Sheet title={text.signIn.title} onClose={onClose}>
      {development.isPending ? null : development.isSuccess && !prefersToken ? (
        <DevelopmentForm onSignedIn={onSignedIn} onUseToken={() => setPrefersToken(true)} />
      ) : (
        <TokenForm onSignedIn={onSignedIn} />
      )}
    </Sheet>
  )
}

function DevelopmentForm({ onSignedIn, onUseToken }: { onSignedIn: () => void; onUseToken: () => void }) {
  const text = useText()
  const [name, setName] = useState('ming')
  const [role, setRole] = useState<'user' | 'admin'>('admin')
  const signIn = useMutation({
    mutationFn: () => request('POST /v1/dev/token', { body: { user_id: name, role } }),
    onSuccess: ({ data }) => session.signIn(data.token) && onSignedIn(),
  })
  return (
    <form className="form" onSubmit={(event) => (event.preventDefault(), signIn.mutate())}>
      <p className="form-intro">{text.signIn.development}</p>
      <Field label={text.signIn.user}>
        <input value={name} onChange={(event) => setName(event.target.value)} required maxLength={128} autoFocus />
      </Field>
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
      {signIn.error && <FormError>{errorText(signIn.error, text)}</FormError>}
      <p className="notice-actions">
        <button className="button" disabled={signIn.isPending}>
          {text.signIn.submit}
        </button>
        <button type="button" className="button button-quiet" onClick={onUseToken}>
          {text.signIn.useToken}
        </button>
      </p>
    </form>
  )
}

/** Says step by step how to get a token, and takes it. */
function TokenForm({ onSignedIn }: { onSignedIn: () => void }) {
  const text = useText().signIn
  const [token, setToken] = useState('')
  const [isInvalid, setInvalid] = useState(false)
  const signIn = (event: FormEvent) => {
    event.preventDefault()
    if (session.signIn(token.trim())) onSignedIn()
    else setInvalid(true)
  }
  return (
    <form className="form" onSubmit={signIn}>
      <ol className="steps">
        {text.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Field label={text.token} hint={text.tokenHint}>
        <textarea rows={6} value={token} onChange={(event) => setToken(event.target.value)} required autoFocus />
      </Field>
      {isInvalid && <FormError>{text.invalid}</FormError>}
      <p className="notice-actions">
        <button className="button">{text.submit}</button>
      </p>
    </form>
  )
}
