import { spawn } from 'node:child_process'

/** A program and what to start it with. */
export interface Command {
  readonly file: string
  readonly arguments: readonly string[]
  /** Folder to start in. Default: the current one. */
  readonly cwd?: string
  /** Added to this process's own environment. */
  readonly env?: Readonly<Record<string, string>>
  readonly uid?: number
  readonly gid?: number
}

export interface CommandResult {
  /** Exit code; 1 when a signal ended it or it could not start. */
  readonly code: number
  /** Standard output and error in the order they were written. */
  readonly output: string
}

/** Runs a command to its end and collects what it prints. Does not throw when the command fails. */
export function collect(command: Command, signal?: AbortSignal): Promise<CommandResult> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const child = spawn(command.file, command.arguments, { ...options(command), stdio: ['ignore', 'pipe', 'pipe'], signal })
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', (error) => resolve({ code: 1, output: `${Buffer.concat(chunks).toString()}${error.message}\n` }))
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }))
  })
}

/** Runs a command whose output goes straight to ours. Resolves to its exit code. */
export function run(command: Command): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command.file, command.arguments, { ...options(command), stdio: 'inherit' })
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

/** Like `collect`, for commands that must succeed. Throws with the command's own words when it does not. */
export async function demand(command: Command): Promise<string> {
  const { code, output } = await collect(command)
  if (code !== 0) throw new Error(`${command.file} ${command.arguments.join(' ')} ended with exit code ${code}:\n${output}`)
  return output
}

function options(command: Command) {
  return { cwd: command.cwd, env: { ...process.env, ...command.env }, uid: command.uid, gid: command.gid }
}
