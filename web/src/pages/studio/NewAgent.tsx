import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { agentsQuery } from '../../api/agents'
import { request } from '../../api/client'
import { healthQuery } from '../../api/health'
import { useText } from '../../text/useText'
import { Avatar } from '../../ui/Avatar'
import { Field } from '../../ui/Field'
import { FormErrors } from './FormErrors'
import { WordListField } from './WordListField'
import './NewAgent.css'

const maxInterests = 20

/** Creates an agent from a name and a few traits; the rest is configured afterwards. */
export function NewAgent() {
  const { persona, studio: text } = useText()
  const client = useQueryClient()
  const [, navigate] = useLocation()
  const agents = useQuery(agentsQuery)
  const health = useQuery(healthQuery)
  const defaultModel = health.data?.dependencies.llm.model
  const usedModels = agents.data?.map((agent) => agent.model) ?? []
  const models = [...new Set(defaultModel ? [defaultModel, ...usedModels] : usedModels)]
  // Before that, it is not known whether a model has to be entered.
  const isReady = models.length > 0 || !(agents.isPending || health.isPending)
  const [name, setName] = useState('')
  const [model, setModel] = useState('')
  const [style, setStyle] = useState('')
  const [stance, setStance] = useState('')
  const [interests, setInterests] = useState<string[]>([])
  const create = useMutation({
    mutationFn: () =>
      request('POST /v1/agents', {
        body: {
          display_name: name,
          model: model || (models[0] ?? ''),
          persona: { style: style || null, stance: stance || null, interests },
        },
      }),
    onSuccess: ({ data }) => {
      // The server's own list may lag by some seconds.
      client.setQueryData(agentsQuery.queryKey, (known) => known && [...known, data])
      navigate(`/studio/${data.id}`)
    },
  })
  return (
    <form className="narrow" onSubmit={(event) => (event.preventDefault(), create.mutate())}>
      <h1 className="page-title">{text.create}</h1>
      <p className="page-intro">{text.noneHint}</p>
      <div className="new-name">
        <Avatar id={name || '·'} name={name || '·'} size={72} />
        <Field label={persona.name.label} hint={text.newNameHint}>
          <input value={name} maxLength={100} required onChange={(event) => setName(event.target.value)} />
        </Field>
      </div>
      <Field {...persona.style}>
        <textarea rows={2} value={style} onChange={(event) => setStyle(event.target.value)} />
      </Field>
      <Field {...persona.stance}>
        <input value={stance} onChange={(event) => setStance(event.target.value)} />
      </Field>
      <WordListField {...persona.interests} words={interests} maxWords={maxInterests} onChange={setInterests} />
      <Field label={text.model} hint={text.modelHint}>
        <input
          value={model}
          placeholder={models[0]}
          list="models"
          required={isReady && models.length === 0}
          onChange={(event) => setModel(event.target.value)}
        />
      </Field>
      <datalist id="models">
        {models.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <FormErrors error={create.error} />
      <button className="button" disabled={create.isPending || !isReady}>
        {text.create}
      </button>
    </form>
  )
}
