import { describe, expect, it } from 'vitest'
import { defaultTicketTemplate, fillTemplate, type TicketValues, templateComplaints } from './ticket-template.ts'

const values: TicketValues = {
  title: 'Upgrade lodash 4.17.4 → 4.17.21',
  asset: 'acme/shop',
  product: null,
  priority: 'critical',
  due: '2026-12-24',
  owner: null,
  count: '2',
  link: 'https://hub.test/remediations/rem_8',
  upgrades: [[{ text: 'lodash', as: 'code' }]],
  vulnerabilities: [[{ text: 'CVE-1' }], [{ text: 'CVE-2' }]],
}

const fill = (text: string, more: Partial<TicketValues> = {}) => fillTemplate({ title: 'x', text }, { ...values, ...more }).text

describe('a ticket template', () => {
  it('puts values where their variables stand, in the title too', () => {
    expect(fillTemplate({ title: '{{title}} in {{ asset }}', text: 'By {{due}}: {{count}}.' }, values)).toEqual({
      title: 'Upgrade lodash 4.17.4 → 4.17.21 in acme/shop',
      text: [
        {
          kind: 'paragraph',
          line: [{ text: 'By ' }, { text: '2026-12-24' }, { text: ': ' }, { text: '2' }, { text: '.' }],
        },
      ],
    })
  })

  it('makes lists of list variables and of lines that begin with a dash, and a link of the link', () => {
    expect(fill('{{vulnerabilities}}\n\n- one\n- {{priority}}\n\n{{link}}')).toEqual([
      { kind: 'list', lines: [[{ text: 'CVE-1' }], [{ text: 'CVE-2' }]] },
      { kind: 'list', lines: [[{ text: 'one' }], [{ text: 'critical' }]] },
      {
        kind: 'paragraph',
        line: [{ text: 'https://hub.test/remediations/rem_8', url: 'https://hub.test/remediations/rem_8' }],
      },
    ])
  })

  it('leaves out a line that would only say what nobody knows, and a list with nothing in it', () => {
    expect(fill('- Product: {{product}}\n- Owner: {{owner}}\n\n{{upgrades}}', { upgrades: [] })).toEqual([])
    expect(fill('{{product}} is {{priority}}')).toHaveLength(1)
  })

  it('never reads values as templates', () => {
    expect(fill('{{asset}}', { asset: '{{owner}}' })).toEqual([{ kind: 'paragraph', line: [{ text: '{{owner}}' }] }])
  })

  it('is refused with variables nobody knows, with lists inside of lines, and without a title', () => {
    expect(templateComplaints({ title: '{{titel}}', text: 'See {{vulnerabilities}}' })).toEqual({
      title: [expect.stringContaining('There is no variable {{titel}}. There are {{title}}, {{asset}}')],
      text: ['{{vulnerabilities}} is a list: put it on a line of its own.'],
    })
    expect(templateComplaints({ title: '{{upgrades}}', text: '' }).title).toHaveLength(1)
    expect(templateComplaints({ title: ' ', text: '' }).title).toEqual(['A ticket needs a title.'])
  })

  it('comes with one that is good and says everything', () => {
    expect(templateComplaints(defaultTicketTemplate)).toEqual({ title: [], text: [] })
    const { text } = fillTemplate(defaultTicketTemplate, values)
    expect(text.map(({ kind }) => kind)).toEqual(['paragraph', 'list', 'paragraph', 'list', 'list', 'paragraph', 'paragraph'])
  })
})
