import { deflateRawSync } from 'node:zlib'
import { type Kind, kinds, type Written } from '@patchbay/sdk'
import { json, uri } from './json.ts'
import { resultOf } from './sarif-result.ts'
import { createRevisions, type Revisions } from './sarif-revisions.ts'
import { createRules, type Rules } from './sarif-rules.ts'
import type { DocumentFinding, DocumentState } from './state.ts'

/**
 * What the largest reader takes of one file ("SARIF support for code scanning"): 20 runs, 25,000 results a run of which it shows the
 * 5,000 worst, 10 MB compressed. A run of ours holds no more than is shown, and the file less than is taken.
 */
const codeScanning = { runs: 20, results: 5000, bytes: 9_500_000 }

/**
 * SARIF 2.1.0, each kind of finding in a run of its own, the worst first. A kind without findings has an empty run, so that what
 * was there before is closed. A kind with more than a run holds gets more runs, as many as leave one for each kind that follows;
 * what is over that, or over the file's size, is left out.
 */
export async function* writeSarif(state: DocumentState, limits = codeScanning): AsyncGenerator<Written, void, void> {
  const file = new SarifFile(state, limits)
  yield { text: '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[' }
  for await (const page of state.findings) {
    for (const finding of page) yield* file.add(finding)
  }
  yield { text: `${file.end()}]}` }
}

const blockBytes = 256 * 1024

interface Run {
  readonly kind: Kind
  /** Counts from 1. */
  readonly part: number
  readonly rules: Rules
  readonly revisions: Revisions
  results: number
}

class SarifFile {
  readonly #state: DocumentState
  readonly #limits: typeof codeScanning
  /** Kinds that have no run yet. */
  readonly #ahead: Kind[]
  #run: Run | undefined
  #runs = 0
  /** Compressed bytes of the blocks so far, and the texts of the one in hand with their bytes. */
  #packed = 0
  #block: string[] = []
  #waiting = 0

  constructor(state: DocumentState, limits: typeof codeScanning) {
    this.#state = state
    this.#limits = limits
    this.#ahead = kinds.filter((kind) => state.kinds.includes(kind))
  }

  /** Takes findings in the order of their kinds. */
  *add(finding: DocumentFinding): Generator<Written, void, void> {
    const opened = this.#turnTo(finding.kind)
    if (opened !== '') yield { text: opened }
    yield this.#put(finding)
  }

  #put(finding: DocumentFinding): Written {
    const run = this.#run
    if (run === undefined || run.kind !== finding.kind || run.results === this.#limits.results) return leave(finding)
    const rule = run.rules.find(finding)
    const text = json(resultOf(finding, rule))
    if (!this.#fits(rule.isNew ? text + rule.text : text)) return leave(finding)
    run.rules.keep(rule)
    run.revisions.add(finding)
    run.results += 1
    return { text: `${run.results === 1 ? '' : ','}${text}`, findings: 1 }
  }

  /** Counts what is written, by blocks: a block alone is never smaller than in the file, and the last one counts uncompressed. */
  #fits(text: string): boolean {
    const bytes = Buffer.byteLength(text)
    if (this.#packed + this.#waiting + bytes > this.#limits.bytes) this.#pack()
    if (this.#packed + bytes > this.#limits.bytes) return false
    this.#block.push(text)
    this.#waiting += bytes
    if (this.#waiting > blockBytes) this.#pack()
    return true
  }

  #pack(): void {
    this.#packed += deflateRawSync(this.#block.join('')).length
    this.#block = []
    this.#waiting = 0
  }

  end(): string {
    let text = ''
    for (const kind of [...this.#ahead]) text += this.#open(kind)
    return text + this.#close()
  }

  /** Makes the run of the kind the current one, and of those before it that have none. */
  #turnTo(kind: Kind): string {
    let text = ''
    while (this.#ahead.includes(kind)) text += this.#open(this.#ahead[0] ?? kind)
    const isFull = this.#run?.kind === kind && this.#run.results === this.#limits.results
    return isFull && this.#runs + this.#ahead.length < this.#limits.runs ? text + this.#open(kind) : text
  }

  #open(kind: Kind): string {
    const closed = this.#close()
    const part = this.#run?.kind === kind ? this.#run.part + 1 : 1
    if (this.#ahead[0] === kind) this.#ahead.shift()
    this.#run = { kind, part, results: 0, rules: createRules(), revisions: createRevisions() }
    this.#runs += 1
    return `${closed}${closed === '' ? '' : ','}{"results":[`
  }

  /** Code scanning tells runs apart by their category, which is the id up to its last slash. */
  #close(): string {
    if (this.#run === undefined) return ''
    const { kind, part, rules, revisions } = this.#run
    const { subject, takenAt, hubUrl } = this.#state
    const driver = json({ name: 'Patchbay', informationUri: uri(hubUrl) })
    const category = `patchbay-${subject}-${kind}${part === 1 ? '' : `-${part}`}`
    const rest = json({
      automationDetails: { id: `${category}/${takenAt}` },
      columnKind: 'utf16CodeUnits',
      versionControlProvenance: revisions.provenance(),
    })
    return `],"tool":{"driver":${driver.slice(0, -1)},"rules":[${rules.texts().join(',')}]}},${rest.slice(1)}`
  }
}

function leave({ id }: DocumentFinding): Written {
  return {
    leftOut: { finding: id, reason: 'Code scanning takes no more results in one file; the worst of each kind are in it.' },
  }
}
