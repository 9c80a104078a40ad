import type { Plugin } from '@patchbay/sdk'

const always = ['password', 'currentPassword', 'newPassword', 'token', 'secret']
const blot = '•••'

/** A copy without the values of anything that is a secret in any connector, or is called like one. */
export function redact(value: unknown, plugins: ReadonlyMap<string, Plugin>): unknown {
  const names = new Set([...always, ...[...plugins.values()].flatMap(({ secrets }) => secrets)])
  return blotted(value, names)
}

function blotted(value: unknown, names: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => blotted(item, names))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  return Object.fromEntries(entries.map(([name, inner]) => [name, names.has(name) ? blot : blotted(inner, names)]))
}
