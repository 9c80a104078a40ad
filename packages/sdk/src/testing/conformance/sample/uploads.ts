import { isRecord } from '../../../shape/blank.ts'
import type { Answer, Call } from '../../call.ts'
import type { Clock } from '../../clock.ts'

/** What the invented vendor makes of uploads: each is the whole of its scope, and takes a minute. */
export interface Uploads {
  take(call: Call): Answer
  show(call: Call): Answer
  /** Ids of all findings held. */
  open(): readonly string[]
}

const minute = 60_000

export function createUploads(clock: Clock): Uploads {
  const scopes = new Map<string, readonly string[]>()
  const uploads = new Map<string, { readonly known: boolean; readonly taken: number; readonly at: number }>()

  return {
    take: ({ body }) => {
      if (!isRecord(body) || !Array.isArray(body['findings'])) return { status: 400, body: { message: 'What is this?' } }
      const id = String(body['id'])
      const known = !String(body['repository']).startsWith('stranger/')
      const findings = body['findings'].map((finding: unknown) => (isRecord(finding) ? String(finding['id']) : ''))
      if (known) scopes.set(String(body['scope']), findings)
      uploads.set(id, { known, taken: findings.length, at: clock.now().getTime() })
      return { status: 201, body: { id } }
    },
    show: ({ params }) => {
      const upload = uploads.get(params['id'] ?? '')
      if (upload === undefined) return { status: 404, body: { message: 'No such upload.' } }
      const over = clock.now().getTime() - upload.at >= minute
      const end = upload.known ? 'DONE' : 'IGNORED'
      return { status: 200, body: { state: over ? end : 'RUNNING', taken: upload.taken } }
    },
    open: () => [...scopes.values()].flat(),
  }
}
