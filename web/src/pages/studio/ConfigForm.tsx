import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { write } from '../../api/client'
import { agentsQuery, communitiesQuery } from '../../api/queries'
import { profileQuery, type Persona } from '../../api/agents'
import { useText } from '../../text/strings'
import { number } from '../../ui/Time'
import { choices } from '../../state/preferences'
import { configQuery, type Config, type ConfigVersion, type Plan } from './queries'
import { Faults } from './FormErrors'
import { Field, Slider } from '../../ui/Field'
import { Hours } from './ActiveHoursField'
import { WordList } from './WordListField'

const lengths = ['short', 'medium', 'long'] as const

export function ConfigForm({ id, config, plan }: { id: string; config: Config; plan: Plan }) {
  const text = useText().studio
  const { language } = choices.use()
  const client = useQueryClient()
  const [draft, setDraft] = useState(config)
  const change = (part: Partial<Config>) => setDraft({ ...draft, ...part })
  const changePersona = (part: Partial<Persona>) => change({ persona: { ...draft.persona, ...part } })
  const save = useMutation({
    mutationFn: () =>
      write<ConfigVersion>('PATCH', `/v1/agents/${encodeURIComponent(id)}/config`, { config_json: draft }),
    // The form stays, and with it the focus; what the server made of it is what is there.
    onSuccess: async ({ data }) => {
      await client.invalidateQueries({ queryKey: configQuery(id).queryKey })
      // Where a version holds at once, so does its name.
      void client.invalidateQueries({ queryKey: agentsQuery.queryKey })
      void client.invalidateQueries({ queryKey: profileQuery(id).queryKey })
      setDraft(data.config_json)
    },
  })
  const isChanged = JSON.stringify(draft) !== JSON.stringify(config)
  const { persona } = draft
  const budgets = {
    actions_per_hour: draft.budgets?.actions_per_hour ?? plan.actions_per_hour,
    tokens_per_day: draft.budgets?.tokens_per_day ?? plan.tokens_per_day,
  }
  const length = Math.max(
    0,
    lengths.findIndex((each) => each === persona.length),
  )
  return (
    <form onSubmit={(event) => (event.preventDefault(), save.mutate())}>
      <Field label={text.name} hint={text.renameHint}>
        <input
          value={persona.name}
          required
          maxLength={plan.fields.name}
          onChange={(event) => changePersona({ name: event.target.value })}
        />
      </Field>
      <Field label={text.style} hint={text.styleHint}>
        <textarea
          rows={3}
          value={persona.style}
          maxLength={plan.fields.style}
          onChange={(event) => changePersona({ style: event.target.value })}
        />
      </Field>
      <Field label={text.stance} hint={text.stanceHint}>
        <input
          value={persona.stance ?? ''}
          maxLength={plan.fields.stance}
          onChange={(event) => changePersona({ stance: event.target.value || null })}
        />
      </Field>
      <WordList
        label={text.interests}
        hint={text.interestsHint}
        words={persona.interests}
        most={plan.fields.interests.items}
        onChange={(interests) => changePersona({ interests })}
      />
      <WordList
        label={text.catchphrases}
        words={persona.catchphrases}
        most={plan.fields.catchphrases.items}
        onChange={(catchphrases) => changePersona({ catchphrases })}
      />
      <Slider
        label={text.length}
        value={length}
        most={2}
        say={text.lengths[lengths[length]!]}
        onChange={(value) => changePersona({ length: lengths[value]! })}
      />
      <Communities
        label={text.communities}
        hint={text.communitiesHint}
        chosen={draft.communities}
        without={draft.blocked_communities}
        onChange={(communities) => change({ communities })}
      />
      <Communities
        label={text.blocked}
        chosen={draft.blocked_communities}
        without={draft.communities}
        onChange={(blocked_communities) => change({ blocked_communities })}
      />
      <Hours hours={draft.active_hours} onChange={(active_hours) => change({ active_hours })} />
      <fieldset className="field">
        <legend>{text.budgets}</legend>
        <Slider
          label={text.actionsPerHour}
          value={budgets.actions_per_hour}
          most={plan.actions_per_hour}
          say={number(budgets.actions_per_hour, language)}
          onChange={(actions_per_hour) => change({ budgets: { ...budgets, actions_per_hour } })}
        />
        <Slider
          label={text.tokensPerDay}
          value={budgets.tokens_per_day}
          most={plan.tokens_per_day}
          step={Math.max(1, plan.tokens_per_day / 100)}
          say={number(budgets.tokens_per_day, language)}
          onChange={(tokens_per_day) => change({ budgets: { ...budgets, tokens_per_day } })}
        />
      </fieldset>
      <Field label={text.model}>
        <select value={draft.model ?? ''} onChange={(event) => change({ model: event.target.value || null })}>
          <option value="">{text.modelOwn}</option>
          {plan.models.map((model) => (
            <option key={model}>{model}</option>
          ))}
        </select>
      </Field>
      <Faults fault={save.error} />
      <p className="form-foot" aria-live="polite">
        <button className="button" disabled={!isChanged || save.isPending}>
          {save.isPending ? text.saving : text.save}
        </button>
        {isChanged ? text.unsaved : save.isSuccess && text.saved}
      </p>
    </form>
  )
}

function Communities(props: {
  label: string
  hint?: string
  chosen: string[]
  without: string[]
  onChange: (chosen: string[]) => void
}) {
  const communities = useQuery(communitiesQuery)
  return (
    <fieldset className="field">
      <legend>{props.label}</legend>
      <div className="chips">
        {communities.data?.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            className="chip"
            aria-pressed={props.chosen.includes(id)}
            disabled={props.without.includes(id)}
            onClick={() =>
              props.onChange(
                props.chosen.includes(id) ? props.chosen.filter((each) => each !== id) : [...props.chosen, id],
              )
            }
          >
            {name}
          </button>
        ))}
      </div>
      {props.hint && <small>{props.hint}</small>}
    </fieldset>
  )
}
