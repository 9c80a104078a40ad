import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { lockFolder } from './folder-lock.ts'

const holder = new URL('../../../test/store/hold-folder.ts', import.meta.url).pathname

function newFolder(): string {
  return join(inject('databaseFolder'), randomUUID())
}

/** Another process that has the folder. */
async function hold(folder: string) {
  const child = spawn(process.execPath, ['--expose-gc', holder, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return {
    pid: child.pid,
    async kill() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

describe('the lock on a folder', () => {
  it('keeps other processes out, and says which one has it and what to do', async () => {
    const folder = newFolder()
    const other = await hold(folder)

    expect(() => lockFolder(folder)).toThrow(
      new RegExp(`^The data folder ${folder} is in use by process ${other.pid} on .* since .*PATCHBAY_DATA\\.$`),
    )
    await other.kill()
  })

  it('is free at once when its holder was killed', async () => {
    const folder = newFolder()
    const other = await hold(folder)

    await other.kill()

    lockFolder(folder).release()
  })

  it('keeps this process out as well', () => {
    const folder = newFolder()
    const lock = lockFolder(folder)

    expect(() => lockFolder(folder)).toThrow(`in use by process ${process.pid}`)
    lock.release()
    lockFolder(folder).release()
  })

  it('holds although the note on its holder cannot be read', () => {
    const folder = newFolder()
    const lock = lockFolder(folder)
    writeFileSync(join(folder, 'owner.json'), '{')

    expect(() => lockFolder(folder)).toThrow('in use by another process')
    lock.release()
  })

  it('says when the folder is of no use', () => {
    const folder = newFolder()
    lockFolder(folder).release()
    const file = join(folder, 'lock')

    expect(() => lockFolder(file)).toThrow()
    writeFileSync(file, 'not a lock of ours')
    expect(() => lockFolder(folder)).toThrow(`${folder} cannot be written to or locked`)
  })
})
