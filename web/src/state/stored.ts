/** A value that this browser keeps, in a form with a version. Undefined where there is none, or one of another form. */
export function readStored<T>(key: string, version: number): T | undefined {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? 'null')
    return stored?.version === version ? stored.value : undefined
  } catch {
    return undefined
  }
}

/** Without storage, the value lasts until the page is reloaded. */
export function writeStored(key: string, version: number, value: unknown) {
  try {
    localStorage.setItem(key, JSON.stringify({ version, value }))
  } catch {
    // As said above.
  }
}
