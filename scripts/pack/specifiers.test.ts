import { describe, expect, it } from 'vitest'
import { findSpecifiers, replaceSpecifiers } from './specifiers.ts'

const text = [
  "import { one } from './one.ts'",
  "export * from '@patchbay/sdk'",
  "export { two } from './two.ts'",
  'const three = await import("./three.ts")',
  "const worker = new URL('./worker.ts', import.meta.url)",
  "const page = new URL('./page.ts', 'https://example.com')",
  'const computed = await import(worker.href)',
  "const words = './not-a-module.ts'",
].join('\n')

describe('specifiers', () => {
  it('are those of imports, exports, dynamic imports and files beside the module', () => {
    expect(findSpecifiers('module.js', text).map(({ value }) => value)).toEqual([
      './one.ts',
      '@patchbay/sdk',
      './two.ts',
      './three.ts',
      './worker.ts',
    ])
  })

  it('are replaced where they stand, and nothing else is touched', () => {
    const replaced = replaceSpecifiers('module.js', text, (specifier) => `<${specifier}>`)

    expect(replaced.split('\n')).toEqual([
      "import { one } from '<./one.ts>'",
      "export * from '<@patchbay/sdk>'",
      "export { two } from '<./two.ts>'",
      "const three = await import('<./three.ts>')",
      "const worker = new URL('<./worker.ts>', import.meta.url)",
      ...text.split('\n').slice(5),
    ])
  })

  it('of a file that does not parse are an error', () => {
    expect(() => findSpecifiers('broken.js', 'import {')).toThrow('broken.js does not parse')
  })
})
