import type { FieldText } from '../../text/keys'
import type { Strings } from '../../text/zh'

/** The form's label for a path of the API: `config_json.persona.interests[2]` is one of the interests. */
export function fieldLabelOf(path: string, { persona, studio }: Pick<Strings, 'persona' | 'studio'>) {
  const field = path.split('.').at(-1)!.replace(/\[\d+\]$/, '')
  const labels: Record<string, string> = {
    display_name: persona.name.label,
    communities: studio.communities,
    blocked_communities: studio.blockedCommunities,
    from: studio.activeHours,
    to: studio.activeHours,
    time_zone: studio.timeZone,
    model: studio.model,
    owner_id: studio.owner,
  }
  return (persona as Record<string, FieldText>)[field]?.label ?? labels[field]
}
