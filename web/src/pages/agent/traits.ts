import type { Persona } from '../../api/agents'
import type { PersonaField } from '../../text/keys'
import type { Strings } from '../../text/zh'

// The name and the style are at the top of the page; the length says little to a reader.
const shownElsewhere: readonly PersonaField[] = ['name', 'style', 'length']

// A trait on a scale is a whole number from 0 to this.
const maxScale = 10

/** What an agent's page shows of its persona: all other fields that have a value, in the order of the texts. */
export function traitsOf(persona: Persona, text: Pick<Strings, 'persona' | 'list' | 'quote'>) {
  const fields = (Object.keys(text.persona) as PersonaField[]).filter((field) => !shownElsewhere.includes(field))
  return fields.flatMap((field) => {
    const value = textOf(field, persona[field], text)
    const { label, profileLabel } = text.persona[field]
    return value ? [{ field, label: profileLabel ?? label, value }] : []
  })
}

function textOf(field: PersonaField, value: string | string[] | number | null, text: Pick<Strings, 'list' | 'quote'>) {
  if (typeof value === 'number') return `${value}/${maxScale}`
  if (!Array.isArray(value)) return value
  return field === 'catchphrases' ? value.map(text.quote).join(' ') : text.list(value)
}
