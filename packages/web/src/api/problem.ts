/** One setting or parameter that is wrong. */
export interface FieldProblem {
  readonly field: string
  readonly message: string
}

/** An answer of the hub that is not a success: RFC 9457, with the hub's own members. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  readonly code: string
  readonly title: string
  readonly remedy: string | null
  readonly requestId: string | null
  readonly fields: readonly FieldProblem[]

  constructor(status: number, body: unknown, requestId: string | null) {
    const members = isRecord(body) ? body : {}
    const title = text(members['title']) ?? `The hub answered ${status}`
    super(text(members['detail']) ?? title)
    this.status = status
    this.code = text(members['code']) ?? `http-${status}`
    this.title = title
    this.remedy = text(members['remedy'])
    this.requestId = text(members['requestId']) ?? requestId
    this.fields = readFields(members, this.message)
  }
}

function readFields(members: Readonly<Record<string, unknown>>, detail: string): readonly FieldProblem[] {
  const listed = Array.isArray(members['fields']) ? members['fields'].filter(isFieldProblem) : []
  const field = text(members['field'])
  if (field === null || listed.some((each) => each.field === field)) return listed
  return [{ field, message: detail }, ...listed]
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return isRecord(value) && typeof value['field'] === 'string' && typeof value['message'] === 'string'
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

export interface DescribedProblem {
  readonly title: string
  readonly detail: string
  readonly remedy: string | null
  readonly requestId: string | null
}

/** Words for any error, also those that never reached the hub. */
export function describeProblem(error: unknown): DescribedProblem {
  if (error instanceof ApiProblem) {
    return { title: error.title, detail: error.message, remedy: error.remedy, requestId: error.requestId }
  }
  if (error instanceof TypeError) {
    return {
      title: 'The hub cannot be reached',
      detail: 'There was no answer. Nothing was changed.',
      remedy: 'Check that Patchbay is running and that this computer is online, then try again.',
      requestId: null,
    }
  }
  return {
    title: 'Something went wrong in this page',
    detail: error instanceof Error ? error.message : 'The reason is unknown.',
    remedy: 'Reload the page. If it happens again, report it with the steps that led here.',
    requestId: null,
  }
}

/** The message for one field, or `undefined`. `config.namespace` is found under `config.namespace`. */
export function fieldMessage(error: unknown, field: string): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined
  return error.fields.find((each) => each.field === field)?.message
}
