import { useId, type ReactNode } from 'react'

/** A label around its input, with what it means below. */
export function Field({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <label className="field">
      <span>{label}</span>
      {children}
      {hint && <small>{hint}</small>}
    </label>
  )
}

/** A slider with its value in words, which stand outside its label: they, too, could be what the label is of. */
export function Slider(props: {
  label: string
  value: number
  most: number
  step?: number
  say: string
  onChange: (value: number) => void
}) {
  const id = useId()
  return (
    <div className="field slider">
      <span>
        <label htmlFor={id}>{props.label}</label>
        <output htmlFor={id}>{props.say}</output>
      </span>
      <input
        id={id}
        type="range"
        min={0}
        max={props.most}
        step={props.step ?? 1}
        value={props.value}
        aria-valuetext={props.say}
        onChange={(event) => props.onChange(event.target.valueAsNumber)}
      />
    </div>
  )
}
