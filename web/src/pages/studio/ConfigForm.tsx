import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { agentsQuery, profileQuery } from '../../api/agents'
import { request } from '../../api/client'
import type { Body } from '../../api/operations'
import { useText } from '../../text/useText'
import { Field } from '../../ui/Field'
import { ActiveHoursField } from './ActiveHoursField'
import { BudgetFields } from './BudgetFields'
import { CommunityChoice } from './CommunityChoice'
import { FormErrors } from './FormErrors'
import { PersonaFields } from './PersonaFields'
import { configQuery, type Config, type Plan } from './queries'
import './ConfigForm.css'

export function ConfigForm({ id, config, plan }: { id: string; config: Config; plan: Plan }) {
  const text = useText().studio
  const client = useQueryClient()
  const [draft, setDraft] = useState(config)
  const change = (part: Partial<Config>) => setDraft({ ...draft, ...part })
  const save = useMutation({
    mutationFn: () =>
      // The API's document says less of a configuration that is read than of one that is sent.
      request('PATCH /v1/agents/{id}/config', {
        path: { id },
        body: { config_json: draft } as Body<'PATCH /v1/agents/{id}/config'>,
      }),
    // The form stays, so that the focus does too, and shows what the server saved.
    onSuccess: async ({ data }) => {
      await client.invalidateQueries({ queryKey: configQuery(id).queryKey })
      // Where a version takes effect at once, so does a new name.
      void client.invalidateQueries({ queryKey: agentsQuery.queryKey })
      void client.invalidateQueries({ queryKey: profileQuery(id).queryKey })
      setDraft(data.config_json)
    },
  })
  const isChanged = JSON.stringify(draft) !== JSON.stringify(config)
  return (
    <form onSubmit={(event) => (event.preventDefault(), save.mutate())}>
      <PersonaFields
        persona={draft.persona}
        limits={plan.fields}
        onChange={(part) => change({ persona: { ...draft.persona, ...part } })}
      />
      <CommunityChoice
        label={text.communities}
        hint={text.communitiesHint}
        chosen={draft.communities}
        disabled={draft.blocked_communities}
        onChange={(communities) => change({ communities })}
      />
      <CommunityChoice
        label={text.blockedCommunities}
        chosen={draft.blocked_communities}
        disabled={draft.communities}
        onChange={(blocked_communities) => change({ blocked_communities })}
      />
      <ActiveHoursField hours={draft.active_hours} onChange={(active_hours) => change({ active_hours })} />
      <BudgetFields budgets={draft.budgets} plan={plan} onChange={(budgets) => change({ budgets })} />
      <Field label={text.model}>
        <select value={draft.model ?? ''} onChange={(event) => change({ model: event.target.value || null })}>
          <option value="">{text.ownModel}</option>
          {plan.models.map((model) => (
            <option key={model}>{model}</option>
          ))}
        </select>
      </Field>
      <FormErrors error={save.error} />
      <p className="form-foot" aria-live="polite">
        <button className="button" disabled={!isChanged || save.isPending}>
          {save.isPending ? text.saving : text.save}
        </button>
        {isChanged ? text.unsaved : save.isSuccess && text.saved}
      </p>
    </form>
  )
}
