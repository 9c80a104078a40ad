import { routes } from '../../packages/hub/src/api/routes/index.ts'

/** Table of who may call what, and what it leaves in the audit log. */
export function permissionsPage(): string {
  const rows = routes.map(({ method, path, summary, permission, within, audit }) => {
    const address = `\`${method} /api/v1${path.replaceAll(/:(\w+)/g, '{$1}')}\``
    const reach = { object: 'its product type', any: 'any product type', none: '—' }[within ?? 'none']
    return `| ${address} | ${summary} | ${permission} | ${reach} | ${'event' in audit ? `\`${audit.event}\`` : '—'} |`
  })
  return [
    '# Permissions',
    '',
    'Written by `npm run generate` from the routes. Do not edit.',
    '',
    'Each role may do everything the one before may: reader, writer, maintainer, owner. `public` needs no sign-in, `signed-in` no role.',
    '',
    'The third column says where a role on a single product type does as well: on the product type of what the operation is about, or on any,',
    'where the answer is narrowed to what belongs to it.',
    '',
    '| operation | what it does | least role | or on | audit event |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}
