import type { DocumentFormat } from '@patchbay/sdk'
import { expect, it } from 'vitest'
import { problemsOf } from '../documents/problems.ts'
import { createDestination } from './destination.ts'
import { present, scene } from './shipping.ts'
import { describeSpine, sync } from './stage.ts'

await describeSpine('exports of standard documents', (stage) => {
  it('write each format that is wanted into a document of its own, and empty one that no longer is', async () => {
    const documents: DocumentFormat[] = ['cyclonedx', 'ocsf']
    const { world, destination, scanner, scannerId } = await scene(stage(), createDestination('sink', { documents }))
    await world.exportDue()
    const first = destination.received.map(({ scope, text }) => ({ format: scope.family, text }))

    documents.pop()
    present(scanner, 3)
    stage().pass({ hours: 1 })
    await sync(world, scannerId)
    await world.exportDue()
    const second = destination.received.slice(first.length).map(({ scope, text }) => ({ format: scope.family, text }))

    const textOf = (all: typeof first, format: string) => all.find((each) => each.format === format)?.text ?? 'none'
    expect(first.map(({ format }) => format).toSorted()).toEqual(['cyclonedx', 'ocsf'])
    expect(await problemsOf('cyclonedx', textOf(first, 'cyclonedx'))).toEqual([])
    expect(await problemsOf('ocsf', textOf(first, 'ocsf'))).toEqual([])
    expect(JSON.parse(textOf(first, 'cyclonedx')).vulnerabilities).toHaveLength(5)
    expect(second.map(({ format }) => format).toSorted()).toEqual(['cyclonedx', 'ocsf'])
    expect(JSON.parse(textOf(second, 'cyclonedx')).vulnerabilities).toHaveLength(3)
    expect(textOf(second, 'ocsf')).toBe('')
  })
})
