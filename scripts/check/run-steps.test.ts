import { describe, expect, it } from 'vitest'
import { runSteps, type Step } from './run-steps.ts'

function step(name: string, code: string): Step {
  return { name, command: { file: process.execPath, arguments: ['-e', code] } }
}

describe('running steps', () => {
  it('prints one line for each step that holds and nothing of its output', async () => {
    const lines: string[] = []

    const held = await runSteps([step('first', 'console.log("chatter")'), step('second', '')], 2, (line) => lines.push(line))

    expect(held).toBe(true)
    expect(lines).toHaveLength(2)
    expect(lines.join('\n')).not.toContain('chatter')
    expect(lines.every((line) => /^✔ (first|second) +\d+\.\d s$/.test(line))).toBe(true)
  })

  it('prints what the failing tool said and starts nothing after it', async () => {
    const lines: string[] = []
    const steps = [step('broken', 'console.log("out"); console.error("why"); process.exitCode = 3'), step('later', '')]

    const held = await runSteps(steps, 1, (line) => lines.push(line))

    expect(held).toBe(false)
    expect(lines[0]).toMatch(/^✘ broken/)
    expect(lines[1]?.split('\n').sort()).toEqual(['out', 'why'])
    expect(lines).toHaveLength(2)
  })

  it('ends a step that still runs when another fails', async () => {
    const lines: string[] = []
    const steps = [step('endless', 'setInterval(() => {}, 1000)'), step('broken', 'process.exitCode = 1')]

    const held = await runSteps(steps, 2, (line) => lines.push(line))

    expect(held).toBe(false)
    expect(lines.some((line) => line.includes('endless'))).toBe(false)
  })

  it('fails a step whose program is not there', async () => {
    const lines: string[] = []

    const held = await runSteps([{ name: 'absent', command: { file: '/nowhere/tool', arguments: [] } }], 1, (line) =>
      lines.push(line),
    )

    expect(held).toBe(false)
    expect(lines.join('\n')).toContain('ENOENT')
  })
})
