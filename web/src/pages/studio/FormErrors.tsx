import { ApiError } from '../../api/ApiError'
import { useText } from '../../text/useText'
import { errorText } from '../../ui/Notice'
import { fieldLabelOf } from './fieldLabel'

/** Why the API refused a form, field by field. */
export function FormErrors({ error }: { error: unknown }) {
  const text = useText()
  if (!error) return null
  const details = error instanceof ApiError ? error.details : []
  return (
    <div className="form-error" role="alert">
      {details.length === 0 ? (
        <p>{error instanceof ApiError && error.isNotFound ? text.notSupported : errorText(error, text)}</p>
      ) : (
        <ul>
          {details.map(({ path, message }) => {
            const label = fieldLabelOf(path, text)
            return (
              <li key={path + message}>
                {label && `${label}: `}
                {message}
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}
