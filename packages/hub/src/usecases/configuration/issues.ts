import { Problem } from '../../domain/problem.ts'

/** One thing wrong with a file. `field` is its place in there: `connections[2].config.namespace`. */
export interface Issue {
  readonly field: string
  readonly message: string
}

/** What a problem of something in the file says, at its places in the file. */
export function issuesOf(path: string, { message, details }: Problem): readonly Issue[] {
  const named = details.fields ?? [{ field: details.field ?? '', message }]
  // Of several, it is about none in particular.
  const remedy = named.length === 1 && details.remedy !== undefined ? ` ${details.remedy}` : ''
  return named.map(({ field, message }) => ({
    field: field === '' ? path : `${path}.${field}`,
    message: `${message}${remedy}`,
  }))
}

/** What a problem that is thrown says, at its place in the file; none where nothing is thrown. */
export function issuesThrownBy(path: string, check: () => unknown): readonly Issue[] {
  try {
    check()
    return []
  } catch (error) {
    if (error instanceof Problem) return issuesOf(path, error)
    throw error
  }
}

/** All that is wrong, at once: whoever mends a file wants to do it in one go. */
export function refuse(
  issues: readonly Issue[],
  kind: 'invalid' | 'upstream' = 'invalid',
  code = 'configuration-invalid',
): void {
  const [first] = issues
  if (first === undefined) return
  throw new Problem(kind, issues.map(({ field, message }) => `${field}: ${message}`).join(' '), {
    code,
    field: first.field,
    fields: issues,
    remedy: 'Nothing was written. Correct the file and apply it again.',
  })
}

/** `connections[2].config.namespace` */
export function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((place, step) => {
    if (typeof step === 'number') return `${place}[${step}]`
    return place === '' ? String(step) : `${place}.${String(step)}`
  }, '')
}
