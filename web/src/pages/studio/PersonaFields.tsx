import type { Persona } from '../../api/agents'
import { isScale, type PersonaField } from '../../text/keys'
import { useText } from '../../text/useText'
import { Field, Slider } from '../../ui/Field'
import type { Plan } from './queries'
import { WordListField } from './WordListField'

const lengths = ['short', 'medium', 'long'] as const

interface Props {
  persona: Persona
  limits: Plan['fields']
  onChange: (change: Partial<Persona>) => void
}

/**
 * The persona's fields, in the order of the texts. A field that is new in the API only needs its texts: it is edited as
 * one line, or as a list of words.
 */
export function PersonaFields(props: Props) {
  const fields = Object.keys(useText().persona) as PersonaField[]
  return fields.map((field) => <PersonaInput key={field} field={field} {...props} />)
}

function PersonaInput({ field, persona, limits, onChange }: Props & { field: PersonaField }) {
  const text = useText()
  const { label, hint } = text.persona[field]
  if (field === 'length') return <LengthSlider label={label} length={persona.length} onChange={onChange} />
  const change = (value: string | string[] | number | null) => onChange({ [field]: value })
  if (isScale(field)) {
    return <ScaleSlider label={label} hint={hint} value={persona[field]} max={limits.scale} onChange={change} />
  }
  const value = persona[field]
  const { maxLength, maxWords } = limitsOf(field, limits)
  if (Array.isArray(value)) {
    return <WordListField label={label} hint={hint} words={value} maxWords={maxWords} onChange={change} />
  }
  if (field === 'style') {
    return (
      <Field label={label} hint={hint}>
        <textarea rows={3} value={value ?? ''} maxLength={maxLength} onChange={(event) => change(event.target.value)} />
      </Field>
    )
  }
  const isRequired = field === 'name'
  return (
    <Field label={label} hint={hint}>
      <input
        value={value ?? ''}
        required={isRequired}
        maxLength={maxLength}
        onChange={(event) => change(event.target.value || (isRequired ? '' : null))}
      />
    </Field>
  )
}

// The API may have no limit for a field that is new.
function limitsOf(field: string, limits: Plan['fields']) {
  const limit = Object.entries(limits).find(([name]) => name === field)?.[1] as number | { items: number } | undefined
  return {
    maxLength: typeof limit === 'number' ? limit : undefined,
    maxWords: typeof limit === 'object' ? limit.items : Infinity,
  }
}

// Its lowest position is "not set".
function ScaleSlider(props: {
  label: string
  hint: string | undefined
  value: number | null
  max: number
  onChange: (value: number | null) => void
}) {
  const text = useText().studio
  const position = props.value === null ? 0 : props.value + 1
  return (
    <Slider
      label={props.label}
      hint={props.hint}
      value={position}
      max={props.max + 1}
      valueText={props.value === null ? text.notSet : `${props.value}/${props.max}`}
      onChange={(value) => props.onChange(value === 0 ? null : value - 1)}
    />
  )
}

function LengthSlider({ label, length, onChange }: { label: string; length: string } & Pick<Props, 'onChange'>) {
  const text = useText().studio
  const index = Math.max(
    0,
    lengths.findIndex((each) => each === length),
  )
  return (
    <Slider
      label={label}
      value={index}
      max={lengths.length - 1}
      valueText={text.lengths[lengths[index]!]}
      onChange={(value) => onChange({ length: lengths[value]! })}
    />
  )
}
