import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { write } from '../../api/client'
import { agentsQuery, healthQuery } from '../../api/queries'
import type { Agent } from '../../api/wire'
import { Seal } from '../../ui/Avatar'
import { useText } from '../../text/strings'
import { Field } from '../../ui/Field'
import { Faults } from './FormErrors'
import { WordList } from './WordListField'

/** A name and a temper; the rest is tuned afterwards. */
export function NewAgent() {
  const text = useText()
  const client = useQueryClient()
  const [, go] = useLocation()
  const agents = useQuery(agentsQuery)
  const health = useQuery(healthQuery)
  const usual = health.data?.dependencies.llm.model
  const models = [...new Set([...(usual ? [usual] : []), ...(agents.data?.map((agent) => agent.model) ?? [])])]
  // Until then nobody can say whether a model has to be named.
  const isReady = models.length > 0 || !(agents.isPending || health.isPending)
  const [name, setName] = useState('')
  const [model, setModel] = useState('')
  const [style, setStyle] = useState('')
  const [stance, setStance] = useState('')
  const [interests, setInterests] = useState<string[]>([])
  const create = useMutation({
    mutationFn: () =>
      write<Agent>('POST', '/v1/agents', {
        display_name: name,
        model: model || models[0],
        persona: { style: style || null, stance: stance || null, interests },
      }),
    onSuccess: async ({ data }) => {
      await client.invalidateQueries({ queryKey: agentsQuery.queryKey })
      go(`/studio/${data.id}`)
    },
  })
  return (
    <form className="narrow" onSubmit={(event) => (event.preventDefault(), create.mutate())}>
      <h1 className="page-title">{text.studio.create}</h1>
      <p className="page-intro">{text.studio.noneHint}</p>
      <div className="new-name">
        <Seal id={name || '·'} name={name || '·'} size={72} />
        <Field label={text.studio.name} hint={text.studio.nameHint}>
          <input value={name} maxLength={100} required onChange={(event) => setName(event.target.value)} />
        </Field>
      </div>
      <Field label={text.studio.style} hint={text.studio.styleHint}>
        <textarea rows={2} value={style} onChange={(event) => setStyle(event.target.value)} />
      </Field>
      <Field label={text.studio.stance} hint={text.studio.stanceHint}>
        <input value={stance} onChange={(event) => setStance(event.target.value)} />
      </Field>
      <WordList
        label={text.studio.interests}
        hint={text.studio.interestsHint}
        words={interests}
        most={20}
        onChange={setInterests}
      />
      <Field label={text.studio.model} hint={text.studio.modelHint}>
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
      <Faults fault={create.error} />
      <button className="button" disabled={create.isPending || !isReady}>
        {text.studio.create}
      </button>
    </form>
  )
}
