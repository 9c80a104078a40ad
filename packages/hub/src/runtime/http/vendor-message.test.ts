import { describe, expect, it } from 'vitest'
import { parseJson } from './parse-json.ts'
import { vendorMessage } from './vendor-message.ts'

function message(body: string, clean: (text: string) => string = (text) => text): string {
  return vendorMessage(body, parseJson(body)?.value, clean)
}

describe('vendorMessage', () => {
  it.each([
    ['GitHub', '{"message":"Not Found","documentation_url":"https://…"}', 'Not Found'],
    ['JSON:API', '{"errors":[{"status":"404","title":"Not found","detail":"Org not found"}]}', 'Org not found'],
    ['OAuth', '{"error":"invalid_client","error_description":"Unknown client"}', 'Unknown client'],
    ['nested', '{"error":{"code":7,"message":"denied"}}', 'denied'],
    ['Jira', '{"errorMessages":[],"errors":{"summary":"Summary is required"}}', 'summary: Summary is required'],
    [
      'Django',
      '{"name":["This field is required."],"url":["Enter a URL."]}',
      'name: This field is required.; url: Enter a URL.',
    ],
    ['plain text', 'Retry later\n', 'Retry later'],
    ['a web page', '<html><body>502</body></html>', ''],
    ['nothing', '', ''],
    ['a number', '42', ''],
  ])('finds the words of %s', (_name, body, expected) => {
    expect(message(body)).toBe(expected)
  })

  it('makes them inert: one line, no control characters, escapes or direction marks', () => {
    const nasty = JSON.stringify({ message: 'a\u001b[31mred\u0000\r\nb\u202Eevil\u2028c\ud800' })

    expect(message(nasty)).toBe('a [31mred bevil c\ufffd')
  })

  it('cuts after 300 characters, and masks before it cuts', () => {
    const body = JSON.stringify({ message: `${'x'.repeat(295)}topsecretvalue` })

    const found = message(body, (text) => text.replaceAll('topsecretvalue', '***'))

    expect(found).toBe(`${'x'.repeat(295)}***`)
    expect(message(JSON.stringify({ message: 'y'.repeat(900) }))).toHaveLength(300)
  })
})
