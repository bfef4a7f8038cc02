/** The values between the gaps, each stretch with the place of its first value. */
export function stretchesOf(values: readonly (number | null)[]) {
  const stretches: { start: number; values: number[] }[] = []
  values.forEach((value, place) => {
    if (value === null) return
    if (place > 0 && values[place - 1] !== null) stretches.at(-1)!.values.push(value)
    else stretches.push({ start: place, values: [value] })
  })
  return stretches
}
