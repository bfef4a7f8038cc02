import { useQuery } from '@tanstack/react-query'
import { communitiesQuery } from '../../api/communities'

/** A choice of communities. Those of another choice cannot be chosen here. */
export function CommunityChoice(props: {
  label: string
  hint?: string
  chosen: string[]
  disabled: string[]
  onChange: (chosen: string[]) => void
}) {
  const communities = useQuery(communitiesQuery)
  const toggle = (id: string) =>
    props.onChange(props.chosen.includes(id) ? props.chosen.filter((each) => each !== id) : [...props.chosen, id])
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
            disabled={props.disabled.includes(id)}
            onClick={() => toggle(id)}
          >
            {name}
          </button>
        ))}
      </div>
      {props.hint && <small>{props.hint}</small>}
    </fieldset>
  )
}
