import type { Severity, Sighting } from '@patchbay/sdk'
import { cleanText, distinctTexts, firstText, instant, looseEnum, type Note, textOrNull } from '@patchbay/sdk/shape'
import type { Origin } from './map.ts'
import { secretPlace } from './place.ts'
import type { SecretFinding } from './schema.ts'
import { secretStandingOf } from './status.ts'

const severity = looseEnum<Severity>(
  'severity',
  {
    SEVERITY_CRITICAL: 'critical',
    SEVERITY_HIGH: 'high',
    SEVERITY_MEDIUM: 'medium',
    SEVERITY_LOW: 'low',
    SEVERITY_UNSPECIFIED: 'unknown',
  },
  'unknown',
)

/** A secret in a file. Semgrep never passes its value on. */
export function toSecretSighting(secret: SecretFinding, { target }: Origin, note: Note): Sighting {
  const service = textOrNull(secret.type, 200)
  const rule = firstText(300, secret.ruleHashId, service)
  const location = secretPlace(secret)
  const name = service === null ? 'Secret' : `${service} secret`
  return {
    target,
    externalId: secret.id,
    externalUrl: null,
    kind: 'secret',
    title: cleanText(location === null ? name : `${name} in ${location.path}`, 500),
    description: null,
    severity: severity(secret.severity, note),
    vendorSeverity: textOrNull(secret.severity, 100),
    identifiers: [],
    package: null,
    rule: rule === null ? null : { id: rule, name: service },
    location,
    // Two secrets of one service in one file are two leaks.
    context: secret.id,
    detectedAt: instant(secret.createdAt, 'createdAt', note),
    reachability: 'unknown',
    vendorReachability: null,
    cvss: [],
    epss: null,
    cwes: [],
    references: [],
    remediation: null,
    exploited: null,
    triage: secretStandingOf(secret, note).triage,
    tags: distinctTexts([
      word(secret.validationState, 'VALIDATION_STATE_'),
      word(secret.confidence, 'CONFIDENCE_', 'confidence: '),
      secret.historicalInfo?.gitCommit ? 'in history' : null,
    ]),
  }
}

/** `VALIDATION_STATE_CONFIRMED_VALID` as people read it. */
function word(constant: string | null | undefined, prefix: string, label = ''): string | null {
  return constant ? `${label}${constant.replace(prefix, '').toLowerCase().replaceAll('_', ' ')}` : null
}
