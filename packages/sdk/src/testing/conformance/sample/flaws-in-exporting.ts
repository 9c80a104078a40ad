import type { Context, Exports } from '../../../connector.ts'
import type { SnapshotFinding, UploadReceipt } from '../../../model/snapshot.ts'
import type { Config } from './connector.ts'
import { exports } from './exports.ts'
import { broken, type Flaw } from './flaw.ts'

const shipping = (changes: Partial<Exports<Config>>) => broken({ exports: { ...exports, ...changes } })
const sending = (send: Exports<Config>['send']) => shipping({ send })

let counter = 0

const receipt: UploadReceipt = {
  ticket: { id: 'none' },
  status: { state: 'success', word: 'DONE', info: null, remedy: null, counts: { taken: 0 } },
}

/** Each finding as `line` has it. */
function writing(line: (finding: SnapshotFinding) => string | null): Exports<Config>['write'] {
  return async function* (_config, snapshot) {
    yield { text: '[' }
    let separator = ''
    for await (const page of snapshot.findings) {
      for (const finding of page) {
        const text = line(finding)
        if (text === null) continue
        yield { text: separator + text, findings: 1 }
        separator = ','
      }
    }
    yield { text: ']' }
  }
}

/** What goes wrong when findings are taken out. */
export const flawsInExporting: readonly Flaw[] = [
  {
    name: 'has two families for one kind',
    caught: 'states families that share no kind, and limits a planner can keep',
    plugin: shipping({ families: [...exports.families, { id: 'more', label: 'More', kinds: ['code'] }] }),
  },
  {
    name: 'writes pages as it gets them',
    caught: 'writes the same document from the same findings, however they are paged',
    plugin: shipping({
      write: async function* (_config, { findings }) {
        for await (const page of findings)
          yield { text: `${JSON.stringify(page.map(({ id }) => id))}\n`, findings: page.length }
      },
    }),
  },
  {
    name: 'collects everything first',
    caught: 'holds no more than a page of a snapshot while it writes',
    plugin: shipping({
      write: async function* (_config, { findings }) {
        const all = []
        for await (const page of findings) all.push(...page)
        yield { text: JSON.stringify(all.map(({ id }) => ({ id }))), findings: all.length }
      },
    }),
  },
  {
    name: 'drops what was decided without a word',
    caught: 'accounts for every finding: it is in the document, or left out with a reason',
    plugin: shipping({ write: writing(({ id, decision }) => (decision === null ? JSON.stringify({ id }) : null)) }),
  },
  {
    name: 'takes any finding',
    caught: 'leaves out a finding the destination cannot take, and writes the others as if it were not there',
    plugin: shipping({ write: writing(({ id, title }) => JSON.stringify({ id, title })) }),
  },
  {
    name: 'only says that it sent something',
    caught: 'brings every finding to the destination, and says so in the end',
    plugin: sending(async () => receipt),
  },
  {
    name: 'sends no empty document',
    caught: 'has the destination close what is gone, and everything with an empty document',
    plugin: sending(async (context, upload) => (upload.findings === 0 ? receipt : exports.send(context, upload))),
  },
  {
    name: 'sends what was decided',
    caught: 'leaves nothing open over there that people decided about',
    plugin: shipping({ write: writing(({ id }) => JSON.stringify({ id })) }),
  },
  {
    name: 'files every try under another name',
    caught: 'does no harm when the same upload is sent twice',
    plugin: sending((context, upload) => {
      counter += 1
      return exports.send(context, { ...upload, scope: { ...upload.scope, id: `try-${counter}` } })
    }),
  },
  {
    name: 'has no advice',
    caught: 'refuses a repository the destination does not know, or reports it as skipped, with what to do',
    plugin: shipping({ status: async (context, ticket) => ({ ...(await ask(context, ticket)), remedy: null }) }),
  },
  {
    name: 'throws errors of its own',
    caught: 'gets there when a request meets trouble that passes',
    plugin: broken({
      transport: (given) => ({ baseUrl: given.baseUrl, auth: { kind: 'bearer', token: given.key }, attempts: 1 }),
      exports: {
        ...exports,
        send: (context, upload) =>
          exports.send(context, upload).catch((error: unknown) => {
            throw new Error('Sorry', { cause: error })
          }),
      },
    }),
  },
  {
    name: 'takes no answer for a good one',
    caught: 'never calls it a success when a request keeps failing, and gets there once it does not',
    plugin: shipping({ status: (context, ticket) => ask(context, ticket).catch(() => receipt.status) }),
  },
  {
    name: 'hands out what is no JSON',
    caught: 'hands out tickets that survive as JSON, and raises contract for one it does not know',
    plugin: sending(async (context, upload) => {
      const sent = await exports.send(context, upload)
      return { ...sent, ticket: { id: upload.uploadId, at: new Date(0) } }
    }),
  },
  {
    name: 'goes on when it is told to stop',
    caught: 'sends nothing once it is told to stop',
    plugin: sending((context, upload) => exports.send(context, upload).catch(() => receipt)),
  },
  {
    name: 'puts the key into the ticket',
    caught: 'lets no secret into documents, tickets, states or log lines',
    plugin: sending(async (context, upload) => {
      const sent = await exports.send(context, upload)
      return { ...sent, ticket: { id: upload.uploadId, key: context.config.key } }
    }),
  },
]

function ask(context: Context<Config>, ticket: unknown) {
  if (exports.status === undefined) throw new Error('The sample has no status.')
  return exports.status(context, ticket)
}
