import { collectOddities, type Note } from '@patchbay/sdk/shape'
import { describe, expect, it } from 'vitest'
import { toCodeSighting } from './map-code-scanning.ts'
import { toDependabotSighting } from './map-dependabot.ts'
import { toSecretSighting } from './map-secret-scanning.ts'
import { sampleCode, sampleDependabot, sampleSecret } from './sample-alert.ts'
import { codeAlert, dependabotAlert, secretAlert } from './schema.ts'
import { codeStanding, dependabotStanding, secretStanding } from './status.ts'

const origin = { target: '1296269', branch: 'main' }
const silent: Note = () => {}

function mapped<T>(act: (note: Note) => T) {
  const { note, oddities } = collectOddities()
  return { sighting: act(note), oddities }
}

function dependabot(change: (draft: ReturnType<typeof sampleDependabot>) => unknown = () => {}) {
  const draft = sampleDependabot()
  change(draft)
  return mapped((note) => toDependabotSighting(dependabotAlert.parse(draft), origin, note))
}

function code(change: (draft: ReturnType<typeof sampleCode>) => unknown = () => {}) {
  const draft = sampleCode()
  change(draft)
  return mapped((note) => toCodeSighting(codeAlert.parse(draft), origin, note))
}

function secret(change: (draft: ReturnType<typeof sampleSecret>) => unknown = () => {}) {
  const draft = sampleSecret()
  change(draft)
  return mapped((note) => toSecretSighting(secretAlert.parse(draft), origin, note))
}

describe('mapping a Dependabot alert', () => {
  it('reads everything it says, known by repository, list and number', () => {
    const { sighting, oddities } = dependabot()

    expect(oddities).toEqual([])
    expect(sighting).toEqual({
      target: '1296269',
      externalId: '1296269/dependabot/2',
      externalUrl: 'https://github.com/octo-org/octo-repo/security/dependabot/2',
      kind: 'dependency',
      title: 'Django allows remote attackers to obtain potentially sensitive information',
      description: 'django.contrib.auth.forms.AuthenticationForm in Django 2.0 …\n\nVulnerable versions: >= 2.0.0, < 2.0.2',
      severity: 'high',
      vendorSeverity: 'high',
      identifiers: ['GHSA-rf4j-j272-fj86', 'CVE-2018-6188'],
      package: { purl: 'pkg:pypi/django', name: 'django', version: null, direct: true, fixedVersion: '2.0.2' },
      rule: null,
      location: { path: 'path/to/requirements.txt' },
      context: null,
      detectedAt: '2022-06-15T07:43:03.000Z',
      reachability: 'unknown',
      vendorReachability: null,
      cvss: [
        { version: '4.0', vector: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N', score: 8.7 },
        { version: '3.0', vector: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', score: 7.5 },
      ],
      epss: { score: 0.00045, percentile: 0.16001 },
      cwes: ['CWE-200'],
      references: ['https://nvd.nist.gov/vuln/detail/CVE-2018-6188'],
      remediation: 'Upgrade django to 2.0.2 or later.',
      exploited: null,
      triage: { state: 'dismissed', reason: 'tolerable_risk' },
      tags: ['scope: runtime'],
    })
  })

  it.each([
    ['actions', 'tj-actions/changed-files', 'pkg:github/tj-actions/changed-files'],
    ['composer', 'symfony/http-kernel', 'pkg:composer/symfony/http-kernel'],
    ['erlang', 'plug', 'pkg:hex/plug'],
    ['go', 'golang.org/x/crypto', 'pkg:golang/golang.org/x/crypto'],
    ['maven', 'org.slf4j:slf4j-ext', 'pkg:maven/org.slf4j/slf4j-ext'],
    ['npm', '@babel/traverse', 'pkg:npm/%40babel/traverse'],
    ['nuget', 'System.Drawing.Common', 'pkg:nuget/System.Drawing.Common'],
    ['pip', 'Pillow', 'pkg:pypi/pillow'],
    ['pub', 'http', 'pkg:pub/http'],
    ['rubygems', 'rack', 'pkg:gem/rack'],
    ['rust', 'tokio', 'pkg:cargo/tokio'],
    // The package URL of a Swift package needs a version, and there is none.
    ['swift', 'github.com/vapor/vapor', 'pkg:generic/github.com%2Fvapor%2Fvapor'],
  ])('writes a package of %s without a version, which the alert does not tell', (ecosystem, name, purl) => {
    const { sighting, oddities } = dependabot((draft) => Object.assign(draft.dependency.package, { ecosystem, name }))

    expect(sighting.package).toMatchObject({ purl, name, version: null })
    expect(oddities).toEqual([])
  })

  it('keeps a package of an ecosystem nobody documented, and notes the word', () => {
    const { sighting, oddities } = dependabot((draft) => Object.assign(draft.dependency.package, { ecosystem: 'conda' }))

    expect(sighting.package?.purl).toBe('pkg:generic/django')
    expect(oddities).toEqual([{ path: 'dependency.package.ecosystem', value: 'conda' }])
  })

  it.each([
    ['direct', true],
    ['transitive', false],
    ['unknown', null],
    ['inconclusive', null],
    [null, null],
  ])('reads the relationship %s', (relationship, direct) => {
    expect(dependabot((draft) => Object.assign(draft.dependency, { relationship })).sighting.package?.direct).toBe(direct)
  })

  it('takes the severity for this package before that of the advisory', () => {
    const { sighting } = dependabot((draft) => Object.assign(draft.security_advisory, { severity: 'critical' }))

    expect(sighting.severity).toBe('high')
  })

  it('names no fixed version where there is none', () => {
    const { sighting } = dependabot((draft) => Object.assign(draft.security_vulnerability, { first_patched_version: null }))

    expect(sighting).toMatchObject({ package: { fixedVersion: null }, remediation: null })
  })

  it('reads the single rating of older servers, and the unset one as none', () => {
    const older = dependabot((draft) => Object.assign(draft.security_advisory, { cvss_severities: null }))
    const unset = dependabot((draft) =>
      Object.assign(draft.security_advisory, { cvss_severities: null, cvss: { vector_string: null, score: 0 } }),
    )

    expect(older.sighting.cvss).toMatchObject([{ version: '3.0', score: 7.5 }])
    expect(unset.sighting.cvss).toEqual([])
  })

  it('calls a malicious package malware, and says when an advisory was withdrawn', () => {
    const { sighting } = dependabot((draft) =>
      Object.assign(draft.security_advisory, { classification: 'malware', withdrawn_at: '2024-01-01T00:00:00Z' }),
    )

    expect(sighting).toMatchObject({ kind: 'malware', tags: ['scope: runtime', 'advisory withdrawn'] })
  })

  it.each([
    [{ state: 'open', dismissed_reason: null }, true, null],
    [{ state: 'dismissed', dismissed_reason: 'no_bandwidth' }, true, { state: 'dismissed', reason: 'no_bandwidth' }],
    [{ state: 'auto_dismissed', dismissed_reason: null }, true, { state: 'dismissed', reason: 'auto_dismissed' }],
    [{ state: 'fixed', dismissed_reason: null }, false, { state: 'fixed', reason: 'fixed' }],
  ])('takes %j for what GitHub’s users decided', (facts, present, triage) => {
    const alert = dependabotAlert.parse({ ...sampleDependabot(), ...facts })

    expect(dependabotStanding(alert, silent)).toEqual({ present, triage })
  })

  it('keeps an alert in a state nobody documented open, and notes the word', () => {
    const { sighting, oddities } = dependabot((draft) => Object.assign(draft, { state: 'snoozed' }))

    expect(sighting.triage).toBeNull()
    expect(oddities).toEqual([{ path: 'state', value: 'snoozed' }])
  })
})

describe('mapping a code scanning alert', () => {
  it('reads everything it says', () => {
    const { sighting, oddities } = code()

    expect(oddities).toEqual([])
    expect(sighting).toEqual({
      target: '1296269',
      externalId: '1296269/code-scanning/4',
      externalUrl: 'https://github.com/octocat/hello-world/code-scanning/4',
      kind: 'code',
      title: 'Arbitrary file write during zip extraction',
      description:
        'This path depends on a user-provided value.\n\nExtracting files from a malicious zip archive can overwrite files outside of the destination.',
      severity: 'high',
      vendorSeverity: 'error',
      identifiers: [],
      package: null,
      rule: { id: 'js/zipslip', name: 'js/zipslip' },
      location: { path: 'spec-main/api-session-spec.ts', startLine: 917, endLine: 918 },
      context: 'alert 4',
      detectedAt: '2020-02-13T12:29:18.000Z',
      reachability: 'unknown',
      vendorReachability: null,
      cvss: [],
      epss: null,
      cwes: ['CWE-22'],
      references: ['https://codeql.github.com/codeql-query-help/javascript/js-zipslip/'],
      remediation: null,
      exploited: null,
      triage: null,
      tags: ['tool: CodeQL', 'code: test'],
      commit: '39406e42cb832f683daa691dd652a8dc36ee8930',
    })
  })

  it.each([
    ['critical', 'warning', 'critical'],
    ['low', 'error', 'low'],
    [null, 'error', 'high'],
    [null, 'warning', 'medium'],
    [null, 'note', 'low'],
    [null, null, 'unknown'],
  ])('grades a rule of security severity %s and severity %s', (security_severity_level, severity, expected) => {
    const { sighting } = code((draft) => Object.assign(draft.rule, { security_severity_level, severity }))

    expect(sighting.severity).toBe(expected)
    expect(sighting.vendorSeverity).toBe(security_severity_level ?? severity)
  })

  it.each([
    [{ id: null, name: 'Zip slip' }, 'Zip slip'],
    [{ id: null, name: null }, 'unnamed rule'],
  ])('reads an alert whose tool gave its rule no id: %j', (rule, id) => {
    const { sighting } = code((draft) => Object.assign(draft.rule, rule))

    expect(sighting).toMatchObject({ externalId: '1296269/code-scanning/4', rule: { id } })
  })

  it('takes weaknesses from no other tags', () => {
    const { sighting } = code((draft) => Object.assign(draft.rule, { tags: ['external/cwe/cwe-079', 'about-cwe-89'] }))

    expect(sighting.cwes).toEqual(['CWE-79'])
  })

  it.each([
    [{ state: null }, true, null],
    [{ state: 'dismissed', dismissed_reason: 'used in tests' }, true, { state: 'dismissed', reason: 'used in tests' }],
    [{ state: 'fixed' }, false, { state: 'fixed', reason: 'fixed' }],
  ])('takes %j for what GitHub’s users decided', (facts, present, triage) => {
    expect(codeStanding(codeAlert.parse({ ...sampleCode(), ...facts }), silent)).toEqual({ present, triage })
  })
})

describe('mapping a secret scanning alert', () => {
  it('reads everything it says', () => {
    const { sighting, oddities } = secret()

    expect(oddities).toEqual([])
    expect(sighting).toMatchObject({
      externalId: '1296269/secret-scanning/2',
      externalUrl: 'https://github.com/owner/private-repo/security/secret-scanning/2',
      kind: 'secret',
      title: 'Adafruit IO Key in example/secrets.txt',
      severity: 'unknown',
      vendorSeverity: null,
      rule: { id: 'adafruit_io_key', name: 'Adafruit IO Key' },
      location: { path: 'example/secrets.txt', startLine: 1, endLine: 1 },
      context: 'alert 2',
      detectedAt: '2020-11-06T18:18:30.000Z',
      triage: null,
      tags: ['validity: active', 'provider: Adafruit'],
    })
    expect(sighting.description).toContain('further places')
  })

  it('drops the secret even when the server sends it', () => {
    const { sighting } = secret((draft) => Object.assign(draft, { secret: 'aio_XXXXXXXXXXXXXXXXXXXXXXXXXXXX' }))

    expect(JSON.stringify(sighting)).not.toContain('aio_')
  })

  it('has no place in the code for a secret in an issue', () => {
    const issue = { issue_title_url: 'https://api.github.com/repos/octocat/Hello-World/issues/1347' }
    const { sighting } = secret((draft) => Object.assign(draft, { first_location_detected: issue }))

    expect(sighting).toMatchObject({ location: null, title: 'Adafruit IO Key' })
  })

  it('says how far a secret got', () => {
    const { sighting } = secret((draft) =>
      Object.assign(draft, { publicly_leaked: true, multi_repo: true, push_protection_bypassed: true }),
    )

    expect(sighting.tags).toEqual(
      expect.arrayContaining(['publicly leaked', 'in several repositories', 'push protection bypassed']),
    )
  })

  it.each([
    ['false_positive', true, 'dismissed'],
    ['wont_fix', true, 'dismissed'],
    ['used_in_tests', true, 'dismissed'],
    ['revoked', false, 'fixed'],
    ['pattern_deleted', false, 'fixed'],
    ['pattern_edited', false, 'fixed'],
    ['forgotten_about', true, 'dismissed'],
  ])('takes the resolution %s for what it means', (resolution, present, state) => {
    const alert = secretAlert.parse({ ...sampleSecret(), state: 'resolved', resolution })

    expect(secretStanding(alert, silent)).toEqual({ present, triage: { state, reason: resolution } })
  })
})
