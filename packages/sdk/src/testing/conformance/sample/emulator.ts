import { isRecord } from '../../../shape/blank.ts'
import type { Answer, Call, Route } from '../../call.ts'
import { readAuthorization } from '../../call.ts'
import { createEmulator, type Emulator } from '../../emulator.ts'
import { decodeCursor, encodeCursor, readCount, takePage } from '../../paging.ts'
import { findingsOf, type Tenant } from '../../tenant.ts'
import { createTokenBook, printJwt } from '../../tokens.ts'
import type { WorldOptions } from '../../world.ts'
import { createDesk, type Desk } from './desk.ts'
import { createForge, type Forge } from './forge.ts'
import { createUploads, type Uploads } from './uploads.ts'

export const keys = {
  good: 'sample-key-good-0001',
  expired: 'sample-key-expired-0002',
  blind: 'sample-key-blind-0003',
  unknown: 'sample-key-unknown-0004',
} as const

/** An invented vendor: keys are traded for tokens, everything lies below one team, pages are named by a cursor. */
export async function createSampleEmulator({
  tenant,
  clock,
  rowsPerPage,
}: WorldOptions): Promise<Emulator & { readonly uploads: Uploads; readonly desk: Desk; readonly forge: Forge }> {
  const uploads = createUploads(clock)
  const tokens = createTokenBook(clock, (claims) => printJwt(claims))
  const projects = projectsOf(tenant)

  function holder(call: Call): string | Answer {
    const authorization = readAuthorization(call.headers)
    const reading = authorization.kind === 'bearer' ? tokens.read(authorization.token) : ({ kind: 'unknown' } as const)
    return reading.kind === 'good' ? reading.claims.subject : problem(401, 'Who are you?')
  }

  function guarded(answer: (call: Call, key: string) => Answer): Route['handle'] {
    return (call) => {
      const key = holder(call)
      return typeof key === 'string' ? answer(call, key) : key
    }
  }

  const desk = createDesk(clock, keys.good, guarded)
  const forge = createForge(guarded)

  const emulator = await createEmulator({
    clock,
    pageSize: { parameter: 'limit', most: rowsPerPage },
    revoke: () => tokens.revokeAll(),
    words: (status) => problem(status, `status ${status}`),
    routes: [
      {
        method: 'POST',
        pattern: '/token',
        handle: ({ form }) => {
          const key = form.get('key')
          if (key === keys.expired) return problem(401, 'This key has expired.')
          if (key !== keys.good && key !== keys.blind) return problem(401, 'No such key.')
          const { token } = tokens.issue(key, 3600)
          return { status: 200, body: { token, expires_in: 3600 } }
        },
      },
      {
        method: 'GET',
        pattern: '/me',
        handle: guarded(() => ({ status: 200, body: { name: 'sam', projects: projects.length } })),
      },
      {
        method: 'GET',
        pattern: '/teams/{team}/projects',
        handle: guarded((call) =>
          call.params['team'] === 'red'
            ? page(
                call,
                'projects',
                projects.map(({ project }) => project),
              )
            : problem(404, 'No such team.'),
        ),
      },
      {
        method: 'GET',
        pattern: '/teams/{team}/projects/{id}/findings',
        handle: guarded((call, key) => {
          if (key === keys.blind) return problem(403, 'This key may not read findings.')
          const found = projects.find(({ project }) => project.id === call.params['id'])
          return found ? page(call, 'findings', found.findings) : problem(404, 'No such project.')
        }),
      },
      {
        method: 'POST',
        pattern: '/teams/{team}/messages',
        handle: guarded(({ body }) =>
          isRecord(body) && String(body['title']).length <= 200
            ? { status: 200, body: { accepted: true } }
            : problem(400, 'A title has at most 200 characters.'),
        ),
      },
      { method: 'POST', pattern: '/teams/{team}/uploads', handle: guarded(uploads.take) },
      { method: 'GET', pattern: '/teams/{team}/uploads/{id}', handle: guarded(uploads.show) },
      ...desk.routes,
      ...forge.routes,
      { method: 'GET', pattern: '/teams', handle: guarded(() => ({ status: 200, body: { teams: ['red'] } })) },
    ],
  })
  return { ...emulator, uploads, desk, forge }
}

function problem(status: number, message: string): Answer {
  return { status, body: { message } }
}

function page(call: Call, name: string, rows: readonly { readonly id: string }[]): Answer {
  const limit = readCount(call.query, 'limit', { fallback: 50, min: 1, max: 50 })
  const after = decodeCursor(call.query.get('cursor') ?? '')
  const start = after === undefined ? 0 : rows.findIndex(({ id }) => id === after) + 1
  const { items, more } = takePage(rows.slice(start), limit)
  const last = items.at(-1)
  return { status: 200, body: { [name]: items, next: more && last ? encodeCursor(last.id) : null } }
}

function projectsOf(tenant: Tenant) {
  return tenant.repositories.slice(0, 5).map((repository, index) => ({
    project: {
      id: `p${index + 1}`,
      name: repository.fullName,
      clone_url: repository.cloneUrl,
      state: repository.archived ? 'ARCHIVED' : 'ACTIVE',
      created_at: '2025-01-01T00:00:00Z',
    },
    findings: [...findingsOf(tenant, index)].slice(0, 9).map((finding, position) => ({
      id: `f${index + 1}-${position + 1}`,
      kind: ['DEPENDENCY', 'CODE', 'SECRET'][position % 3],
      title: finding.title,
      level: position === 2 ? 'UNSET' : finding.severity.toUpperCase(),
      detected_at: finding.detectedAt,
      score: 7.5,
      vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H',
      purl: finding.package?.purl ?? null,
      labels: ['nightly'],
    })),
  }))
}
