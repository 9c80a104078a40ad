import { text } from 'node:stream/consumers'
import { input, password } from '@inquirer/prompts'
import type { Terminal } from './terminal.ts'

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process
  return {
    out: (line) => void stdout.write(line),
    say: (line) => void stderr.write(line),
    interactive: stdin.isTTY === true && stderr.isTTY === true,
    width: stdout.isTTY ? stdout.columns : undefined,
    readAll: () => text(stdin),
    ask({ message, secret, optional }) {
      const validate = (value: string) => optional || value.trim() !== '' || 'This is needed.'
      const context = { output: stderr }
      return secret ? password({ message, mask: '•', validate }, context) : input({ message, validate }, context)
    },
  }
}
