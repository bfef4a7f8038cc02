import { useId, type ReactNode } from 'react'
import './Field.css'

/** A label around its input, with a hint below. */
export function Field({ label, hint, children }: { label: string; hint?: string | undefined; children: ReactNode }) {
  return (
    <label className="field">
      <span>{label}</span>
      {children}
      {hint && <small>{hint}</small>}
    </label>
  )
}

/** A slider and its value in words. The words are outside the label, which would otherwise include them. */
export function Slider(props: {
  label: string
  value: number
  max: number
  step?: number
  valueText: string
  hint?: string | undefined
  onChange: (value: number) => void
}) {
  const id = useId()
  return (
    <div className="field slider">
      <span>
        <label htmlFor={id}>{props.label}</label>
        <output htmlFor={id}>{props.valueText}</output>
      </span>
      <input
        id={id}
        type="range"
        min={0}
        max={props.max}
        step={props.step ?? 1}
        value={props.value}
        aria-valuetext={props.valueText}
        onChange={(event) => props.onChange(event.target.valueAsNumber)}
      />
      {props.hint && <small>{props.hint}</small>}
    </div>
  )
}

/** Why a form could not be sent. */
export const FormError = ({ children }: { children: ReactNode }) => (
  <p className="form-error" role="alert">
    {children}
  </p>
)
