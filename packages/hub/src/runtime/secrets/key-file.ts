import { randomBytes } from 'node:crypto'
import { chmod, constants, copyFile, link, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Key, type KeyRing, parseKeys, ringOf } from './key.ts'

const fileName = 'secret.key'

/**
 * The keys to seal with. `secretKey` (from `PATCHBAY_SECRET_KEY`) comes first where it is given; the key file of the data
 * folder then still opens what it sealed before. Without `secretKey` the key file is made on the first start.
 */
export async function loadKeys(dataFolder: string, secretKey: string | undefined): Promise<KeyRing> {
  if (secretKey === undefined || secretKey.trim() === '') return loadOrCreateKey(dataFolder)
  const given = parseKeys(secretKey)
  const filed = await readKeyFile(join(dataFolder, fileName))
  const keys = [given.current, ...given.older]
  const known = new Set(keys.map((key) => key.id))
  return ringOf([...keys, ...filed.filter((key) => !known.has(key.id))], 'PATCHBAY_SECRET_KEY')
}

/**
 * Reads the key file of the data folder, or makes one that only this user can read (mode 0600). Two processes that start at
 * the same moment end up with the same key.
 */
export async function loadOrCreateKey(dataFolder: string): Promise<KeyRing> {
  const path = join(dataFolder, fileName)
  const existing = await readKeyFile(path)
  if (existing.length > 0) return ringOf(existing, path)

  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  await createKeyFile(path)
  return ringOf(await readKeyFile(path), path)
}

/** Written beside and linked into place: the file is there whole or not at all, and never replaced. */
async function createKeyFile(path: string): Promise<void> {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  const id = `f-${randomBytes(6).toString('hex')}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(`${id}:${randomBytes(32).toString('base64')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  try {
    await link(draft, path)
  } catch (error) {
    // Some network and FAT volumes know no hard links; there an exclusive copy has to do.
    if (!hasCode(error, 'EEXIST')) await copyFile(draft, path, constants.COPYFILE_EXCL)
  } finally {
    await rm(draft, { force: true })
  }
}

async function readKeyFile(path: string): Promise<readonly Key[]> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return []
    throw error
  }
  const ring = parseKeys(text, path)
  await closeToOthers(path)
  return [ring.current, ...ring.older]
}

async function closeToOthers(path: string): Promise<void> {
  // Windows has no such bits; a copy made by a backup tool may have lost them.
  if (process.platform === 'win32') return
  const { mode } = await stat(path)
  if ((mode & 0o077) !== 0) await chmod(path, 0o600)
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
