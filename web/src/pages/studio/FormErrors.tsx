import { Refusal } from '../../api/client'
import { useText } from '../../text/strings'
import { explain } from '../../ui/Notice'

/** Why the API would not take a form, field by field. */
export function Faults({ fault }: { fault: unknown }) {
  const text = useText()
  if (!fault) return null
  const details = fault instanceof Refusal ? fault.details : []
  return (
    <div className="form-fault" role="alert">
      {details.length === 0 ? (
        <p>{fault instanceof Refusal && fault.isMissing ? text.missingPart : explain(fault, text.problem)}</p>
      ) : (
        <ul>
          {details.map(({ path, message }) => (
            <li key={path + message}>
              {labelOf(path, text.studio)}
              {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** What the form calls the field that the API names: `config_json.persona.interests[2]` is among the interests. */
function labelOf(path: string, text: ReturnType<typeof useText>['studio']) {
  const field = path.split('.').at(-1)!.replace(/\[\d+\]$/, '')
  const label = text.fields[field]
  return label ? `${label}: ` : ''
}
