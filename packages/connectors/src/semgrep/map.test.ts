import { collectOddities } from '@patchbay/sdk/shape'
import { describe, expect, it } from 'vitest'
import { toCodeSighting, toDependencySighting } from './map.ts'
import { toSecretSighting } from './map-secret.ts'
import { sampleCode, sampleDependency, sampleSecret } from './sample-finding.ts'
import { codeFinding, dependencyFinding, secretFinding } from './schema.ts'

const origin = { target: '17', app: 'https://semgrep.dev/orgs/acme' }

function mapped<T>(act: (note: (path: string, value: string) => void) => T) {
  const { note, oddities } = collectOddities()
  return { sighting: act(note), oddities }
}

function code(change: (draft: ReturnType<typeof sampleCode>) => unknown = () => {}) {
  const draft = sampleCode()
  change(draft)
  return mapped((note) => toCodeSighting(codeFinding.parse(draft), origin, note))
}

function dependency(change: (draft: ReturnType<typeof sampleDependency>) => unknown = () => {}) {
  const draft = sampleDependency()
  change(draft)
  return mapped((note) => toDependencySighting(dependencyFinding.parse(draft), origin, note))
}

function secret(change: (draft: ReturnType<typeof sampleSecret>) => unknown = () => {}) {
  const draft = sampleSecret()
  change(draft)
  return mapped((note) => toSecretSighting(secretFinding.parse(draft), origin, note))
}

describe('mapping a code finding of Semgrep', () => {
  it('reads everything it says, known by its stable id', () => {
    const { sighting, oddities } = code()

    expect(oddities).toEqual([])
    expect(sighting).toEqual({
      target: '17',
      externalId: '0f8c79a6f7e0adf07a6_1',
      externalUrl: 'https://semgrep.dev/orgs/acme/findings/1234567',
      kind: 'code',
      title: 'This link points to a plaintext HTTP URL.',
      description: 'This link points to a plaintext HTTP URL. Prefer an encrypted HTTPS URL if possible.',
      severity: 'medium',
      vendorSeverity: 'medium',
      identifiers: [],
      package: null,
      rule: { id: 'html.security.plaintext-http-link.plaintext-http-link', name: 'plaintext-http-link' },
      location: {
        path: 'src/Code.tsx',
        startLine: 120,
        endLine: 124,
        url: 'https://github.com/acme/shop/blob/39f95450/src/Code.tsx#L120',
      },
      context: '0f8c79a6f7e0adf07a6_1',
      detectedAt: '2020-11-18T23:28:12.391Z',
      reachability: 'unknown',
      vendorReachability: null,
      cvss: [],
      epss: null,
      cwes: ['CWE-319'],
      references: [],
      remediation: 'Use https.',
      exploited: null,
      triage: null,
      tags: ['confidence: medium', 'autotriage: false_positive'],
    })
  })

  it('falls back on the finding’s number where there is no stable id', () => {
    expect(code((draft) => Reflect.deleteProperty(draft, 'match_based_id')).sighting).toMatchObject({
      externalId: '1234567',
      context: null,
    })
  })

  it('reads the fields that came before the rule object', () => {
    const { sighting } = code((draft) => {
      Reflect.deleteProperty(draft, 'rule')
      Object.assign(draft, { rule_name: 'a.b.old-rule', rule_message: 'Old message' })
    })

    expect(sighting).toMatchObject({ title: 'Old message', rule: { id: 'a.b.old-rule', name: 'old-rule' }, cwes: [] })
  })

  it.each([
    [
      { status: 'ignored', triage_reason: 'acceptable_risk' },
      { state: 'dismissed', reason: 'acceptable_risk' },
    ],
    [
      { status: 'ignored', triage_reason: 'no_triage_reason' },
      { state: 'dismissed', reason: 'ignored' },
    ],
    [{ status: 'provisionally_ignored' }, { state: 'dismissed', reason: 'provisionally_ignored' }],
    [{ status: 'reviewing' }, { state: 'open', reason: 'reviewing' }],
    [{ status: 'fixing' }, { state: 'open', reason: 'fixing' }],
    [
      { status: 'open', triage_state: 'reopened' },
      { state: 'open', reason: 'reopened' },
    ],
  ])('shows what was decided over there: %o', (given, triage) => {
    expect(code((draft) => Object.assign(draft, given)).sighting.triage).toEqual(triage)
  })

  it('keeps words nobody documented, and says so', () => {
    const { sighting, oddities } = code((draft) => Object.assign(draft, { severity: 'apocalyptic', status: 'pondering' }))

    expect(sighting).toMatchObject({ severity: 'unknown', vendorSeverity: 'apocalyptic', triage: null })
    expect(oddities).toEqual([
      { path: 'severity', value: 'apocalyptic' },
      { path: 'status', value: 'pondering' },
    ])
  })
})

describe('mapping a supply-chain finding of Semgrep', () => {
  it('reads everything it says', () => {
    const { sighting, oddities } = dependency()

    expect(oddities).toEqual([])
    expect(sighting).toMatchObject({
      externalId: 'ab12_0',
      kind: 'dependency',
      title: 'CVE-2021-24112 in System.Drawing.Common@5.0.0',
      description: 'System.Drawing.Common lets attackers run code.\n\nThe vulnerable code is used at src/Draw.cs:12.',
      severity: 'critical',
      identifiers: ['CVE-2021-24112'],
      package: {
        purl: 'pkg:nuget/System.Drawing.Common@5.0.0',
        name: 'System.Drawing.Common',
        version: '5.0.0',
        direct: true,
        fixedVersion: '5.0.3',
      },
      rule: null,
      location: { path: 'src/packages.lock.json', startLine: 25 },
      reachability: 'reachable-function',
      vendorReachability: 'reachable',
      epss: { score: 0.97, percentile: 0.994 },
      cwes: ['CWE-94'],
      remediation: 'Upgrade System.Drawing.Common to 5.0.3.',
    })
  })

  it.each([
    ['reachable', 'reachable-function'],
    ['always reachable', 'reachable-dependency'],
    ['conditionally reachable', 'potentially-reachable'],
    ['unreachable', 'unreachable'],
    ['no reachability analysis', 'unknown'],
    ['always_reachable', 'reachable-dependency'],
  ])('reads the reachability "%s"', (word, verdict) => {
    expect(dependency((draft) => Object.assign(draft, { reachability: word }))).toMatchObject({
      sighting: { reachability: verdict, vendorReachability: word },
      oddities: [],
    })
  })

  it.each([
    ['npm', '@babel/traverse', 'pkg:npm/%40babel/traverse@1.0.0'],
    ['gomod', 'github.com/gin-gonic/gin', 'pkg:golang/github.com/gin-gonic/gin@v1.0.0'],
    ['maven', 'org.slf4j:slf4j-ext', 'pkg:maven/org.slf4j/slf4j-ext@1.0.0'],
    ['swiftpm', 'github.com/apple/swift-nio', 'pkg:swift/github.com/apple/swift-nio@1.0.0'],
    ['no_package_manager', 'jquery', 'pkg:generic/jquery@1.0.0'],
  ])('writes a package of %s the way every scanner’s packages are written', (ecosystem, name, purl) => {
    const version = ecosystem === 'gomod' ? 'v1.0.0' : '1.0.0'
    const { sighting } = dependency((draft) => Object.assign(draft.found_dependency, { ecosystem, package: name, version }))

    expect(sighting.package?.purl).toBe(purl)
  })

  it('takes the nearest fix above the version in use', () => {
    const { sighting } = dependency((draft) => {
      draft.found_dependency.version = '4.10.0'
      draft.fix_recommendations = ['3.9.9', '5.0.0', '4.10.2', '4.9.9'].map((version) => ({
        package: 'System.Drawing.Common',
        version,
      }))
    })

    expect(sighting.package?.fixedVersion).toBe('4.10.2')
  })

  it.each([{ is_malicious: true, vulnerability_identifier: null }, { vulnerability_identifier: 'MAL-2024-1' }])(
    'puts a malicious package into a family of its own: %o',
    (given) => {
      expect(dependency((draft) => Object.assign(draft, given)).sighting.kind).toBe('malware')
    },
  )

  it.each([
    ['refs/heads/release/2.x', 'https://github.com/acme/shop/blob/release/2.x/app/yarn.lock#L7'],
    ['refs/heads/main', 'https://github.com/acme/shop/blob/5ab48c7da75182753420725182db92b679c1e4f0/app/yarn.lock#L7'],
    ['main', 'https://gitlab.com/acme/team/src/-/blob/main/app/yarn.lock#L7'],
    ['main', 'https://bitbucket.org/acme/shop/src/main/app/yarn.lock#L7'],
  ])('finds the lock file of %s in %s', (ref, lockfile_line_url) => {
    const { sighting } = dependency((draft) => {
      draft.ref = ref
      draft.found_dependency.lockfile_line_url = lockfile_line_url
    })

    expect(sighting.location).toMatchObject({ path: 'app/yarn.lock', startLine: 7 })
  })

  it('reads where the code is used in either form, and the finding’s own place without a lock file', () => {
    const { sighting } = dependency((draft) => {
      draft.found_dependency.lockfile_line_url = null
      draft.usage.location = { path: 'lib/a.cs', start_line: 4 }
    })

    expect(sighting.location?.path).toBe('src/Code.tsx')
    expect(sighting.description).toContain('lib/a.cs:4')
  })
})

describe('mapping a secret of Semgrep', () => {
  it('reads everything it says', () => {
    expect(secret()).toMatchObject({
      oddities: [],
      sighting: {
        externalId: '98765',
        kind: 'secret',
        title: 'GitHub secret in a/b.env',
        severity: 'high',
        vendorSeverity: 'SEVERITY_HIGH',
        rule: { id: 'rh_1', name: 'GitHub' },
        location: { path: 'a/b.env', startLine: 3 },
        detectedAt: '2024-02-06T20:04:48.000Z',
        triage: null,
        tags: ['confirmed valid', 'confidence: high'],
      },
    })
  })

  it('shows that it was ignored over there', () => {
    expect(secret((draft) => Object.assign(draft, { status: 'FINDING_STATUS_IGNORED' })).sighting.triage).toEqual({
      state: 'dismissed',
      reason: 'IGNORED',
    })
  })
})
