/** Why a call failed: the code that the API gave, or OFFLINE when there was no answer. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    readonly details: { path: string; message: string }[] = [],
  ) {
    super(message)
  }

  get isNotFound() {
    return this.status === 404
  }

  /** Another person may be allowed to. */
  get isAccessDenied() {
    return this.status === 401 || this.status === 403
  }

  get isOffline() {
    return this.code === 'OFFLINE'
  }

  get isTransient() {
    return this.isOffline || this.status >= 500 || this.status === 429
  }
}

export const isNotFound = (error: unknown) => error instanceof ApiError && error.isNotFound

/** A proxy in front of the API may answer with something else than the API's errors. */
export function apiErrorOf(status: number, text: string) {
  try {
    const { error } = JSON.parse(text)
    return new ApiError(error.code, status, error.message, error.details)
  } catch {
    return new ApiError('INTERNAL_ERROR', status, text.slice(0, 200))
  }
}
