import { routes } from '../../packages/hub/src/api/routes/index.ts'

/** Table of who may call what, and what it leaves in the audit log. */
export function permissionsPage(): string {
  const rows = routes.map(({ method, path, summary, permission, audit }) => {
    const address = `\`${method} /api/v1${path.replaceAll(/:(\w+)/g, '{$1}')}\``
    return `| ${address} | ${summary} | ${permission} | ${'event' in audit ? `\`${audit.event}\`` : '—'} |`
  })
  return [
    '# Permissions',
    '',
    'Written by `npm run generate` from the routes. Do not edit.',
    '',
    'Each role may do everything the one before may: reader, writer, maintainer, owner. `public` needs no sign-in.',
    '',
    '| operation | what it does | least role | audit event |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}
