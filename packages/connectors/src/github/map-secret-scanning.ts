import type { Sighting } from '@patchbay/sdk'
import { cleanText, commitName, distinctTexts, firstText, type Note, place, textOrNull } from '@patchbay/sdk/shape'
import type { SecretAlert } from './schema.ts'
import { type Origin, shared } from './sighting.ts'
import { secretStanding } from './status.ts'

/** A secret that was committed or posted. GitHub grades none, so the severity stays unknown. */
export function toSecretSighting(alert: SecretAlert, origin: Origin, note: Note): Sighting {
  const { number, secret_type: type, first_location_detected: first } = alert
  const id = cleanText(type, 300)
  const name = firstText(200, alert.secret_type_display_name)
  const commit = commitName(first?.commit_sha)
  const location = place(first?.path, first?.start_line, first?.end_line)
  return {
    ...shared('secret-scanning', alert, origin, note),
    kind: 'secret',
    title: cleanText(location === null ? (name ?? id) : `${name ?? id} in ${location.path}`, 500),
    description: alert.has_more_locations === true ? 'The secret was found in further places too; GitHub lists them.' : null,
    severity: 'unknown',
    vendorSeverity: null,
    identifiers: [],
    package: null,
    rule: { id, name },
    location,
    // Two secrets of one type in one file are two leaks.
    context: `alert ${number}`,
    cvss: [],
    epss: null,
    cwes: [],
    references: [],
    remediation: null,
    triage: secretStanding(alert, note).triage,
    tags: distinctTexts([
      labelled('validity', alert.validity),
      labelled('provider', alert.provider),
      alert.publicly_leaked === true ? 'publicly leaked' : null,
      alert.multi_repo === true ? 'in several repositories' : null,
      alert.push_protection_bypassed === true ? 'push protection bypassed' : null,
    ]),
    ...(commit !== null && { commit }),
  }
}

function labelled(label: string, word: string | null | undefined): string | null {
  const clean = textOrNull(word, 200)
  return clean === null ? null : `${label}: ${clean}`
}
