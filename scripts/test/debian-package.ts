import { existsSync } from 'node:fs'
import { demand } from '../run-command.ts'

/** Installs a Debian package. Throws where that cannot be done: not root, not Debian, no such package. */
export async function installDebianPackage(name: string): Promise<void> {
  if (!existsSync('/usr/bin/apt-get'))
    throw new Error(`${name} is missing, and this machine has no apt-get to install it with.`)
  if (process.getuid?.() !== 0) throw new Error(`${name} is missing. Install it, or run the tests as root so that they can.`)

  console.log(`Installing ${name} …`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await demand({ file: 'apt-get', arguments: ['update'], env })
  await demand({ file: 'apt-get', arguments: ['install', '-y', '--no-install-recommends', name], env })
}
