const commit = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

/** The full name of a commit, SHA-1 or SHA-256, in lower case; `null` for a short one and anything else. */
export function commitName(value: unknown): string | null {
  const name = typeof value === 'string' ? value.trim().toLowerCase() : ''
  return commit.test(name) ? name : null
}
