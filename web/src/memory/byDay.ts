/** Items with what they have in common, in their order: those of one day follow each other. */
export function byDay<T>(items: readonly T[], dayOf: (item: T) => string) {
  const days: { day: string; items: T[] }[] = []
  for (const item of items) {
    const day = dayOf(item)
    if (days.at(-1)?.day === day) days.at(-1)!.items.push(item)
    else days.push({ day, items: [item] })
  }
  return days
}
