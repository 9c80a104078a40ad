import { cpus, totalmem } from 'node:os'
import type { Measured, Sync } from './measure.ts'
import type { Mixed, Written } from './mixed.ts'
import type { Options } from './options.ts'

/** What the figures were measured on. */
export interface Circumstances {
  readonly options: Options
  /** As it was typed. */
  readonly command: string
  readonly server: string | null
  /** Load averages of the machine over the last minute, before and after: more than the number of cores means that others were busy. */
  readonly load: readonly [before: number, after: number]
  readonly at: Date
}

/** The results as Markdown. */
export function report(results: readonly Measured[], mixed: readonly Mixed[], circumstances: Circumstances): string {
  const { options, command, server, load, at } = circumstances
  const [processor] = cpus()
  return [
    '# Benchmark results',
    '',
    'Made by the command below; do not edit. How to read it is in [README.md](README.md).',
    '',
    '```',
    command,
    '```',
    '',
    `- ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC; ${cpus().length} cores (${processor?.model.trim() ?? 'unknown'}), ${gigabytes(totalmem())} of memory, ${process.platform}, Node ${process.versions.node}`,
    `- ${options.projects} projects, ${options.findings.toLocaleString('en')} findings${options.only.includes('mixed') ? ` (several scanners: ${options.mixedProjects} and ${options.mixedFindings.toLocaleString('en')})` : ''}, ${options.gzip ? 'answers compressed' : 'answers not compressed'}; emulator, hub and database share the cores`,
    `- load of the machine before and after: ${load.map((value) => value.toFixed(1)).join(' and ')}`,
    ...(server === null ? [] : [`- ${server}`]),
    '- embedded: PGlite in a thread of the hub’s process, fsync on',
    '',
    ...results.flatMap(sectionOf),
    ...mixed.flatMap(mixedSection),
  ].join('\n')
}

function sectionOf(measured: Measured): readonly string[] {
  const { bare, first, identical, changed, memory, size, latencies } = measured
  const findings = first.counts.seen
  return [
    `## ${measured.database === 'embedded' ? 'Embedded database' : 'PostgreSQL'}`,
    '',
    '| | findings/s | of the bare limit | CPU per finding: hub, emulator, database | log written |',
    '|---|--:|--:|--:|--:|',
    ...(bare === null ? [] : [`| bare upsert | ${rate(bare.rows / bare.seconds)} | 1.00 | | |`]),
    syncRow('first sync', first, bare),
    ...(identical === null ? [] : [syncRow('identical re-sync', identical, bare)]),
    ...(changed === null ? [] : [syncRow(`re-sync with ${share(changed)} changed`, changed, bare)]),
    '',
    '| | |',
    '|---|--:|',
    `| largest memory of the hub’s process${measured.database === 'embedded' ? ', the database in it' : ''} | ${megabytes(memory.process)} |`,
    `| largest heap and buffers of the hub’s main thread | ${megabytes(memory.mainThread)} |`,
    `| database after the first sync, per million findings | ${gigabytes((size.bytes / findings) * 1e6)} |`,
    ...size.tables
      .filter((table) => table.tableBytes + table.indexBytes > size.bytes / 100)
      .map(
        (table) =>
          `| – ${table.name}: rows, indexes | ${perFinding(table.tableBytes, findings)}, ${perFinding(table.indexBytes, findings)} |`,
      ),
    '',
    ...latencyTable(latencies),
  ]
}

function mixedSection({ database, alone, together }: Mixed): readonly string[] {
  const sum = alone.reduce(
    (total, one) => ({ sightings: total.sightings + one.sightings, seconds: total.seconds + one.seconds }),
    {
      sightings: 0,
      seconds: 0,
    },
  )
  const row = (title: string, { sightings, seconds }: Pick<Written, 'sightings' | 'seconds'>, vulnerabilities: number | null) =>
    `| ${title} | ${sightings.toLocaleString('en')} | ${vulnerabilities?.toLocaleString('en') ?? ''} | ${seconds.toFixed(0)} | ${rate(sightings / seconds)} |`
  const extra = (together.seconds / together.sightings / (sum.seconds / sum.sightings) - 1) * 100
  return [
    `## Several scanners, ${database === 'embedded' ? 'embedded database' : 'PostgreSQL'}`,
    '',
    '| first sync of | sightings | vulnerabilities | seconds | sightings/s |',
    '|---|--:|--:|--:|--:|',
    ...alone.map((one) => row(`${one.connector}, alone in a hub`, one, one.vulnerabilities)),
    row('the sum of these', sum, null),
    row('all of them into one hub', together, together.vulnerabilities),
    '',
    `Merging costs ${extra.toFixed(0)} % on top of writing the same sightings where they meet nobody.`,
    '',
  ]
}

function latencyTable(latencies: Measured['latencies']): readonly string[] {
  if (latencies.length === 0) return []
  return [
    '| read while a sync runs, milliseconds | median | 95th percentile | most | samples |',
    '|---|--:|--:|--:|--:|',
    ...latencies.map(
      ({ name, median, p95, most, samples }) =>
        `| ${name} | ${median.toFixed(1)} | ${p95.toFixed(1)} | ${most.toFixed(0)} | ${samples} |`,
    ),
    '',
  ]
}

function syncRow(title: string, { counts, seconds, walBytes, cpu }: Sync, bare: Measured['bare']): string {
  const perSecond = counts.seen / seconds
  const ratio = bare === null ? '' : (perSecond / (bare.rows / bare.seconds)).toFixed(2)
  const each = (value: number | null) => (value === null ? 'unknown' : `${((value * 1e6) / counts.seen).toFixed(0)} µs`)
  return `| ${title} | ${rate(perSecond)} | ${ratio} | ${each(cpu.hub)}, ${each(cpu.emulator)}, ${each(cpu.database)} | ${megabytes(walBytes)} |`
}

function share({ counts }: Sync): string {
  return `${((counts.changed / counts.seen) * 100).toFixed(1)} %`
}

function rate(value: number): string {
  return Math.round(value).toLocaleString('en')
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(2)} GB`
}

function perFinding(bytes: number, findings: number): string {
  return `${Math.round(bytes / findings)} B a finding`
}
