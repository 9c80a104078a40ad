import { z } from 'zod'
import type { Context, Exports } from '../../../connector.ts'
import type { SnapshotDecision, SnapshotFinding, UploadStatus, Written } from '../../../model/snapshot.ts'
import { readAnswer } from '../../../shape/read.ts'
import { cleanText } from '../../../shape/text.ts'

const longestTitle = 300

/** The settings it needs. */
interface Place {
  readonly team: string
}

const Ticket = z.object({ id: z.string() })
const Upload = z.object({ state: z.string(), taken: z.number() })

/** Takes findings out to the invented vendor. */
export const exports: Exports<Place> = {
  families: [
    { id: 'code', label: 'Code', kinds: ['code', 'secret'] },
    { id: 'packages', label: 'Packages', kinds: ['dependency'] },
  ],
  limits: { perDay: 3, refreshHours: 24, findings: null, concurrency: 1 },
  mediaType: 'application/json',
  extension: '.json',
  write: async function* (_config, { findings }) {
    yield { text: '[' }
    let separator = ''
    for await (const page of findings) {
      for (const finding of page) {
        const written = writeFinding(finding)
        yield 'text' in written ? { ...written, text: separator + written.text } : written
        if ('text' in written) separator = ','
      }
    }
    yield { text: ']' }
  },
  send: async ({ config: { team }, http }, { scope, uploadId, content }) => {
    const pieces: Uint8Array[] = []
    for await (const piece of content.read()) pieces.push(piece)
    const findings: unknown = JSON.parse(Buffer.concat(pieces).toString('utf8'))
    const json = { id: uploadId, scope: scope.id, repository: scope.repository.fullName, findings }
    const { body } = await http.post({ path: `/teams/${team}/uploads`, json })
    const { id } = readAnswer(Ticket, body, 'The upload')
    return { ticket: { id }, status: { state: 'pending', word: 'RUNNING', info: null, remedy: null, counts: {} } }
  },
  status,
}

export function writeFinding({ id, title, severity, decision }: SnapshotFinding): Written {
  if (decision !== null) return { leftOut: { finding: id, reason: `${said[decision.kind]}.` } }
  if (title.length > longestTitle) return { leftOut: { finding: id, reason: 'Its title is too long for the vendor.' } }
  return { text: JSON.stringify({ id, title: cleanText(title), severity }), findings: 1 }
}

const said: Readonly<Record<SnapshotDecision['kind'], string>> = {
  'false-positive': 'Marked as a false positive',
  'risk-accepted': 'Its risk was accepted',
  'wont-fix': 'It will not be fixed',
  'not-affected': 'Marked as not affecting the product',
  duplicate: 'Marked as a duplicate',
}

async function status({ config: { team }, http }: Context<Place>, ticket: unknown): Promise<UploadStatus> {
  const { id } = readAnswer(Ticket, ticket, 'The ticket')
  const { body } = await http.get(`/teams/${team}/uploads/${encodeURIComponent(id)}`)
  const { state, taken } = readAnswer(Upload, body, 'The upload')
  const rest = { word: state, info: null, counts: { taken } }
  if (state === 'DONE') return { ...rest, state: 'success', remedy: null }
  if (state !== 'IGNORED') return { ...rest, state: 'in-progress', remedy: null }
  return { ...rest, state: 'skipped', remedy: 'Connect the repository in the settings of the vendor.' }
}
