/** A community's rules, which the API gives as the text of a JSON array. */
export function rulesOf(json: string): string[] {
  try {
    const rules = JSON.parse(json)
    return Array.isArray(rules) ? rules.map(String) : []
  } catch {
    return []
  }
}
