import { describe, expect, it } from 'vitest'
import type { Ticket, TicketNews } from '../model/ticket.ts'
import { type TicketSource, ticketNews } from './ticket-news.ts'

const ticket = (id: string): Ticket => ({ id, key: `#${id}`, url: null, state: 'open', word: 'Open' })

async function ask(ids: readonly string[], since: string | null, listed: readonly string[]) {
  const single: string[] = []
  const source: TicketSource = {
    list: async function* () {
      yield listed.map(ticket)
    },
    one: async (id) => {
      single.push(id)
      return id === 'gone' ? null : ticket(id)
    },
  }
  const news: TicketNews[] = []
  for await (const page of ticketNews({ ids, since }, source)) news.push(...page)
  return { single, news: news.map((one) => (one.kind === 'gone' ? `gone ${one.id}` : one.ticket.id)) }
}

const six = ['1', '2', '3', '4', '5', 'gone']

describe('news of tickets', () => {
  it('are those of the list that were asked for, and of the others one by one', async () => {
    expect(await ask(six, null, ['9', '1', '2', '3', '4', '4'])).toEqual({
      single: ['5', 'gone'],
      news: ['1', '2', '3', '4', '5', 'gone gone'],
    })
  })

  it('come without the list when few are asked for', async () => {
    expect(await ask(['1'], null, ['2'])).toEqual({ single: ['1'], news: ['1'] })
  })

  it('since a moment are only what the list has', async () => {
    expect(await ask(six, '2026-11-28T12:00:00.000Z', ['2'])).toEqual({ single: [], news: ['2'] })
  })
})
