import { describe, expect, it } from 'vitest'
import { ticketMarkdown } from './ticket-markdown.ts'

const words = (text: string) => ticketMarkdown([{ kind: 'paragraph', line: [{ text }] }])

describe('a ticket in Markdown', () => {
  it('has paragraphs, lists, code and links', () => {
    expect(
      ticketMarkdown([
        { kind: 'paragraph', line: [{ text: 'Upgrade ' }, { text: 'lodash', as: 'code' }, { text: ' now', as: 'strong' }] },
        { kind: 'list', lines: [[{ text: 'CVE-1', url: 'https://hub.example/a b' }], [{ text: 'two' }]] },
        { kind: 'code', text: 'npm i ```x```' },
      ]),
    ).toBe('Upgrade `lodash` **now**\n\n- [CVE-1](<https://hub.example/a%20b>)\n- two\n\n````\nnpm i ```x```\n````')
  })

  it.each([
    ['@octocat', '@&#8203;octocat'],
    ['fixes #12 and !3', 'fixes #&#8203;12 and !&#8203;3'],
    ['/close', '\\/close'],
    ['text\n/close', 'text /close'],
    ['# no heading', '\\# no heading'],
    ['1. no list', '1\\. no list'],
    ['- no list', '\\- no list'],
    ['<img src=x>', '\\<img src=x\\>'],
    ['&amp; [x](https://evil.example) *b* `c`', '&amp;amp; \\[x\\](https://evil.example) \\*b\\* \\`c\\`'],
    ['a\u0000b', 'a b'],
  ])('shows %j as it is', (text, shown) => {
    expect(words(text)).toBe(shown)
  })

  it('keeps backticks in code apart from those around it', () => {
    expect(ticketMarkdown([{ kind: 'paragraph', line: [{ text: 'a `` b', as: 'code' }] }])).toBe('``` a `` b ```')
  })

  it('leads nowhere but to web addresses', () => {
    expect(ticketMarkdown([{ kind: 'paragraph', line: [{ text: 'x', url: 'javascript:alert(1)' }] }])).toBe('x')
  })

  it('is cut where its tracker takes no more, and says so', () => {
    const text = [
      { kind: 'paragraph', line: [{ text: 'What to do' }] },
      { kind: 'list', lines: Array.from({ length: 500 }, (_, index) => [{ text: `CVE-2026-${index}` }]) },
    ] as const

    const cut = ticketMarkdown(text, 1000)

    expect(cut.length).toBeLessThanOrEqual(1000)
    expect(cut.startsWith('What to do\n\n- CVE-2026-0\n')).toBe(true)
    expect(cut.endsWith('\n\n…')).toBe(true)
  })
})
