import { Fault } from '@patchbay/sdk'
import { beforeEach, expect, it } from 'vitest'
import { pending, taken } from './destination.ts'
import { present, type Scene, scene, uploads } from './shipping.ts'
import { describeSpine, sync } from './stage.ts'
import { tester } from './world.ts'

await describeSpine('exports under faults', (stage) => {
  let here: Scene

  beforeEach(async () => {
    here = await scene(stage())
  })

  it('poll an upload the destination has named, and never send it again, when the process dies while it is sent', async () => {
    const { world, destination, stage } = here
    const other = await stage.world([here.scanner, here.forge, destination.plugin], { keys: world.keys })
    destination.send = async (upload, put) => {
      await upload.begun('ticket-1')
      await put()
      // The process dies here: nobody hears what it did.
      await world.database.kysely.updateTable('upload').set({ worker: 'dead', leased_until: stage.now() }).execute()
      return { ticket: 'ticket-1', status: pending }
    }
    await world.exportDue()
    stage.pass({ minutes: 2 })

    await other.exportDue()
    await other.exportDue()

    expect(destination.received).toHaveLength(1)
    expect(destination.asked).toEqual(['ticket-1'])
    expect(await uploads(world)).toMatchObject([{ state: 'success', ticket: 'ticket-1' }])
  })

  it('ask again and again while the destination works, less and less often', async () => {
    const { world, destination, stage } = here
    destination.send = async (upload, put) => {
      await put()
      return { ticket: upload.uploadId, status: pending }
    }
    destination.status = () => ({ ...pending, state: 'in-progress', word: 'IN_PROGRESS' })
    await world.exportDue()
    for (let minute = 0; minute < 60; minute += 1) {
      stage.pass({ minutes: 1 })
      await world.exportDue()
    }

    expect(await uploads(world)).toMatchObject([{ stage: 'waiting', word: 'IN_PROGRESS' }])
    expect(destination.asked.length).toBeLessThan(13)
    expect(destination.received).toHaveLength(1)

    destination.status = () => taken
    stage.pass({ minutes: 16 })
    await world.exportDue()

    expect(await uploads(world)).toMatchObject([{ state: 'success', word: 'SUCCESS' }])
  })

  it('live through hours without an answer about the status', async () => {
    const { world, destination, stage } = here
    destination.send = async (upload, put) => {
      await put()
      return { ticket: upload.uploadId, status: pending }
    }
    destination.status = () => {
      throw new Fault('unreachable', 'Nobody answers.')
    }
    await world.exportDue()
    for (let hour = 0; hour < 6; hour += 1) {
      stage.pass({ hours: 1 })
      await world.exportDue()
    }
    expect(await uploads(world)).toMatchObject([{ stage: 'waiting', info: 'The destination cannot be asked: Nobody answers.' }])

    destination.status = () => taken
    stage.pass({ minutes: 20 })
    await world.exportDue()

    expect(destination.received).toHaveLength(1)
    expect(await uploads(world)).toMatchObject([{ state: 'success' }])
  })

  it('give an upload up after a day without an end, and send the state again', async () => {
    const { world, destination, stage } = here
    destination.send = async (upload, put) => {
      await put()
      return { ticket: upload.uploadId, status: pending }
    }
    destination.status = () => pending
    await world.exportDue()
    stage.pass({ minutes: 1 })
    await world.exportDue()
    stage.pass({ hours: 25 })
    await world.exportDue()
    stage.pass({ minutes: 16 })
    destination.status = () => taken
    await world.exportDue()

    expect(await uploads(world)).toMatchObject([{ state: 'timed-out' }, { reason: 'first' }])
  })

  it('send an upload that was cut again under its own id, and count both as slots', async () => {
    const { world, destination, stage } = here
    let cuts = 1
    const whole = destination.send
    destination.send = async (upload, put) => {
      if (cuts-- > 0) throw new Fault('unreachable', 'The connection was cut.')
      return whole(upload, put)
    }
    await world.exportDue()
    stage.pass({ minutes: 6 })
    await world.exportDue()

    const [upload] = await uploads(world)
    expect(upload).toMatchObject({ state: 'success', tries: 2 })
    expect(upload?.sent_at).toHaveLength(2)
    expect(destination.checks).toBe(2)
  })

  it('give up sooner on a named upload that was cut, and send the state again', async () => {
    const { world, destination, stage } = here
    const whole = destination.send
    destination.send = async (upload) => {
      await upload.begun('ticket-1')
      throw new Fault('unreachable', 'The connection was cut.')
    }
    destination.status = () => pending
    await world.exportDue()
    stage.pass({ minutes: 30 })
    await world.exportDue()
    expect(await uploads(world)).toMatchObject([{ stage: 'waiting', sent_at: [expect.any(Date)] }])

    destination.send = whole
    stage.pass({ minutes: 31 })
    await world.exportDue()
    stage.pass({ minutes: 16 })
    await world.exportDue()

    expect(await uploads(world)).toMatchObject([{ state: 'timed-out', ticket: 'ticket-1' }, { state: 'success' }])
    expect(destination.received).toHaveLength(1)
  })

  it('spend no slot on what never left, and say at the connection what is wrong', async () => {
    const { world, destination, stage } = here
    const whole = destination.send
    destination.send = async () => {
      throw new Fault('credentials', 'The key was revoked.')
    }
    await world.exportDue()
    const { state, problem } = await world.database.kysely
      .selectFrom('connection')
      .select(['state', 'problem'])
      .where('label', '=', 'Sink')
      .executeTakeFirstOrThrow()

    expect(await uploads(world)).toMatchObject([{ state: 'not-sent', info: 'The key was revoked.', sent_at: [] }])
    expect({ state, problem }).toMatchObject({ state: 'attention', problem: { message: 'The key was revoked.' } })

    destination.send = whole
    stage.pass({ minutes: 2 })
    await world.exportDue()

    expect(destination.received).toHaveLength(1)
  })

  it('say what a destination skipped, and why one failed', async () => {
    const { world, destination, stage, scanner, scannerId } = here
    destination.send = async (upload, put) => {
      await put()
      return {
        ticket: upload.uploadId,
        status: { ...taken, state: 'failure', word: 'FAILURE', info: 'schema', remedy: 'mend' },
      }
    }
    await world.exportDue()
    expect(await uploads(world)).toMatchObject([{ state: 'failure', word: 'FAILURE', info: 'schema', remedy: 'mend' }])

    destination.send = async (upload, put) => {
      await put()
      return { ticket: upload.uploadId, status: { ...taken, state: 'skipped', word: 'SKIPPED' } }
    }
    present(scanner, 6)
    stage.pass({ hours: 1 })
    await sync(world, scannerId)
    await world.exportDue()

    expect((await uploads(world)).map((upload) => upload.state)).toEqual(['failure', 'skipped'])
  })

  it('let two workers spend one slot once and send one upload once', async () => {
    const { world, destination, stage } = here
    const other = await stage.world([here.scanner, here.forge, destination.plugin], { keys: world.keys })
    await Promise.all([world.exportDue(), other.exportDue()])
    await Promise.all([world.exportDue(), other.exportDue()])

    expect(destination.received).toHaveLength(1)
    expect(await uploads(world)).toHaveLength(1)
  })

  it('keep the budget when the clock is set back', async () => {
    const { world, destination, stage, repositoryId } = here
    const all = { exporterId: null, preview: false }
    await world.exportDue()
    await world.commands.uploads.exportRepository(repositoryId, all, tester)
    await world.exportDue()
    stage.pass({ hours: -100 })
    await world.exportDue()
    await world.commands.uploads.exportRepository(repositoryId, all, tester)
    await world.exportDue()

    const [refused] = await world.commands.uploads.exportRepository(repositoryId, all, tester)
    expect(refused).toMatchObject({ outcome: 'no-slot', at: new Date(stage.now().getTime() + 24 * 3_600_000 + 60_000) })
    expect(destination.received).toHaveLength(3)

    stage.pass({ hours: 100 })
  })
})
