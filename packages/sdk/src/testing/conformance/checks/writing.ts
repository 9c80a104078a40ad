import { expect } from 'vitest'
import { kinds } from '../../../model/kind.ts'
import type { Family, SnapshotFinding } from '../../../model/snapshot.ts'
import type { ExportFacts } from '../../../plugin.ts'
import type { DestinationFacts } from '../../world.ts'
import type { Chapter, Check, Subject } from '../check.ts'
import { exportsOf, writePaper, writerOf } from '../shipment.ts'
import { decisions, findingOf, findingsOf, scopeOf, snapshotOf } from '../snapshots.ts'
import { each, type Stage } from '../stage.ts'

/** When checks of destinations say something. */
export const takesOut: NonNullable<Check['when']> = {
  words: 'it takes findings out',
  holds: ({ plugin }: Subject) => plugin.capabilities.includes('exports'),
}

/** The same where it writes the documents itself; standard ones are the hub's business. */
const writes: NonNullable<Check['when']> = {
  words: 'it writes the documents it takes out',
  holds: ({ plugin }: Subject) => plugin.exportFacts?.document !== undefined,
}

/** One family of a destination, by one way to connect. */
export interface Errand {
  readonly name: string
  readonly way: number
  readonly family: Family
  readonly destination: DestinationFacts
}

export function errandsOf({ facts, kit }: Stage): readonly Errand[] {
  return facts.ways.flatMap(({ name, exports }, way) =>
    exports === undefined
      ? []
      : factsOf(kit.plugin.exportFacts).families.map((family) => ({
          name: `${family.label} with ${name}`,
          way,
          family,
          destination: exports,
        })),
  )
}

function factsOf(facts: ExportFacts | undefined): ExportFacts {
  if (facts === undefined) throw new Error('It states no facts about its exports.')
  return facts
}

const pagesOfStream = 200
const pageOfStream = 25
/** Characters; many times what a page of findings comes to. */
const longestPiece = 1_000_000

/** The kinds a page of the stream has: of a family that comes kind by kind only one. */
function pageFamily(family: Family, page: number): Family {
  const kind = family.kinds[Math.floor((page * family.kinds.length) / pagesOfStream)]
  return family.grouped && kind !== undefined ? { ...family, kinds: [kind] } : family
}

/** What a document promises before anybody sends it. */
export const writing: Chapter = {
  title: 'Writing for a destination',
  checks: [
    check('states families that share no kind, and limits a planner can keep', ({ kit }) => {
      const { families, limits, document } = factsOf(kit.plugin.exportFacts)
      const shared = families.flatMap((family) => family.kinds)
      const positive = [limits.perDay, limits.refreshHours, limits.findings, limits.concurrency].filter(
        (limit) => limit !== null,
      )

      expect(families.length).toBeGreaterThan(0)
      expect(families.filter(({ id, label }) => !/^[a-z]+$/.test(id) || label.trim() === '')).toEqual([])
      expect(new Set(families.map(({ id }) => id)).size).toBe(families.length)
      expect(shared.filter((kind, index) => shared.indexOf(kind) !== index || !kinds.includes(kind))).toEqual([])
      expect(positive.filter((limit) => !Number.isInteger(limit) || limit < 1)).toEqual([])
      expect([document?.extension, document?.mediaType]).toEqual([
        expect.stringMatching(/^\.[a-z]+$/),
        expect.stringMatching(/^[a-z]+\/[a-z.+-]+$/),
      ])
    }),
    check('writes the same document from the same findings, however they are paged', (stage) =>
      each(errandsOf(stage), async (errand) => {
        const papers = []
        for (const size of [1, 4, 1000]) papers.push(await write(stage, errand, findingsOf(errand.family, 20), size))

        expect(papers[1]?.text).toBe(papers[0]?.text)
        expect(papers[2]?.text).toBe(papers[0]?.text)
        expect(papers[0]?.text.isWellFormed() && !papers[0].text.includes('\0'), 'text every store takes').toBe(true)
      }),
    ),
    check('holds no more than a page of a snapshot while it writes', (stage) =>
      each(errandsOf(stage), async ({ way, family, destination }) => {
        await using session = await stage.open({ way })
        const scope = scopeOf(family, destination.repository)
        let read = 0
        async function* pages() {
          for (let page = 0; page < pagesOfStream; page += 1) {
            read += pageOfStream
            yield findingsOf(pageFamily(family, page), pageOfStream).map((finding, index) => ({
              ...finding,
              id: `vul_${page * pageOfStream + index}`,
            }))
          }
        }
        const snapshot = { ...snapshotOf(scope, 'upload', [], 1), findings: pages() }
        let written = 0
        let behind = 0
        let longest = 0

        for await (const piece of writerOf(exportsOf(session))(snapshot)) {
          behind = Math.max(behind, read - written)
          if ('leftOut' in piece) written += 1
          else {
            written += piece.findings ?? 0
            longest = Math.max(longest, piece.text.length)
          }
        }

        expect(written).toBe(pagesOfStream * pageOfStream)
        expect(behind, 'findings read and not yet written').toBeLessThanOrEqual(2 * pageOfStream)
        expect(longest, 'characters of a piece').toBeLessThan(longestPiece)
      }),
    ),
    check('accounts for every finding: it is in the document, or left out with a reason', (stage) =>
      each(errandsOf(stage), async (errand) => {
        const decided = decisions.map((kind, number) =>
          findingOf(errand.family.kinds[0] ?? 'code', 100 + number, { kind, reason: 'Because.', until: null }),
        )
        const all = [...findingsOf(errand.family, 20), ...decided]

        const { findings, leftOut, text } = await write(stage, errand, all, 7)

        expect(findings + leftOut.length).toBe(all.length)
        const ids = leftOut.map(({ finding }) => finding)
        expect(ids.filter((id, index) => ids.indexOf(id) !== index || !all.some((finding) => finding.id === id))).toEqual([])
        expect(leftOut.filter(({ reason }) => !/^[A-Z].{8,}[.]$/.test(reason))).toEqual([])
        expect(all.filter(({ id }) => text.includes(`"${id}"`) === ids.includes(id)).map(({ id }) => id)).toEqual([])
      }),
    ),
    check('leaves out a finding the destination cannot take, and writes the others as if it were not there', (stage) =>
      each(errandsOf(stage), async (errand) => {
        const all = findingsOf(errand.family, 6)
        const [first, second, ...others] = all
        if (first === undefined || second === undefined) throw new Error('There are no findings.')

        const whole = await write(stage, errand, [first, ...others], 2)
        const { text, leftOut } = await write(stage, errand, [first, errand.destination.unfit(second), ...others], 2)

        expect(leftOut.map(({ finding }) => finding)).toEqual([second.id])
        expect(text).toBe(whole.text)
      }),
    ),
  ],
}

function check(title: string, run: Check['run']): Check {
  return { title, when: writes, run }
}

async function write(stage: Stage, { way, family, destination }: Errand, findings: readonly SnapshotFinding[], page: number) {
  await using session = await stage.open({ way })
  return writePaper(exportsOf(session), snapshotOf(scopeOf(family, destination.repository), 'upload-1', findings, page))
}
